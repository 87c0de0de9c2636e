// Dense layer: three matrix products of a tall-and-thin kind (few rows: the batch). Forward and towards the input the examples lie
// across, eight in a panel (turn.as.ts), and weights are read where they lie: six columns of them forward, six rows towards the
// input. The gradient of the weights needs nothing turned: six inputs × eight units, summed over the batch.
// Blocking: 6×8 sums in registers; forward 256 rows of weights by a tile's units stay in the cache while all examples pass over
// them.
// Ceiling: the micro-kernel's, 57 of 59 GFLOP/s where this was measured (batch 32). Reached: forward 54 (400→120), 51 (120→84),
// 45–50 (2048→512, whose 4 MB come from behind the cache); towards the input 47, 46, 43–49; towards the weights 52, 50, 48.
// Turning: 70–87 GB/s, a copy's speed. The gradient of the bias, a row at a time: 28–33 GB/s.
import { accumulateSix } from '../../simd/gemm-accumulate.as';
import { BLOCK_BYTES, BLOCK_COLUMNS, multiplyColumns, multiplyRows, PANEL_BYTES, PANEL_DEPTH, PANEL_ROWS, PANEL_STRIDE } from '../../simd/gemm.as';
import { addExact, copyExact, copyOverrun, zero } from '../../simd/memory.as';
import { partStart, partStartBy4 } from '../../simd/parts.as';
import { rectify } from '../../simd/rectify.as';
import { splat } from '../../simd/math.as';
import { WIDE_COLUMNS, multiplyNarrow, multiplyWide } from './row.as';
import { EXAMPLES, storeTurned, turnExamples } from './turn.as';

@unmanaged
export class DenseTurnStep {
  rows: usize; // f32[n,count]
  turned: usize; // f32[⌈n/8⌉,count,8], written; 0 for examples that are not there
  n: i32;
  count: i32;
  tiles: i32;
}

/** Puts eight examples side by side. A tile is a run of their values. */
export function denseTurn(step: DenseTurnStep, tile: i32, scratch: usize): void {
  const from = partStartBy4(step.count, tile, step.tiles);
  const to = partStartBy4(step.count, tile + 1, step.tiles);
  const stride = <usize>step.count << 2;
  for (let row = 0; row < step.n; row += EXAMPLES) {
    const panel = step.turned + <usize>row * stride + (<usize>from << 5);
    turnExamples(step.rows + <usize>row * stride, stride, min(EXAMPLES, step.n - row), from, to, panel);
  }
}

@unmanaged
export class DenseForwardStep {
  x: usize; // f32[n,inputs], read where n is 1
  turned: usize; // x as from denseTurn, read where n is not 1
  weights: usize; // f32[inputs,units]
  bias: usize; // f32[units], read where hasBias is 1
  y: usize; // f32[n,units], written
  n: i32;
  inputs: i32;
  units: i32;
  hasBias: i32;
  rectify: i32; // 1: y = max(0, y)
  tiles: i32;
}

/** Scratch: blocks of sums, then a panel of weights and a row of zeros. */
const SUMS: i32 = 128;
const PANEL: usize = <usize>SUMS * BLOCK_BYTES;
const ZEROS: usize = PANEL + PANEL_BYTES;
export const SCRATCH: usize = ZEROS + 64;
/** Forward, the sums of MOST_GROUPS of six units × MOST_PANELS of eight examples. */
export const MOST_GROUPS: i32 = 16;
const MOST_PANELS: i32 = 8;

/** The forward pass of one example: columns [from, to) of y. */
function forwardRow(step: DenseForwardStep, from: i32, to: i32, block: usize): void {
  const stride = <usize>step.units << 2;
  for (let column = from; column < to; ) {
    const isWide = to - column >= WIDE_COLUMNS;
    const columns = isWide ? WIDE_COLUMNS : min(BLOCK_COLUMNS, step.units - column);
    const target = step.y + (<usize>column << 2);
    const weights = step.weights + (<usize>column << 2);
    zero(block, 128);
    if (step.hasBias) copyExact(block, step.bias + (<usize>column << 2), columns);
    if (isWide) multiplyWide(step.x, step.inputs, weights, stride, block);
    else multiplyNarrow(step.x, step.inputs, weights, stride, block);
    copyExact(target, block, columns);
    if (step.rectify) rectify(target, columns);
    column += columns;
  }
}

/** Sums of six units from `unit` on × eight examples begin with the bias. */
function beginBlock(step: DenseForwardStep, unit: i32, block: usize): void {
  for (let index = 0; index < PANEL_ROWS; index++) {
    const isThere = step.hasBias != 0 && unit + index < step.units;
    const value = splat(isThere ? load<f32>(step.bias + (<usize>(unit + index) << 2)) : 0);
    v128.store(block + (<usize>index << 5), value);
    v128.store(block + (<usize>index << 5), value, 16);
  }
}

/** Units from group `first` on, `groups` of six, for examples from panel `panel` on, `panels` of eight. */
function forwardBlocks(step: DenseForwardStep, first: i32, groups: i32, panel: i32, panels: i32, scratch: usize): void {
  const stride = <usize>step.units << 2;
  const panelBytes = <usize>step.inputs << 5;
  const turned = step.turned + <usize>panel * panelBytes;
  // rows a power of two apart share a few sets of the cache
  const chunk = (stride & 1023) == 0 ? 64 : 256;
  for (let group = 0, block = scratch; group < groups; group++) {
    for (let p = 0; p < panels; p++, block += BLOCK_BYTES) beginBlock(step, (first + group) * PANEL_ROWS, block);
  }
  for (let from = 0; from < step.inputs; from += chunk) {
    const depth = min(chunk, step.inputs - from);
    let weights = step.weights + <usize>from * stride + (<usize>(first * PANEL_ROWS) << 2);
    for (let group = 0, block = scratch; group < groups; group++) {
      for (let p = 0, b = turned + (<usize>from << 5); p < panels; p++, block += BLOCK_BYTES, b += panelBytes) {
        accumulateSix(weights, stride, b, 32, depth, block, block);
      }
      weights += PANEL_ROWS << 2;
    }
  }
  const floor = splat(step.rectify ? <f32>0 : -Infinity), always = i32x4.splat(-1);
  for (let group = 0, block = scratch; group < groups; group++) {
    const unit = (first + group) * PANEL_ROWS;
    for (let p = 0; p < panels; p++, block += BLOCK_BYTES) {
      const row = (panel + p) * EXAMPLES;
      const target = step.y + <usize>row * stride + (<usize>unit << 2);
      storeTurned(block, min(PANEL_ROWS, step.units - unit), min(EXAMPLES, step.n - row), target, stride, floor, always, target);
    }
  }
}

/** A tile is a run of units. */
export function denseForward(step: DenseForwardStep, tile: i32, scratch: usize): void {
  const units = step.units;
  if (step.n == 1) {
    const panels = (units + 7) >> 3;
    const from = partStart(panels, tile, step.tiles) << 3;
    return forwardRow(step, from, min(units, partStart(panels, tile + 1, step.tiles) << 3), scratch);
  }
  const groups = (units + PANEL_ROWS - 1) / PANEL_ROWS;
  const panels = (step.n + EXAMPLES - 1) / EXAMPLES;
  for (let group = partStart(groups, tile, step.tiles), end = partStart(groups, tile + 1, step.tiles); group < end; group += MOST_GROUPS) {
    for (let panel = 0; panel < panels; panel += MOST_PANELS) {
      forwardBlocks(step, group, min(MOST_GROUPS, end - group), panel, min(MOST_PANELS, panels - panel), scratch);
    }
  }
}

@unmanaged
export class DenseBackwardInputStep {
  weights: usize; // f32[inputs,units]
  turned: usize; // dy as from denseTurn
  x: usize; // f32[n,inputs], read where rectified is 1: dx is 0 where x ≤ 0
  dx: usize; // f32[n,inputs], written
  n: i32;
  inputs: i32;
  units: i32;
  rectified: i32;
  tiles: i32;
}

/** Copies six rows of `depth` values, `stride` bytes apart, into a panel; rows past `last` repeat it. */
function packRows(source: usize, stride: usize, last: usize, depth: i32, panel: usize): void {
  for (let row = 0; row < PANEL_ROWS; row++) {
    copyOverrun(panel, min(source, last), depth);
    source += stride;
    panel += PANEL_STRIDE;
  }
}

/** dx = dy · weightsᵀ. A tile is a run of inputs, six at a time. */
export function denseBackwardInput(step: DenseBackwardInputStep, tile: i32, scratch: usize): void {
  const groups = (step.inputs + PANEL_ROWS - 1) / PANEL_ROWS;
  const panels = (step.n + EXAMPLES - 1) / EXAMPLES;
  const strideX = <usize>step.inputs << 2;
  const stride = <usize>step.units << 2;
  const panelBytes = <usize>step.units << 5;
  const floor = splat(-Infinity), always = i32x4.splat(step.rectified - 1);
  const zeros = scratch + ZEROS;
  zero(zeros, 32);
  for (let group = partStart(groups, tile, step.tiles), end = partStart(groups, tile + 1, step.tiles); group < end; group++) {
    const input = group * PANEL_ROWS;
    for (let first = 0; first < panels; first += SUMS) {
      const to = min(panels, first + SUMS);
      for (let from = 0; from < step.units; from += PANEL_DEPTH) {
        const depth = min(PANEL_DEPTH, step.units - from);
        const place = (<usize>input * <usize>step.units + <usize>from) << 2;
        packRows(step.weights + place, stride, step.weights + (<usize>(step.inputs - 1) * <usize>step.units + <usize>from << 2), depth, scratch + PANEL);
        let b = step.turned + <usize>first * panelBytes + (<usize>from << 5);
        for (let panel = first, block = scratch; panel < to; panel++, block += BLOCK_BYTES, b += panelBytes) {
          if (from == 0) multiplyRows(scratch + PANEL, b, 32, depth, zeros, 0, block, 32);
          else multiplyRows(scratch + PANEL, b, 32, depth, block, 32, block, 32);
        }
      }
      for (let panel = first, block = scratch; panel < to; panel++, block += BLOCK_BYTES) {
        const row = panel * EXAMPLES;
        const place = <usize>row * strideX + (<usize>input << 2);
        storeTurned(block, min(PANEL_ROWS, step.inputs - input), min(EXAMPLES, step.n - row), step.dx + place, strideX, floor, always, step.x + place);
      }
    }
  }
}

@unmanaged
export class DenseBackwardWeightsStep {
  x: usize; // f32[n,inputs]
  dy: usize; // f32[n,units]
  dweights: usize; // f32[inputs,units], written
  n: i32;
  inputs: i32;
  units: i32;
  tiles: i32;
}

/** Scratch of the gradient of the weights: a block, then eight values of x of at most STRIP_ROWS examples for each panel of a tile. */
const STRIPS: usize = 256;
const STRIP_ROWS: i32 = 256;
const STRIP_BYTES: usize = 8192;
/** A tile's panels: way.ts cuts it so. */
export const MOST_STRIPS: i32 = 4;
export const STRIPS_SCRATCH: usize = STRIPS + <usize>MOST_STRIPS * STRIP_BYTES;

/** dweights = xᵀ · dy. A tile is a run of inputs, six at a time. */
export function denseBackwardWeights(step: DenseBackwardWeightsStep, tile: i32, scratch: usize): void {
  const panels = (step.inputs + PANEL_ROWS - 1) / PANEL_ROWS;
  const strideX = <usize>step.inputs << 2;
  const strideY = <usize>step.units << 2;
  const first = partStart(panels, tile, step.tiles), end = partStart(panels, tile + 1, step.tiles);
  // examples a power of two apart share a few sets of the cache
  const packs = (strideX & 1023) == 0 && step.units > BLOCK_COLUMNS && step.n <= STRIP_ROWS && end - first <= MOST_STRIPS;
  for (let panel = packs ? first : end, strip = scratch + STRIPS; panel < end; panel++, strip += STRIP_BYTES) {
    for (let row = 0, x = step.x + (<usize>(panel * PANEL_ROWS) << 2); row < step.n; row++, x += strideX) copyOverrun(strip + (<usize>row << 5), x, BLOCK_COLUMNS);
  }
  for (let column = 0; column < step.units; column += BLOCK_COLUMNS) {
    const columns = min(BLOCK_COLUMNS, step.units - column);
    const dy = step.dy + (<usize>column << 2);
    for (let panel = first, strip = scratch + STRIPS; panel < end; panel++, strip += STRIP_BYTES) {
      const row = panel * PANEL_ROWS;
      const rows = min(PANEL_ROWS, step.inputs - row);
      const a = packs ? strip : step.x + (<usize>row << 2);
      const strideA = packs ? 32 : strideX;
      const target = step.dweights + ((<usize>row * <usize>step.units + <usize>column) << 2);
      if (rows == PANEL_ROWS && columns == BLOCK_COLUMNS) {
        multiplyColumns(a, strideA, dy, strideY, step.n, target, strideY);
        continue;
      }
      multiplyColumns(a, strideA, dy, strideY, step.n, scratch, 32);
      for (let r = 0; r < rows; r++) copyExact(target + <usize>r * strideY, scratch + (<usize>r << 5), columns);
    }
  }
}

@unmanaged
export class DenseBackwardBiasStep {
  dy: usize; // f32[n,units]
  dbias: usize; // f32[units], written
  n: i32;
  units: i32;
}

export function denseBackwardBias(step: DenseBackwardBiasStep, tile: i32, scratch: usize): void {
  copyExact(step.dbias, step.dy, step.units);
  for (let row = 1; row < step.n; row++) addExact(step.dbias, step.dy + ((<usize>row * <usize>step.units) << 2), step.units);
}
