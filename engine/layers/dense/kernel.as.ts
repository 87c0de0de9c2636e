// Dense layer: three matrix products of a tall-and-thin kind (few rows: the batch). A tile is a run of columns of the
// result; it packs its part of the weights once into eight-column panels in scratch, then runs all rows against it, so
// that every weight is read once a pass. Blocking: 6×8 sums, PANEL_DEPTH deep. Ceiling: that of the micro-kernel.
import { BLOCK_COLUMNS, PANEL_BYTES, PANEL_DEPTH, PANEL_ROWS, PANEL_STRIDE, multiplyColumns, multiplyRows } from '../../simd/gemm.as';
import { addExact, copyExact, copyOverrun, zero } from '../../simd/memory.as';
import { partStart } from '../../simd/parts.as';
import { maskRectified, rectify } from '../../simd/rectify.as';
import { WIDE_COLUMNS, multiplyNarrow, multiplyWide } from './row.as';

@unmanaged
export class DenseForwardStep {
  x: usize; // f32[n,inputs]
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

/** Scratch: a panel of rows, a panel of weights (PANEL_DEPTH rows of eight), a block of results, a row of initial values. */
const WEIGHT_PANEL: usize = PANEL_BYTES;
const BLOCK: usize = WEIGHT_PANEL + 1152 * 32;
const INITIAL: usize = BLOCK + 192;

/** Copies rows [row, row+6) × columns [from, from+depth) of a matrix into a panel; rows past `rows` repeat the last. */
function packRows(source: usize, rows: i32, strideFloats: i32, row: i32, from: i32, depth: i32, panel: usize): void {
  for (let r = 0; r < PANEL_ROWS; r++) {
    const index = min(row + r, rows - 1);
    copyOverrun(panel + <usize>r * PANEL_STRIDE, source + ((<usize>index * <usize>strideFloats + <usize>from) << 2), depth);
  }
}

/** c[rows × columns of the block] = block, or += block. */
function storeBlock(block: usize, rows: i32, columns: i32, c: usize, strideBytes: usize, accumulate: bool): void {
  for (let r = 0; r < rows; r++) {
    const source = block + (<usize>r << 5);
    const target = c + <usize>r * strideBytes;
    if (accumulate) addExact(target, source, columns);
    else copyExact(target, source, columns);
  }
}

/** The forward pass of one example: columns [from, to) of y, sums of PANEL_DEPTH terms as the panels have them. */
function forwardRow(step: DenseForwardStep, from: i32, to: i32, block: usize): void {
  const stride = <usize>step.units << 2;
  for (let column = from; column < to; ) {
    const isWide = to - column >= WIDE_COLUMNS;
    const columns = isWide ? WIDE_COLUMNS : min(BLOCK_COLUMNS, step.units - column);
    const target = step.y + (<usize>column << 2);
    zero(block, 128);
    if (step.hasBias) copyExact(block, step.bias + (<usize>column << 2), columns);
    for (let k = 0; k < step.inputs; k += PANEL_DEPTH) {
      const depth = min(PANEL_DEPTH, step.inputs - k);
      const x = step.x + (<usize>k << 2);
      const weights = step.weights + <usize>k * stride + (<usize>column << 2);
      if (k > 0) zero(block, 128);
      if (isWide) multiplyWide(x, depth, weights, stride, block);
      else multiplyNarrow(x, depth, weights, stride, block);
      storeBlock(block, 1, columns, target, 0, k > 0);
    }
    if (step.rectify) rectify(target, columns);
    column += columns;
  }
}

export function denseForward(step: DenseForwardStep, tile: i32, scratch: usize): void {
  const panels = (step.units + 7) >> 3;
  const units = step.units;
  if (step.n == 1) {
    const from = partStart(panels, tile, step.tiles) << 3;
    return forwardRow(step, from, min(units, partStart(panels, tile + 1, step.tiles) << 3), scratch + BLOCK);
  }
  for (let panel = partStart(panels, tile, step.tiles), end = partStart(panels, tile + 1, step.tiles); panel < end; panel++) {
    const column = panel << 3;
    const columns = min(BLOCK_COLUMNS, units - column);
    zero(scratch + INITIAL, 32);
    if (step.hasBias) copyExact(scratch + INITIAL, step.bias + (<usize>column << 2), columns);
    for (let from = 0; from < step.inputs; from += PANEL_DEPTH) {
      const depth = min(PANEL_DEPTH, step.inputs - from);
      for (let k = 0; k < depth; k++) {
        const source = step.weights + ((<usize>(from + k) * <usize>units + <usize>column) << 2);
        v128.store(scratch + WEIGHT_PANEL + (<usize>k << 5), v128.load(source));
        v128.store(scratch + WEIGHT_PANEL + (<usize>k << 5), v128.load(source, 16), 16);
      }
      for (let row = 0; row < step.n; row += PANEL_ROWS) {
        packRows(step.x, step.n, step.inputs, row, from, depth, scratch);
        multiplyRows(scratch, scratch + WEIGHT_PANEL, 32, depth, scratch + INITIAL, 0, scratch + BLOCK, 32);
        const target = step.y + ((<usize>row * <usize>units + <usize>column) << 2);
        storeBlock(scratch + BLOCK, min(PANEL_ROWS, step.n - row), columns, target, <usize>units << 2, from > 0);
      }
      zero(scratch + INITIAL, 32);
    }
    if (!step.rectify) continue;
    for (let row = 0; row < step.n; row++) rectify(step.y + ((<usize>row * <usize>units + <usize>column) << 2), columns);
  }
}

@unmanaged
export class DenseBackwardInputStep {
  weights: usize; // f32[inputs,units]
  dy: usize; // f32[n,units]
  x: usize; // f32[n,inputs], read where rectified is 1: dx is 0 where x ≤ 0
  dx: usize; // f32[n,inputs], written
  n: i32;
  inputs: i32;
  units: i32;
  rectified: i32;
  tiles: i32;
}

/** dx = dy · weightsᵀ. A tile is a run of inputs. */
export function denseBackwardInput(step: DenseBackwardInputStep, tile: i32, scratch: usize): void {
  const panels = (step.inputs + 7) >> 3;
  const inputs = step.inputs;
  zero(scratch + INITIAL, 32);
  for (let panel = partStart(panels, tile, step.tiles), end = partStart(panels, tile + 1, step.tiles); panel < end; panel++) {
    const column = panel << 3;
    const columns = min(BLOCK_COLUMNS, inputs - column);
    for (let from = 0; from < step.units; from += PANEL_DEPTH) {
      const depth = min(PANEL_DEPTH, step.units - from);
      for (let c = 0; c < BLOCK_COLUMNS; c++) {
        const source = step.weights + ((<usize>min(column + c, inputs - 1) * <usize>step.units + <usize>from) << 2);
        const target = scratch + WEIGHT_PANEL + (<usize>c << 2);
        for (let k = 0; k < depth; k++) store<f32>(target + (<usize>k << 5), load<f32>(source + (<usize>k << 2)));
      }
      for (let row = 0; row < step.n; row += PANEL_ROWS) {
        packRows(step.dy, step.n, step.units, row, from, depth, scratch);
        multiplyRows(scratch, scratch + WEIGHT_PANEL, 32, depth, scratch + INITIAL, 0, scratch + BLOCK, 32);
        const target = step.dx + ((<usize>row * <usize>inputs + <usize>column) << 2);
        storeBlock(scratch + BLOCK, min(PANEL_ROWS, step.n - row), columns, target, <usize>inputs << 2, from > 0);
      }
    }
    if (!step.rectified) continue;
    for (let row = 0; row < step.n; row++) {
      const place = (<usize>row * <usize>inputs + <usize>column) << 2;
      maskRectified(step.dx + place, step.x + place, columns);
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

/** dweights = xᵀ · dy. A tile is a run of inputs, six at a time. */
export function denseBackwardWeights(step: DenseBackwardWeightsStep, tile: i32, scratch: usize): void {
  const panels = (step.inputs + PANEL_ROWS - 1) / PANEL_ROWS;
  const strideX = <usize>step.inputs << 2;
  const strideY = <usize>step.units << 2;
  for (let panel = partStart(panels, tile, step.tiles), end = partStart(panels, tile + 1, step.tiles); panel < end; panel++) {
    const row = panel * PANEL_ROWS;
    const rows = min(PANEL_ROWS, step.inputs - row);
    for (let column = 0; column < step.units; column += BLOCK_COLUMNS) {
      const block = scratch + BLOCK;
      multiplyColumns(step.x + (<usize>row << 2), strideX, step.dy + (<usize>column << 2), strideY, step.n, block);
      const target = step.dweights + ((<usize>row * <usize>step.units + <usize>column) << 2);
      storeBlock(block, rows, min(BLOCK_COLUMNS, step.units - column), target, strideY, false);
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
