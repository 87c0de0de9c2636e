// The first screen: one press does the whole job; beside it the other ways to begin.
import { useStore } from 'zustand';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { OpenProgress } from '../../data/OpenProgress.tsx';
import { Button } from '../../design/Button.tsx';
import { joinClasses } from '../../design/classes.ts';
import typography from '../../design/text.module.css';
import { viewDocument } from '../../document/analysis.ts';
import { formatShortCount, plural } from '../../i18n/numbers.ts';
import { reportFailure } from '../../messages/messages.ts';
import { datasetStore } from '../../runs/dataset.ts';
import styles from './StartPanel.module.css';
import { startEmpty, startTemplate, trainSampleNetwork } from './start.ts';
import { type Template, templates } from './templates.ts';

export function StartPanel() {
  const opening = useStore(datasetStore, (state) => state.opening);
  const progress = useStore(datasetStore, (state) => state.progress);
  return (
    <section className={styles.start} aria-label="Start">
      <div className={styles.card}>
        <h2 className={styles.title}>Draw a convolutional network and watch it learn</h2>
        <p className={typography.muted}>Everything runs on this computer; no image leaves it.</p>
        <Button
          label="Train LeNet on the sample images"
          icon="play"
          tone="primary"
          className={styles.main}
          reason={opening ? 'images are being opened' : undefined}
          onPress={() => {
            trainSampleNetwork().catch(reportFailure('Training the sample network'));
          }}
        />
        <p className={joinClasses(typography.muted, typography.small)}>
          Ten kinds of clothing in small grey pictures. It takes less than a minute.
        </p>
        {opening && <OpenProgress progress={progress} />}
        <h3>Start from a template</h3>
        <ul className={styles.templates}>
          {templates.map((template) => (
            <TemplateItem key={template.id} template={template} />
          ))}
        </ul>
        <div className={styles.actions}>
          <CommandButton command="open" icon="open" />
          <Button label="Start from an empty canvas" icon="new" onPress={startEmpty} />
        </div>
      </div>
    </section>
  );
}

function TemplateItem({ template }: { readonly template: Template }) {
  const { nodes } = template.document;
  const { network } = viewDocument(template.document).analysis;
  const facts = [
    plural(nodes.length, 'layer'),
    ...(network === undefined ? [] : [`${formatShortCount(network.parameterCount)} parameters`]),
  ];
  return (
    <li>
      <button
        type="button"
        className={styles.template}
        onClick={() => {
          startTemplate(template).catch(reportFailure('Opening the template'));
        }}
      >
        <span className={styles.name}>{template.document.name}</span>
        <span className={joinClasses(typography.muted, typography.small)}>{facts.join(' · ')}</span>
      </button>
    </li>
  );
}
