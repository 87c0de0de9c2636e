// One chart with its legend. It follows the run store by itself, drawing in the same frame as what else has changed: React
// renders it only when it appears. How often there is news of a run is the main process's concern (electron/app/ipc/drawing-pace.ts).
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Language } from '../../engine/base/messages.ts';
import { joinClasses } from '../design/classes.ts';
import { useLanguage } from '../i18n/language.ts';
import { formatDecibels, formatShare, formatValue } from '../i18n/numbers.ts';
import { useTexts } from '../i18n/use-texts.ts';
import styles from './Curve.module.css';
import type { Measure } from './curves.ts';
import { makePlot, readColours, toPlotData } from './plot.ts';
import { runStore } from './run.ts';
import { partTexts, runTexts } from './words.ts';

const formats = { loss: formatValue, accuracy: formatShare, psnr: formatDecibels } as const;

export function Curve({ measure }: { readonly measure: Measure }) {
  const reference = useRef<HTMLDivElement>(null);
  const language = useLanguage();
  const text = useTexts(runTexts);
  useEffect(() => {
    const element = reference.current;
    if (element === null) return;
    return followRun(element, measure, language);
  }, [measure, language]);
  return (
    <figure className={styles.curve}>
      <CurveLegend measure={measure} />
      <div
        ref={reference}
        className={styles.plot}
        role="img"
        aria-label={text('curve', { measure })}
        data-testid={`curve-${measure}`}
        data-points="0"
        data-epochs="0"
      />
    </figure>
  );
}

/** Draws the run into the element until the returned function is called. */
function followRun(element: HTMLDivElement, measure: Measure, language: Language): () => void {
  const readLook = () => ({ ...readColours(element), language });
  let frame = 0;
  const epochs = (): number => runStore.getState().facts?.epochs ?? 1;
  let plot = makePlot(element, measure, readLook(), epochs);
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
    plot = makePlot(element, measure, readLook(), epochs);
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
  const text = useTexts(runTexts);
  const part = useTexts(partTexts);
  const last = useStore(runStore, (state) => state.epochs.at(-1));
  const format = (value: number | undefined): string => (value === undefined ? '–' : formats[measure](value));
  return (
    <figcaption className={styles.legend} title={text('curveHelp')}>
      <span className={styles.title}>{text(measure)}</span>
      <span className={joinClasses(styles.entry, styles.batches)} data-testid="legend-batches">
        <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden="true">
          <path d="M0 4h20" stroke="currentcolor" strokeWidth="1" />
        </svg>{' '}
        {text('batches')}
      </span>
      <span className={joinClasses(styles.entry, styles.training)} data-testid="legend-training">
        <LegendMark kind="training" /> {part('training')} <b>{format(last?.training[measure])}</b>
      </span>
      <span className={joinClasses(styles.entry, styles.validation)} data-testid="legend-validation">
        <LegendMark kind="validation" /> {part('validation')} <b>{format(last?.validation?.[measure])}</b>
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
