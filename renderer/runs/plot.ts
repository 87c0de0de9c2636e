// One chart of a run: a thin line for every batch, and per epoch a solid line with discs for training and a dashed line with
// hollow squares for validation, so that they differ without colour.
import uPlot from 'uplot';
import type { Language } from '../../engine/base/messages.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { formatValue } from '../i18n/numbers.ts';
import type { Measure } from './curves.ts';
import type { RunState } from './run.ts';
import { runTexts } from './words.ts';

/** x: epochs; one row of y values a series: batches, training, validation. Pure, and so tested. */
export function toPlotData(run: Pick<RunState, 'curve' | 'epochs' | 'facts'>, measure: Measure): uPlot.AlignedData {
  const stepsPerEpoch = run.facts?.stepsPerEpoch ?? 1;
  const batches = run.curve.points[measure];
  const epochs = run.epochs.map((point) => point.step / stepsPerEpoch);
  return uPlot.join([
    [run.curve.steps.slice(0, batches.length).map((step) => step / stepsPerEpoch), [...batches]],
    [epochs, run.epochs.map((point) => point.training[measure] ?? null), run.epochs.map((point) => point.validation?.[measure] ?? null)],
  ]);
}

interface Look extends Colours {
  readonly language: Language;
}

interface Colours {
  readonly text: string;
  readonly grid: string;
  readonly training: string;
  readonly validation: string;
}

export function readColours(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return { text: read('--text-muted'), grid: read('--border'), training: read('--training'), validation: read('--validation') };
}

/** Between two epochs that are named there are so many: never a part of one. */
const wholeSteps = Array.from({ length: 7 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

const pointSize = 6;
/** Points nearer than this would hide the lines they lie on. */
const closestPoints = 9;

function hasRoomForPoints(plot: uPlot, series: number): boolean {
  const at = plot.data[0].filter((_, index) => typeof plot.data[series]?.[index] === 'number');
  const [first = 0, last = 0] = [at[0], at.at(-1)];
  return at.length < 2 || plot.valToPos(last, 'x') - plot.valToPos(first, 'x') >= closestPoints * (at.length - 1);
}

/** Hollow squares: uPlot's own points are discs. */
function drawSquares(plot: uPlot, series: number): boolean {
  if (!hasRoomForPoints(plot, series)) return false;
  const { ctx: context } = plot;
  const size = pointSize * devicePixelRatio;
  const stroke = plot.series[series]?.stroke;
  context.save();
  context.strokeStyle = typeof stroke === 'function' ? (stroke(plot, series) as string) : '#888';
  context.setLineDash([]);
  context.lineWidth = 1.5 * devicePixelRatio;
  plot.data[series]?.forEach((value, index) => {
    const at = plot.data[0][index];
    if (value === null || value === undefined || at === undefined) return;
    const x = plot.valToPos(at, 'x', true);
    const y = plot.valToPos(value, 'y', true);
    context.strokeRect(x - size / 2, y - size / 2, size, size);
  });
  context.restore();
  return false;
}

export function makePlot(element: HTMLElement, measure: Measure, look: Look, epochs: () => number): uPlot {
  const { language, ...colours } = look;
  const text = textsIn(runTexts, language);
  const font = '10px system-ui, sans-serif';
  const axis = { stroke: colours.text, font, grid: { stroke: colours.grid, width: 1 }, ticks: { show: false } } as const;
  const faint = `color-mix(in srgb, ${colours.training} 45%, transparent)`;
  return new uPlot(
    {
      width: Math.max(80, element.clientWidth),
      height: Math.max(60, element.clientHeight),
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      // at the right the last epoch's number has room
      padding: [8, 24, 0, 0],
      scales: {
        x: { time: false, range: (_plot, _low, high) => [0, Math.max(1, Math.min(epochs(), Math.ceil(high)))] },
        y: { range: (_plot, low, high) => rangeOf(measure, low, high) },
      },
      series: [
        {},
        { stroke: faint, width: 1, points: { show: false }, spanGaps: true },
        { stroke: colours.training, width: 2, spanGaps: true, points: { show: hasRoomForPoints, size: pointSize, fill: colours.training } },
        { stroke: colours.validation, width: 2, dash: [5, 3], spanGaps: true, points: { show: drawSquares } },
      ],
      axes: [
        {
          ...axis,
          size: 22,
          gap: 5,
          incrs: wholeSteps,
          values: (_plot, values) => sayEpochs(values, (epoch) => text('tick', { epoch })),
        },
        { ...axis, size: 38, gap: 4, space: 26, values: (_plot, values) => values.map((value) => formatTick(measure, value)) },
      ],
    },
    [[], [], [], []],
    element,
  );
}

/** One of the epochs is called so, and not the first: there would be no room between it and the other axis's lowest number. */
export function sayEpochs(epochs: readonly number[], say: (epoch: number) => string): string[] {
  return epochs.map((epoch, index) => (index === Math.min(1, epochs.length - 1) ? say(epoch) : String(epoch)));
}

function rangeOf(measure: Measure, low: number | null, high: number | null): [number, number] {
  if (measure === 'accuracy') return [0, 1];
  const top = high ?? 1;
  return [Math.min(0, low ?? 0), top > 0 ? top * 1.05 : 1];
}

const formatTick = (measure: Measure, value: number): string =>
  measure === 'accuracy' ? `${Math.round(value * 100)} %` : formatValue(value);
