// Products of examples and a matrix (kernel.as.ts): few rows, many columns. Forward and towards the input, examples lie side by
// side, eight in a panel (turn.as.ts), made once for all who ask; a single example is multiplied as it lies.
import { exampleSum, product, productFilter, productInput } from '../../../../operations/product/operation.ts';
import { kernelConstants } from '../../generated/kernel-constants.ts';
import { type BufferHandle, defineWay, flag, type LowerContext } from '../../way.ts';
import { rowTiles } from '../tiles.ts';

type Attributes = Readonly<Record<string, unknown>>;

const { SCRATCH, STRIPS_SCRATCH, MOST_STRIPS, MOST_GROUPS } = kernelConstants['ways/product/kernel'];
const { PANEL_ROWS } = kernelConstants['simd/gemm'];
const { EXAMPLES } = kernelConstants['ways/product/turn'];
/** What the largest of the products needs. */
const scratchBytes = Math.max(SCRATCH, STRIPS_SCRATCH);
/** Inputs that one tile takes at most: enough tiles to share, few enough to keep the claim cheap. */
const inputsPerTile = MOST_STRIPS * PANEL_ROWS;
/** The same for units: eight tiles of many, as long as what a tile reads of a row of weights is no longer than a cache likes. */
const unitsPerTile = (units: number): number =>
  Math.min(MOST_GROUPS * PANEL_ROWS, Math.max(4 * PANEL_ROWS, PANEL_ROWS * Math.ceil(units / (8 * PANEL_ROWS))));
/** For one example: whole runs of the loop that reads weights where they lie. */
const columnsPerRowTile = kernelConstants['ways/product/row'].WIDE_COLUMNS;

/** Rows and columns. */
function matrixOf(shape: readonly number[]): readonly [number, number] {
  const [rows = 1, columns = 1] = shape;
  return [rows, columns];
}

/** An operand, f32[n,count], with examples side by side, eight in a panel, for the products (turn.as.ts). */
function turn({ shape, buffer, form, step }: LowerContext<Attributes>, operand: string): BufferHandle {
  const [n, count] = matrixOf(shape(operand));
  return form(operand, 'eight examples side by side', Math.ceil(n / EXAMPLES) * EXAMPLES * count * 4, (turned) => {
    step({
      kernel: 'denseTurn',
      reads: { rows: buffer(operand) },
      writes: { turned },
      numbers: { n, count },
      tiles: rowTiles(Math.ceil(count / 4), n * 4),
    });
  });
}

/** `x` as it lies or turned, whichever is read: the kernel goes by the number of examples. */
function multiply({ shape, has, buffer, carried, step }: LowerContext<Attributes>, x: BufferHandle, unitsOfTile: number): void {
  const [n] = shape('x');
  const [inputs, units] = matrixOf(shape('weights'));
  const weights = buffer('weights');
  step({
    kernel: 'denseForward',
    reads: { x, turned: x, weights, bias: has('bias') ? buffer('bias') : weights },
    writes: { y: buffer('y') },
    numbers: { n: n ?? 1, inputs, units, hasBias: flag(has('bias')), rectify: flag(carried.rectify) },
    tiles: Math.ceil(units / unitsOfTile),
    scratchBytes,
  });
}

export const multiplyExample = defineWay({
  name: 'example',
  operation: product,
  explanation: 'one example: weights are read once, where they lie',
  misfit: ({ shape }) => (shape('x')[0] === 1 ? undefined : 'for a single example only'),
  lower: (context) => multiply(context, context.buffer('x'), columnsPerRowTile),
});

export const multiplyPanels = defineWay({
  name: 'panels',
  operation: product,
  explanation: 'eight examples side by side × six units, sums in registers',
  misfit: ({ shape }) => (shape('x')[0] === 1 ? 'for several examples only' : undefined),
  lower: (context) => multiply(context, turn(context, 'x'), unitsPerTile(matrixOf(context.shape('weights'))[1])),
});

export const multiplyFilter = defineWay({
  name: 'columns',
  operation: productFilter,
  explanation: 'six inputs × eight units, summed over the examples',
  lower: ({ shape, buffer, step }) => {
    const [n, inputs] = matrixOf(shape('x'));
    const [, units] = matrixOf(shape('dy'));
    step({
      kernel: 'denseBackwardWeights',
      reads: { x: buffer('x'), dy: buffer('dy') },
      writes: { dweights: buffer('dweights') },
      numbers: { n, inputs, units },
      tiles: Math.ceil(inputs / inputsPerTile),
      scratchBytes,
    });
  },
});

export const multiplyInput = defineWay({
  name: 'panels',
  operation: productInput,
  explanation: 'eight examples side by side × six inputs, sums in registers',
  lower: (context) => {
    const { shape, buffer, carried, step } = context;
    const [inputs, units] = matrixOf(shape('weights'));
    const [n] = matrixOf(shape('dy'));
    const turned = turn(context, 'dy');
    const dx = buffer('dx');
    step({
      kernel: 'denseBackwardInput',
      reads: { weights: buffer('weights'), turned, x: carried.mask ?? dx },
      writes: { dx },
      numbers: { n, inputs, units, rectified: flag(carried.mask) },
      tiles: Math.ceil(inputs / inputsPerTile),
      scratchBytes,
    });
  },
});

export const sumExamples = defineWay({
  name: 'rows',
  operation: exampleSum,
  explanation: 'one example after the other, four values at a time',
  lower: ({ shape, buffer, step }) => {
    const [n, units] = matrixOf(shape('dy'));
    step({ kernel: 'denseBackwardBias', reads: { dy: buffer('dy') }, writes: { dbias: buffer('dbias') }, numbers: { n, units }, tiles: 1 });
  },
});
