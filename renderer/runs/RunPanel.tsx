// The lower panel: the run's controls, its state in a line, its curves, and what the network says of images.
import { Curve } from './Curve.tsx';
import { EvaluationResult } from './EvaluationResult.tsx';
import { Predictions } from './Predictions.tsx';
import { RunControls } from './RunControls.tsx';
import { RunStatus } from './RunStatus.tsx';

export function RunPanel() {
  return (
    <section className="run-panel" aria-label="Training run">
      <RunControls />
      <RunStatus />
      <div className="run-views">
        <Curve measure="loss" />
        <Curve measure="accuracy" />
        <Predictions />
        <EvaluationResult />
      </div>
    </section>
  );
}
