// The result of an evaluation: accuracy as a whole and class by class.
import { useStore } from 'zustand';
import { cancelEvaluation } from '../actions/train.ts';
import { evaluationStore, noEvaluation } from '../stores/evaluation.ts';
import { reportFailure } from '../stores/messages.ts';
import { Bar } from '../ui/Bar.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCount, formatShare, formatValue } from '../ui/numbers.ts';
import { TaskProgress } from '../ui/TaskProgress.tsx';

export function EvaluationResult() {
  const { running, progress, part, result } = useStore(evaluationStore);
  if (!running && result === undefined) return null;
  const total = result?.perClass.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <section className="run-side" aria-label="Evaluation">
      <div className="panel-row">
        <h3 className="curve-title">Evaluation, {part}</h3>
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
          done={progress?.done ?? 0}
          total={progress?.total ?? 0}
          onCancel={() => {
            cancelEvaluation().catch(reportFailure('Cancelling the evaluation'));
          }}
        />
      ) : (
        <>
          <p className="copyable" role="status">
            <b>{formatShare(result.score.accuracy)}</b>{' '}
            <span className="muted small">
              of {formatCount(total)} right, loss {formatValue(result.score.loss)}
            </span>
          </p>
          <ul className="bars">
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
