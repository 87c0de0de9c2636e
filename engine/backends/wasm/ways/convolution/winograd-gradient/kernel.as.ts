// The filter gradient of a 3×3 or 5×5 convolution in Winograd's domain (simd/winograd-gradient.as.ts): for each of the 36 or
// 64 positions of a tile, Vᵀ·Z over all tiles of the batch is summed there, and turned back into taps once, at the end.
// Blocking: a chunk of the batch's tiles has sums of its own, and where these are large a part of the filters is taken at a
// time; blocks of `block` tiles are transformed into V and Z, whose rows of a position stay in the L1 cache while 6×8 sums in
// registers meet them. Neither x nor dy needs a border.
// Ceiling: four (6.25) times the micro-kernel's 48 GFLOP/s in products saved, 192 (300); reached 146–181 with 32 channels and
// more (257 for 5×5), 63 with three: the rest goes into the transforms.
import { BLOCK_BYTES } from '../../../simd/gemm.as';
import { accumulateRows } from '../../../simd/gemm-accumulate.as';
import { storeLanes } from '../../../simd/math.as';
import { addExact, copyExact, zero } from '../../../simd/memory.as';
import { partStart } from '../../../simd/parts.as';
import { INPUT_SCRATCH, POSITION_GAP, positionBytesOf, TILE, tileBytesOf, transformInputs, WinogradMaps } from '../../../simd/winograd.as';
import { transformFilter6, transformFilter8, transformGradients } from '../../../simd/winograd-gradient.as';

/** Channels in the sums are a multiple of four, filters of eight. */
@inline
function rowsOf(channels: i32): i32 {
  return (channels + 3) & ~3;
}

@inline
function panelsOf(filters: i32): i32 {
  return (filters + 7) >> 3;
}

/** Positions along a side of a tile. */
@inline
function sideOf(kernelHeight: i32): i32 {
  return kernelHeight + TILE - 1;
}

/** Bytes of the sums of one position. */
@inline
function sumBytesOf(rows: i32, panels: i32): usize {
  return (<usize>(rows * panels) << 5) + POSITION_GAP;
}

/** Bytes of one chunk's sums, and of the sums of dy behind them. */
@inline
function chunkBytesOf(positions: i32, rows: i32, panels: i32): usize {
  return <usize>positions * sumBytesOf(rows, panels) + (<usize>panels << 5);
}

/** Scratch: room for the transforms, a block of zeros, then the transformed tiles. */
export const TRANSFORMED: usize = INPUT_SCRATCH + BLOCK_BYTES;

@unmanaged
export class Conv2dWinogradBackwardWeightsStep {
  x: usize; // f32[n,height,width,channels]
  dy: usize; // f32[n,outHeight,outWidth,filters]
  sums: usize; // written: per chunk and position panels [filters/8][channels][8], then sums of dy
  tiles: i32; // chunks · parts
  parts: i32; // of the filters
  block: i32; // tiles transformed at a time
  outHeight: i32;
  outWidth: i32;
  filters: i32;
  n: i32;
  height: i32;
  width: i32;
  channels: i32;
  padTop: i32;
  padLeft: i32;
  tilesDown: i32;
  tilesAcross: i32;
  kernelHeight: i32;
}

/** A tile is a chunk of the Winograd tiles of the batch and a part of the filters. */
export function conv2dWinogradBackwardWeights(step: Conv2dWinogradBackwardWeightsStep, tile: i32, scratch: usize): void {
  const g = changetype<WinogradMaps>(changetype<usize>(step) + offsetof<Conv2dWinogradBackwardWeightsStep>('n'));
  const rows = rowsOf(step.channels);
  const panels = panelsOf(step.filters);
  const side = sideOf(step.kernelHeight);
  const positions = side * side;
  const part = tile % step.parts;
  const firstPanel = partStart(panels, part, step.parts);
  const lastPanel = partStart(panels, part + 1, step.parts);
  const filters = min(step.filters, lastPanel << 3) - (firstPanel << 3);
  const sumBytes = sumBytesOf(rows, panels);
  const chunk = step.sums + <usize>(tile / step.parts) * chunkBytesOf(positions, rows, panels);
  const bias = chunk + <usize>positions * sumBytes + (<usize>firstPanel << 5);
  const winogradTiles = step.n * step.tilesDown * step.tilesAcross;
  const chunks = step.tiles / step.parts;
  const start = partStart(winogradTiles, tile / step.parts, chunks);
  const end = partStart(winogradTiles, tile / step.parts + 1, chunks);
  const tileV = tileBytesOf(step.channels);
  const tileZ = tileBytesOf(filters);
  const strideV = positionBytesOf(step.block, tileV);
  const strideZ = positionBytesOf(step.block, tileZ);
  const zeros = scratch + INPUT_SCRATCH;
  const v = zeros + BLOCK_BYTES;
  const z = v + <usize>positions * strideV;
  zero(zeros, BLOCK_BYTES);
  zero(bias, <usize>(lastPanel - firstPanel) << 5);
  for (let from = start; from < end; from += step.block) {
    const count = min(step.block, end - from);
    transformInputs(g, step.x, from, count, v, strideV, tileV, scratch);
    transformGradients(step.dy + (<usize>firstPanel << 5), step.outHeight, step.outWidth, step.filters, filters, side, from, count, z, strideZ, tileZ, scratch);
    // the position of point 1 in both directions sums up a tile of dy
    for (let row = 0, sum = z + <usize>(side + 1) * strideZ; row < count; row++, sum += tileZ) addExact(bias, sum, filters);
    let a = v;
    let sums = chunk + (<usize>(firstPanel * rows) << 5);
    for (let position = z, last = z + <usize>positions * strideZ; position < last; position += strideZ) {
      for (let panel = firstPanel, b = position, c = sums; panel < lastPanel; panel++) {
        accumulateRows(a, tileV, rows, b, tileZ, count, from == start ? zeros : 0, c);
        b += 32;
        c += <usize>rows << 5;
      }
      a += strideV;
      sums += sumBytes;
    }
  }
}

@unmanaged
export class Conv2dWinogradReduceWeightsStep {
  sums: usize; // of `chunks` chunks, as above
  dweights: usize; // f32[kernelHeight,kernelHeight,channels,filters], written
  dbias: usize; // f32[filters], written where hasBias is 1
  channels: i32;
  filters: i32;
  kernelHeight: i32;
  chunks: i32;
  flip: i32;
  hasBias: i32;
  tiles: i32;
}

/** Scratch of the second step: lines of a transform, taps, sums. */
const LINES: usize = 0;
const TAPS: usize = 1024;
export const TURNED_SUMS: usize = 1472;
/** Channels that are turned back at a time: their sums, rows of 24·8 values, take their places in scratch. */
export const TURNED: i32 = 24;
export const TURNED_STRIDE: usize = <usize>TURNED * 32 + 64;

/** Sums the chunks in order and turns the sums into taps. A tile is a run of (panel of filters, run of channels). */
export function conv2dWinogradReduceWeights(step: Conv2dWinogradReduceWeightsStep, tile: i32, scratch: usize): void {
  const rows = rowsOf(step.channels);
  const panels = panelsOf(step.filters);
  const side = sideOf(step.kernelHeight);
  const positions = side * side;
  const position = sumBytesOf(rows, panels);
  const stride = chunkBytesOf(positions, rows, panels);
  const parts = (step.channels + TURNED - 1) / TURNED;
  const tapBytes = <usize>(step.channels * step.filters) << 2;
  const tapCount = step.kernelHeight * step.kernelHeight;
  const turned = scratch + TURNED_SUMS;
  const taps = scratch + TAPS;
  for (let index = partStart(panels * parts, tile, step.tiles), end = partStart(panels * parts, tile + 1, step.tiles); index < end; index++) {
    const panel = index / parts;
    const channel = (index % parts) * TURNED;
    const count = min(TURNED, step.channels - channel);
    const filter = panel << 3;
    let source = step.sums + (<usize>(panel * rows + channel) << 5);
    for (let at = 0, target = turned; at < positions; at++, target += TURNED_STRIDE, source += position) {
      copyExact(target, source, count << 3);
      for (let chunk = 1; chunk < step.chunks; chunk++) addExact(target, source + <usize>chunk * stride, count << 3);
    }
    for (let half = 0; half < min(8, step.filters - filter); half += 4) {
      const lanes = min(4, step.filters - filter - half);
      for (let c = 0; c < count; c++) {
        const first = turned + (<usize>((c << 3) + half) << 2);
        if (side == 6) transformFilter6(first, TURNED_STRIDE, scratch + LINES, taps);
        else transformFilter8(first, TURNED_STRIDE, scratch + LINES, taps);
        let target = step.dweights + (<usize>((channel + c) * step.filters + filter + half) << 2);
        for (let tap = 0; tap < tapCount; tap++) {
          const from = step.flip ? tapCount - 1 - tap : tap;
          storeLanes(target, v128.load(taps + (<usize>from << 4)), lanes);
          target += tapBytes;
        }
      }
    }
    if (step.hasBias && channel == 0) {
      const sum = taps;
      const first = step.sums + <usize>positions * position + (<usize>filter << 2);
      copyExact(sum, first, 8);
      for (let chunk = 1; chunk < step.chunks; chunk++) addExact(sum, first + <usize>chunk * stride, 8);
      copyExact(step.dbias + (<usize>filter << 2), sum, min(8, step.filters - filter));
    }
  }
}
