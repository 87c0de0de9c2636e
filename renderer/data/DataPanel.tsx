// The images: opening a folder or the samples, progress, what was found, and what was left out.

import { useStore } from 'zustand';
import { formatShape } from '../../engine/base/shape.ts';
import { defineTexts, sentence } from '../../engine/words/texts.ts';
import { CommandButton } from '../commands/CommandButton.tsx';
import { Button } from '../design/Button.tsx';
import { Callout } from '../design/Callout.tsx';
import { joinClasses } from '../design/classes.ts';
import typography from '../design/text.module.css';
import { documentStore, selectDocument } from '../document/document.ts';
import { fileName } from '../document/file-name.ts';
import { Problem } from '../document/Problem.tsx';
import { formatCount } from '../i18n/numbers.ts';
import { keyOf } from '../i18n/use-texts.ts';
import { reportFailure } from '../messages/messages.ts';
import { type DatasetState, datasetStore, needsReopening, wantedShape } from '../runs/dataset.ts';
import { openImagesReason, reopenImages } from '../runs/images.ts';
import { isActive, runStore } from '../runs/run.ts';
import type { View } from '../views/view.ts';
import { ClassCounts } from './ClassCounts.tsx';
import styles from './DataPanel.module.css';
import { DatasetProblems } from './DatasetProblems.tsx';
import { Misfits } from './Misfits.tsx';
import { OpenProgress } from './OpenProgress.tsx';
import { SkippedFiles } from './SkippedFiles.tsx';
import { Thumbnails } from './Thumbnails.tsx';

export function DataPanel() {
  const state = useStore(datasetStore);
  useStore(runStore, (run) => isActive(run.status)); // the reason depends on it
  const reason = openImagesReason();
  return (
    <section className={styles.panel} aria-label="Images">
      <header className={styles.head}>
        <CommandButton command="open-images" size="tiny" icon="open" />
        <CommandButton command="open-samples" size="tiny" />
      </header>
      <div className={styles.body}>
        {state.opening && <OpenProgress progress={state.progress} />}
        {!state.opening && state.dataset === undefined && state.problems.length + state.diagnostics.length === 0 && (
          <p className={typography.muted}>Open a folder that holds one folder of images for each class, or drop it on the window.</p>
        )}
        {state.problems.length > 0 && <DatasetProblems problems={state.problems} tone="error" />}
        {state.dataset === undefined && <SkippedFiles skipped={state.skipped} ignored={0} />}
        {state.diagnostics.map((diagnostic) => (
          <Callout tone="error" key={keyOf(diagnostic)}>
            <Problem diagnostic={diagnostic} />
          </Callout>
        ))}
        {state.dataset !== undefined && !state.opening && <OpenedImages state={state} dataset={state.dataset} reason={reason} />}
      </div>
    </section>
  );
}

interface OpenedImagesProperties {
  readonly state: DatasetState;
  readonly dataset: NonNullable<DatasetState['dataset']>;
  /** Why they can't be opened anew now. */
  readonly reason: string | undefined;
}

function OpenedImages({ state, dataset, reason }: OpenedImagesProperties) {
  const document = useStore(documentStore, selectDocument);
  const wanted = wantedShape(document);
  const { training, validation, test } = dataset.parts;
  const { height, width, channels } = dataset.settings;
  const parts = [
    `${formatCount(training.count)} training`,
    `${formatCount(validation.count)} validation`,
    ...(test === undefined ? [] : [`${formatCount(test.count)} test`]),
  ];
  return (
    <>
      <div>
        <p className={styles.name} title={dataset.folder}>
          {state.source?.kind === 'samples' ? 'Sample images' : fileName(dataset.folder)}
        </p>
        <p className={joinClasses(typography.muted, typography.small)}>{parts.join(' · ')}</p>
        <p className={joinClasses(typography.muted, typography.small)}>
          {formatShape([height, width, channels])} · mean {formatNumbers(dataset.normalization.mean)} · deviation{' '}
          {formatNumbers(dataset.normalization.standardDeviation)}
        </p>
      </div>
      {wanted !== undefined && needsReopening(state, document) && (
        <Callout tone="warning">
          <p>The network now wants these images differently. They are opened anew when training starts.</p>
          <Button
            label={`Reopen at ${formatShape(wanted)}`}
            size="tiny"
            reason={reason}
            onPress={() => {
              reopenImages().catch(reportFailure('Opening the images'));
            }}
          />
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
  title: sentence(defineTexts({ title: 'Images' }, { title: '图像' }), 'title'),
  icon: 'images',
  dock: 'left',
  synonyms: ['dataset', 'data', 'classes', '数据集', '数据'],
  component: DataPanel,
};
