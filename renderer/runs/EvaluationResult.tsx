// The result of an evaluation: accuracy as a whole and class by class, or how near to the images a network comes that gives them back.
import { useStore } from 'zustand';
import { CommandButton } from '../commands/CommandButton.tsx';
import { runCommand } from '../commands/registry.ts';
import { Bar } from '../design/Bar.tsx';
import { joinClasses } from '../design/classes.ts';
import { TaskProgress } from '../design/TaskProgress.tsx';
import typography from '../design/text.module.css';
import { useLanguage } from '../i18n/language.ts';
import { formatDecibels, formatProgress, formatShare, formatValue } from '../i18n/numbers.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { type Evaluation, evaluationStore } from './evaluation.ts';
import styles from './side.module.css';
import { partTexts, runTexts } from './words.ts';

export function EvaluationResult() {
  const { running, progress, part, result } = useStore(evaluationStore);
  const language = useLanguage();
  const text = useTexts(runTexts);
  const sayPart = useTexts(partTexts);
  if (!running && result === undefined) return null;
  const { done, total } = progress ?? { done: 0, total: 0 };
  return (
    <section className={styles.side} aria-label={text('evaluation')}>
      <div className={styles.head}>
        <h3 className={styles.title}>{part === undefined ? text('evaluation') : text('evaluationOf', { part: sayPart(part) })}</h3>
        {result !== undefined && <CommandButton command="close-evaluation" icon="close" iconOnly tone="quiet" size="tiny" />}
      </div>
      {result === undefined ? (
        <TaskProgress
          text={text('evaluating')}
          detail={formatProgress(done, total, language)}
          share={total === 0 ? 0 : done / total}
          cancelLabel={text('cancel')}
          onCancel={() => runCommand('cancel-evaluation')}
        />
      ) : (
        <>
          <p data-copyable role="status">
            <Measured {...result} />
          </p>
          <ul>
            {result.perClass.map(({ name, count, correct }) => (
              <Bar
                key={name}
                label={name}
                share={count === 0 ? 0 : correct / count}
                value={count === 0 ? '–' : formatShare(correct / count)}
                title={text('correct', { name, correct, count })}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** `84.4 % of 2,000 right, loss 0.41`, or `21.3 dB PSNR on 2,000 images, loss 0.0074`, or both, and the loss of each end. */
function Measured({ images, score }: Evaluation) {
  const text = useTexts(runTexts);
  const { loss, accuracy, psnr, ends = [] } = score;
  const each = { kind: 'list', joined: 'comma', items: ends.map((end) => `${end.id} ${formatValue(end.loss)}`) } as const;
  return (
    <>
      {accuracy !== undefined && (
        <>
          <b>{formatShare(accuracy)}</b>{' '}
          <span className={joinClasses(typography.muted, typography.small)}>{text('right', { images })}</span>
        </>
      )}
      {psnr !== undefined && (
        <>
          <b>{formatDecibels(psnr)}</b>{' '}
          <span className={joinClasses(typography.muted, typography.small)}>
            {accuracy === undefined ? text('psnrAlone', { images }) : text('psnrToo')}
          </span>
        </>
      )}
      <span className={joinClasses(typography.muted, typography.small)}>
        {ends.length === 0 ? text('lossOf', { loss: formatValue(loss) }) : text('lossOfEach', { loss: formatValue(loss), each })}
      </span>
    </>
  );
}
