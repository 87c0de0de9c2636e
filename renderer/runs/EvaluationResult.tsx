// The result of an evaluation: accuracy as a whole and class by class, or how near to the images a network comes that gives them back.
import { useStore } from 'zustand';
import { Bar } from '../design/Bar.tsx';
import { Button } from '../design/Button.tsx';
import { joinClasses } from '../design/classes.ts';
import { TaskProgress } from '../design/TaskProgress.tsx';
import typography from '../design/text.module.css';
import { formatCount, formatDecibels, formatProgress, formatShare, formatValue } from '../i18n/numbers.ts';
import { reportFailure } from '../messages/messages.ts';
import { type Evaluation, evaluationStore, noEvaluation } from './evaluation.ts';
import styles from './side.module.css';
import { cancelEvaluation } from './train.ts';

export function EvaluationResult() {
  const { running, progress, part, result } = useStore(evaluationStore);
  if (!running && result === undefined) return null;
  const { done, total } = progress ?? { done: 0, total: 0 };
  return (
    <section className={styles.side} aria-label="Evaluation">
      <div className={styles.head}>
        <h3 className={styles.title}>Evaluation, {part}</h3>
        {result !== undefined && (
          <Button
            label="Close the evaluation"
            icon="close"
            iconOnly
            tone="quiet"
            size="tiny"
            onPress={() => evaluationStore.setState(noEvaluation, true)}
          />
        )}
      </div>
      {result === undefined ? (
        <TaskProgress
          text="Evaluating"
          detail={formatProgress(done, total)}
          share={total === 0 ? 0 : done / total}
          cancelLabel="Cancel"
          onCancel={() => {
            cancelEvaluation().catch(reportFailure('Cancelling the evaluation'));
          }}
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
                title={`${name}: ${correct} of ${count}`}
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
  const { loss, accuracy, psnr, ends = [] } = score;
  const each = ends.map((end) => `${end.id} ${formatValue(end.loss)}`).join(', ');
  return (
    <>
      {accuracy !== undefined && (
        <>
          <b>{formatShare(accuracy)}</b>{' '}
          <span className={joinClasses(typography.muted, typography.small)}>of {formatCount(images)} right, </span>
        </>
      )}
      {psnr !== undefined && (
        <>
          <b>{formatDecibels(psnr)}</b>{' '}
          <span className={joinClasses(typography.muted, typography.small)}>
            PSNR{accuracy === undefined ? ` on ${formatCount(images)} images` : ''},{' '}
          </span>
        </>
      )}
      <span className={joinClasses(typography.muted, typography.small)}>
        loss {formatValue(loss)}
        {each === '' ? '' : ` (${each})`}
      </span>
    </>
  );
}
