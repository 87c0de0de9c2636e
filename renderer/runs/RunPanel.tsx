// The lower panel: the run's controls, its state in a line, its curves, and what the network says of images: of the watched
// one, or of all of a part while an evaluation is shown. The two share a place, so that the curves stay as they are.
import { useStore } from 'zustand';
import { findLayer } from '../../engine/layers/index.ts';
import { sentence } from '../../engine/words/texts.ts';
import { useDocumentView } from '../document/analysis.ts';
import { useTexts } from '../i18n/use-texts.ts';
import type { View } from '../views/view.ts';
import { Curve } from './Curve.tsx';
import type { Measure } from './curves.ts';
import { EvaluationResult } from './EvaluationResult.tsx';
import { evaluationStore } from './evaluation.ts';
import { Predictions } from './Predictions.tsx';
import { RunControls } from './RunControls.tsx';
import styles from './RunPanel.module.css';
import { RunStatus } from './RunStatus.tsx';
import { runStore } from './run.ts';
import { runTexts } from './words.ts';

export function RunPanel() {
  const isEvaluated = useStore(evaluationStore, ({ running, result }) => running || result !== undefined);
  const measures = useMeasures();
  const text = useTexts(runTexts);
  return (
    <section className={styles.panel} aria-label={text('run')}>
      <RunControls />
      <RunStatus />
      <div className={styles.views}>
        <Curve measure="loss" />
        {measures.map((measure) => (
          <Curve key={measure} measure={measure} />
        ))}
        {isEvaluated ? <EvaluationResult /> : <Predictions />}
      </div>
    </section>
  );
}

const classMeasures: readonly Measure[] = ['accuracy'];
const imageMeasures: readonly Measure[] = ['psnr'];
const bothMeasures: readonly Measure[] = ['accuracy', 'psnr'];

/** What is told beside the loss: as the run on the screen has measured, before there is one as the network's ends will be. */
function useMeasures(): readonly Measure[] {
  const told = useStore(runStore, ({ epochs, curve }) => {
    const { accuracy, psnr } = epochs.at(-1)?.training ?? { accuracy: curve.points.accuracy[0], psnr: curve.points.psnr[0] };
    if (accuracy === undefined && psnr === undefined) return undefined;
    return chooseMeasures(accuracy !== undefined, psnr !== undefined);
  });
  const drawn = useDocumentView(({ document }) => {
    const targets = document.nodes.map(({ type }) => findLayer(type)?.end?.target);
    return chooseMeasures(targets.includes('labels'), targets.includes('images'));
  });
  return told ?? drawn;
}

function chooseMeasures(hasClasses: boolean, hasImages: boolean): readonly Measure[] {
  if (!hasImages) return classMeasures;
  return hasClasses ? bothMeasures : imageMeasures;
}

export const runView: View = {
  id: 'run',
  title: sentence(runTexts, 'training'),
  icon: 'chart',
  dock: 'bottom',
  synonyms: ['run', 'curves', 'loss', 'accuracy', 'predictions', 'evaluation', '曲线', '损失', '准确率', '预测', '评估'],
  component: RunPanel,
};
