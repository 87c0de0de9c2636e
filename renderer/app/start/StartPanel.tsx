// The first screen: one press does the whole job; beside it the other ways to begin.
import { useStore } from 'zustand';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { runCommand } from '../../commands/registry.ts';
import { OpenProgress } from '../../data/OpenProgress.tsx';
import { joinClasses } from '../../design/classes.ts';
import typography from '../../design/text.module.css';
import { viewDocument } from '../../document/analysis.ts';
import { formatShortCount } from '../../i18n/numbers.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { datasetStore } from '../../runs/dataset.ts';
import styles from './StartPanel.module.css';
import { type Template, templates } from './templates.ts';
import { startTexts, templateTexts } from './words.ts';

export function StartPanel() {
  const text = useTexts(startTexts);
  const opening = useStore(datasetStore, (state) => state.opening);
  const progress = useStore(datasetStore, (state) => state.progress);
  return (
    <section className={styles.start} aria-label={text('start')}>
      <div className={styles.card}>
        <h2 className={styles.title}>{text('title')}</h2>
        <p className={typography.muted}>{text('private')}</p>
        <CommandButton command="train-sample" icon="play" tone="primary" className={styles.main} />
        <p className={joinClasses(typography.muted, typography.small)}>{text('samples')}</p>
        {opening && <OpenProgress progress={progress} />}
        <h3>{text('templates')}</h3>
        <ul className={styles.templates}>
          {templates.map((template) => (
            <TemplateItem key={template.id} template={template} />
          ))}
        </ul>
        <div className={styles.actions}>
          <CommandButton command="open" icon="open" />
          <CommandButton command="new-empty" icon="new" />
        </div>
      </div>
    </section>
  );
}

function TemplateItem({ template }: { readonly template: Template }) {
  const text = useTexts(startTexts);
  const name = useTexts(templateTexts)(template.id);
  const { nodes } = template.document;
  const { network } = viewDocument(template.document).analysis;
  const facts = [
    text('layers', { count: nodes.length }),
    ...(network === undefined ? [] : [text('parameters', { count: formatShortCount(network.parameterCount) })]),
  ];
  return (
    <li>
      <button type="button" className={styles.template} onClick={() => runCommand(`template:${template.id}`)}>
        <span className={styles.name}>{name}</span>
        <span className={joinClasses(typography.muted, typography.small)}>{facts.join(' · ')}</span>
      </button>
    </li>
  );
}
