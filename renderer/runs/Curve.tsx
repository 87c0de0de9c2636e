// One chart with its legend. It follows the run store by itself, drawing in the same frame as what else has changed: React
// renders it only when it appears. How often there is news of a run is the main process's concern (electron/app/ipc/drawing-pace.ts).
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { joinClasses } from '../design/classes.ts';
import { formatDecibels, formatShare, formatValue } from '../i18n/numbers.ts';
import styles from './Curve.module.css';
import type { Measure } from './curves.ts';
import { makePlot, readColours, toPlotData } from './plot.ts';
import { runStore } from './run.ts';

const titles = { loss: 'Loss', accuracy: 'Accuracy', psnr: 'PSNR' } as const;
const formats = { loss: formatValue, accuracy: formatShare, psnr: formatDecibels } as const;

export function Curve({ measure }: { readonly measure: Measure }) {
  const reference = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = reference.current;
    if (element === null) return;
    return followRun(element, measure);
  }, [measure]);
  return (
    <figure className={styles.curve}>
      <CurveLegend measure={measure} />
      <div
        ref={reference}
        className={styles.plot}
        role="img"
        aria-label={`${titles[measure]} by epoch`}
        data-testid={`curve-${measure}`}
        data-points="0"
        data-epochs="0"
      />
    </figure>
  );
}

/** Draws the run into the element until the returned function is called. */
function followRun(element: HTMLDivElement, measure: Measure): () => void {
  let frame = 0;
  const epochs = (): number => runStore.getState().facts?.epochs ?? 1;
  let plot = makePlot(element, measure, readColours(element), epochs);
  const draw = (): void => {
    frame = 0;
    const run = runStore.getState();
    plot.setData(toPlotData(run, measure));
    element.dataset.points = String(run.curve.steps.length);
    element.dataset.epochs = String(run.epochs.length);
  };
  const drawSoon = (): void => {
    frame ||= requestAnimationFrame(draw);
  };
  const restart = (): void => {
    plot.destroy();
    plot = makePlot(element, measure, readColours(element), epochs);
    drawSoon();
  };
  const stopFollowing = runStore.subscribe((state, former) => {
    if (state.curve !== former.curve || state.epochs !== former.epochs || state.runId !== former.runId) drawSoon();
  });
  const resizes = new ResizeObserver(() =>
    plot.setSize({ width: Math.max(80, element.clientWidth), height: Math.max(60, element.clientHeight) }),
  );
  resizes.observe(element);
  const themes = new MutationObserver(restart);
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  draw();
  return () => {
    cancelAnimationFrame(frame);
    stopFollowing();
    resizes.disconnect();
    themes.disconnect();
    plot.destroy();
  };
}

function CurveLegend({ measure }: { readonly measure: Measure }) {
  const last = useStore(runStore, (state) => state.epochs.at(-1));
  const format = (value: number | undefined): string => (value === undefined ? '–' : formats[measure](value));
  return (
    <figcaption className={styles.legend} title="Thin line: each batch. Lines with marks: means over an epoch.">
      <span className={styles.title}>{titles[measure]}</span>
      <span className={joinClasses(styles.entry, styles.batches)} data-testid="legend-batches">
        <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden="true">
          <path d="M0 4h20" stroke="currentcolor" strokeWidth="1" />
        </svg>{' '}
        each batch
      </span>
      <span className={joinClasses(styles.entry, styles.training)} data-testid="legend-training">
        <LegendMark kind="training" /> training <b>{format(last?.training[measure])}</b>
      </span>
      <span className={joinClasses(styles.entry, styles.validation)} data-testid="legend-validation">
        <LegendMark kind="validation" /> validation <b>{format(last?.validation?.[measure])}</b>
      </span>
    </figcaption>
  );
}

function LegendMark({ kind }: { readonly kind: 'training' | 'validation' }) {
  return (
    <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden="true">
      <path d="M0 4h20" stroke="currentcolor" strokeWidth="2" strokeDasharray={kind === 'validation' ? '5 3' : undefined} />
      {kind === 'training' ? (
        <circle cx="10" cy="4" r="3" fill="currentcolor" />
      ) : (
        <rect x="7" y="1" width="6" height="6" fill="var(--panel)" stroke="currentcolor" strokeWidth="1.5" />
      )}
    </svg>
  );
}
