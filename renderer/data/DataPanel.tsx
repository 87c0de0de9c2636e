// The images: opening a folder or the samples, progress, what was found, and what was left out.

import { useStore } from 'zustand';
import type { PartName } from '../../engine/datasets/image-folder.ts';
import { sentence } from '../../engine/words/texts.ts';
import { CommandButton } from '../commands/CommandButton.tsx';
import { Callout } from '../design/Callout.tsx';
import { joinClasses } from '../design/classes.ts';
import typography from '../design/text.module.css';
import { documentStore, selectDocument } from '../document/document.ts';
import { fileName } from '../document/file-name.ts';
import { Problem } from '../document/Problem.tsx';
import { keyOf, useTexts } from '../i18n/use-texts.ts';
import { type DatasetState, datasetStore, needsReopening } from '../runs/dataset.ts';
import { partTexts } from '../runs/words.ts';
import type { View } from '../views/view.ts';
import { ClassCounts } from './ClassCounts.tsx';
import styles from './DataPanel.module.css';
import { DatasetProblems } from './DatasetProblems.tsx';
import { Misfits } from './Misfits.tsx';
import { OpenProgress } from './OpenProgress.tsx';
import { SkippedFiles } from './SkippedFiles.tsx';
import { Thumbnails } from './Thumbnails.tsx';
import { dataTexts } from './words.ts';

export function DataPanel() {
  const text = useTexts(dataTexts);
  const state = useStore(datasetStore);
  return (
    <section className={styles.panel} aria-label={text('images')}>
      <header className={styles.head}>
        <CommandButton command="open-images" size="tiny" icon="open" />
        <CommandButton command="open-samples" size="tiny" />
      </header>
      <div className={styles.body}>
        {state.opening && <OpenProgress progress={state.progress} />}
        {!state.opening && state.dataset === undefined && state.problems.length + state.diagnostics.length === 0 && (
          <p className={typography.muted}>{text('empty')}</p>
        )}
        {state.problems.length > 0 && <DatasetProblems problems={state.problems} tone="error" />}
        {state.dataset === undefined && <SkippedFiles skipped={state.skipped} ignored={0} />}
        {state.diagnostics.map((diagnostic) => (
          <Callout tone="error" key={keyOf(diagnostic)}>
            <Problem diagnostic={diagnostic} />
          </Callout>
        ))}
        {state.dataset !== undefined && !state.opening && <OpenedImages state={state} dataset={state.dataset} />}
      </div>
    </section>
  );
}

interface OpenedImagesProperties {
  readonly state: DatasetState;
  readonly dataset: NonNullable<DatasetState['dataset']>;
}

function OpenedImages({ state, dataset }: OpenedImagesProperties) {
  const text = useTexts(dataTexts);
  const sayPart = useTexts(partTexts);
  const document = useStore(documentStore, selectDocument);
  const { training, validation, test } = dataset.parts;
  const { height, width, channels } = dataset.settings;
  const parts = Object.entries({ training, validation, ...(test === undefined ? {} : { test }) }).map(([name, { count }]) =>
    text('part', { count, part: sayPart(name as PartName) }),
  );
  return (
    <>
      <div>
        <p className={styles.name} title={dataset.folder}>
          {state.source?.kind === 'samples' ? text('samples') : fileName(dataset.folder)}
        </p>
        <p className={joinClasses(typography.muted, typography.small)}>{parts.join(' · ')}</p>
        <p className={joinClasses(typography.muted, typography.small)}>
          {text('pixels', {
            size: [height, width, channels],
            mean: formatNumbers(dataset.normalization.mean),
            deviation: formatNumbers(dataset.normalization.standardDeviation),
          })}
        </p>
      </div>
      {needsReopening(state, document) && (
        <Callout tone="warning">
          <p>{text('outdated')}</p>
          <CommandButton command="reopen-images" size="tiny" />
        </Callout>
      )}
      <Misfits />
      {dataset.warnings.length > 0 && <DatasetProblems problems={dataset.warnings} tone="warning" />}
      <SkippedFiles skipped={dataset.skipped} ignored={dataset.ignored} />
      <Thumbnails dataset={dataset} />
      <ClassCounts dataset={dataset} />
    </>
  );
}

const formatNumbers = (numbers: readonly number[]): string => numbers.map((value) => value.toFixed(2)).join(', ');

export const imagesView: View = {
  id: 'images',
  title: sentence(dataTexts, 'images'),
  icon: 'images',
  dock: 'left',
  share: 40,
  synonyms: ['dataset', 'data', 'classes', '数据集', '数据'],
  component: DataPanel,
};
