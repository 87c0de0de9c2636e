// The first screen: one press does the whole job; beside it the other ways to begin.
import { useStore } from 'zustand';
import { sentence } from '../../../engine/words/texts.ts';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { reasonTexts } from '../../commands/words.ts';
import { OpenProgress } from '../../data/OpenProgress.tsx';
import { Button } from '../../design/Button.tsx';
import { joinClasses } from '../../design/classes.ts';
import typography from '../../design/text.module.css';
import { viewDocument } from '../../document/analysis.ts';
import { formatShortCount } from '../../i18n/numbers.ts';
import { useSentence, useTexts } from '../../i18n/use-texts.ts';
import { attempt } from '../../messages/messages.ts';
import { datasetStore } from '../../runs/dataset.ts';
import styles from './StartPanel.module.css';
import { startEmpty, startTemplate, trainSampleNetwork } from './start.ts';
import { type Template, templates } from './templates.ts';
import { startTexts, templateTexts } from './words.ts';

export function StartPanel() {
  const text = useTexts(startTexts);
  const say = useSentence();
  const opening = useStore(datasetStore, (state) => state.opening);
  const progress = useStore(datasetStore, (state) => state.progress);
  return (
    <section className={styles.start} aria-label={text('start')}>
      <div className={styles.card}>
        <h2 className={styles.title}>{text('title')}</h2>
        <p className={typography.muted}>{text('private')}</p>
        <Button
          label={text('train')}
          icon="play"
          tone="primary"
          className={styles.main}
          reason={opening ? say(sentence(reasonTexts, 'images-opening')) : undefined}
          onPress={() => void attempt('train', sentence(startTexts, 'training'), trainSampleNetwork)}
        />
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
          <Button label={text('empty')} icon="new" onPress={startEmpty} />
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
      <button
        type="button"
        className={styles.template}
        onClick={() => void attempt('open', sentence(startTexts, 'openingTemplate'), () => startTemplate(template))}
      >
        <span className={styles.name}>{name}</span>
        <span className={joinClasses(typography.muted, typography.small)}>{facts.join(' · ')}</span>
      </button>
    </li>
  );
}
