// The lower panel: the run's controls, its state in a line, its curves, and what the network says of images: of the watched
// one, or of all of a part while an evaluation is shown. The two share a place, so that the curves stay as they are.
import { useStore } from 'zustand';
import { evaluationStore } from '../stores/evaluation.ts';
import { Curve } from './Curve.tsx';
import { EvaluationResult } from './EvaluationResult.tsx';
import { Predictions } from './Predictions.tsx';
import { RunControls } from './RunControls.tsx';
import { RunStatus } from './RunStatus.tsx';

export function RunPanel() {
  const isEvaluated = useStore(evaluationStore, ({ running, result }) => running || result !== undefined);
  return (
    <section className="run-panel" aria-label="Training run">
      <RunControls />
      <RunStatus />
      <div className="run-views">
        <Curve measure="loss" />
        <Curve measure="accuracy" />
        {isEvaluated ? <EvaluationResult /> : <Predictions />}
      </div>
    </section>
  );
}
