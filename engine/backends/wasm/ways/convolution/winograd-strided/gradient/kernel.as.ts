// The filter gradient of a 3×3 convolution with stride 2 in Winograd's domain: for each of the 25 positions Vᵀ·Z over all tiles of
// the batch is summed, V as the forward pass transforms the input (input.as.ts: all phases side by side), Z = A·dY·Aᵀ, and
// turned back into taps once, at the end: 81 products where the definition has 144.
// Blocking: as in winograd-gradient/kernel.as.ts. Ceiling: 1.78 times the micro-kernel's.
// Reached on one core: 74 effective GFLOP/s from 32 to 64 channels, where the direct sums reach 45–50.
import { BLOCK_BYTES } from '../../../../simd/gemm.as';
import { accumulateRows } from '../../../../simd/gemm-accumulate.as';
import { splat, storeLanes } from '../../../../simd/math.as';
import { addExact, copyExact, zero } from '../../../../simd/memory.as';
import { partStart } from '../../../../simd/parts.as';
import { positionBytesOf, tileBytesOf, WinogradMaps } from '../../../../simd/winograd.as';
import { transformGradients } from '../../../../simd/winograd-gradient.as';
import { depthAt, STRIDED_SCRATCH, stridedTileBytes, transformStridedInputs } from '../input.as';
import { LONE_FORWARD, PHASES, POSITIONS, SIDE } from '../weights.as';

@inline
function panelsOf(filters: i32): i32 {
  return (filters + 7) >> 3;
}

/** Bytes of the sums of one position: panels of eight filters, each [phase, channel][8]. A power of two would share cache sets. */
@inline
function sumBytesOf(channels: i32, panels: i32): usize {
  return positionBytesOf(PHASES * channels * panels, 32);
}

/** Bytes of one chunk's sums, and of the sums of dy behind them. */
@inline
function chunkBytesOf(channels: i32, panels: i32): usize {
  return <usize>POSITIONS * sumBytesOf(channels, panels) + (<usize>panels << 5);
}

/** Rows of a panel's sums: their products are computed by fours. */
@inline
function rowsAt(position: i32, channels: i32): i32 {
  return (depthAt(position / SIDE, position % SIDE, channels) + 3) & ~3;
}

/** Scratch: room for the transforms, a block of zeros, then the transformed tiles. */
export const TRANSFORMED: usize = STRIDED_SCRATCH + BLOCK_BYTES;

@unmanaged
export class Conv2dStridedWinogradBackwardWeightsStep {
  x: usize; // f32[n,height,width,channels]
  dy: usize; // f32[n,outHeight,outWidth,filters]
  sums: usize; // written: per chunk and position panels [filters/8][phase, channel][8], then sums of dy
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
  phaseKernel: i32;
}

/** A tile is a chunk of the Winograd tiles of the batch and a part of the filters. */
export function conv2dStridedWinogradBackwardWeights(step: Conv2dStridedWinogradBackwardWeightsStep, tile: i32, scratch: usize): void {
  const g = changetype<WinogradMaps>(changetype<usize>(step) + offsetof<Conv2dStridedWinogradBackwardWeightsStep>('n'));
  const panels = panelsOf(step.filters);
  const part = tile % step.parts;
  const firstPanel = partStart(panels, part, step.parts);
  const lastPanel = partStart(panels, part + 1, step.parts);
  const filters = min(step.filters, lastPanel << 3) - (firstPanel << 3);
  const sumBytes = sumBytesOf(step.channels, panels);
  const chunk = step.sums + <usize>(tile / step.parts) * chunkBytesOf(step.channels, panels);
  const bias = chunk + <usize>POSITIONS * sumBytes + (<usize>firstPanel << 5);
  const winogradTiles = step.n * step.tilesDown * step.tilesAcross;
  const chunks = step.tiles / step.parts;
  const start = partStart(winogradTiles, tile / step.parts, chunks);
  const end = partStart(winogradTiles, tile / step.parts + 1, chunks);
  const tileV = stridedTileBytes(step.channels);
  const tileZ = tileBytesOf(filters);
  const strideV = positionBytesOf(step.block, tileV);
  const strideZ = positionBytesOf(step.block, tileZ);
  const zeros = scratch + STRIDED_SCRATCH;
  const v = zeros + BLOCK_BYTES;
  const z = v + <usize>POSITIONS * strideV;
  zero(zeros, BLOCK_BYTES);
  zero(bias, <usize>(lastPanel - firstPanel) << 5);
  for (let from = start; from < end; from += step.block) {
    const count = min(step.block, end - from);
    transformStridedInputs(g, step.x, from, count, v, strideV, tileV, scratch);
    transformGradients(step.dy + (<usize>firstPanel << 5), step.outHeight, step.outWidth, step.filters, filters, SIDE, from, count, z, strideZ, tileZ, scratch);
    // the position of point 1 in both directions sums up a tile of dy
    for (let row = 0, sum = z + <usize>(SIDE + 1) * strideZ; row < count; row++, sum += tileZ) addExact(bias, sum, filters);
    let a = v;
    let b = z;
    let sums = chunk;
    for (let position = 0; position < POSITIONS; position++) {
      const rows = rowsAt(position, step.channels);
      let c = sums + (<usize>(firstPanel * rows) << 5);
      for (let panel = firstPanel, columns = b; panel < lastPanel; panel++) {
        accumulateRows(a, tileV, rows, columns, tileZ, count, from == start ? zeros : 0, c);
        columns += 32;
        c += <usize>rows << 5;
      }
      a += strideV;
      b += strideZ;
      sums += sumBytes;
    }
  }
}

@unmanaged
export class Conv2dStridedWinogradReduceWeightsStep {
  sums: usize; // of `chunks` chunks, as above
  dweights: usize; // f32[3,3,channels,filters], written
  dbias: usize; // f32[filters], written where hasBias is 1
  channels: i32;
  filters: i32;
  chunks: i32;
  flip: i32;
  hasBias: i32;
  tiles: i32;
}

/** Scratch of the second step: lines of a transform, taps, sums. */
const LINES: usize = 0;
const TAPS: usize = 480;
export const TURNED_SUMS: usize = 640;
/** Channels that are turned back at a time: their sums, rows of 16·8 values, take their places in scratch. */
export const TURNED: i32 = 16;
export const TURNED_STRIDE: usize = <usize>TURNED * 32 + 64;

/** Three taps, `tapStep` bytes apart, of Gᵀm: the outer ones of the even values, the middle one of the odd ones. */
function transformSums(even: usize, odd: usize, stride: usize, target: usize, tapStep: usize): void {
  const half = splat(0.5), sixth = splat(1.0 / 6);
  const m1 = f32x4.mul(v128.load(even + stride), half), m2 = f32x4.mul(v128.load(even + 2 * stride), sixth);
  const m3 = f32x4.mul(v128.load(even + 3 * stride), sixth);
  v128.store(target, f32x4.add(f32x4.sub(f32x4.mul(v128.load(even), half), m1), f32x4.sub(m3, m2)));
  v128.store(target + 2 * tapStep, f32x4.add(f32x4.add(f32x4.sub(m2, m1), f32x4.add(m3, m3)), v128.load(even + 4 * stride)));
  const middle = f32x4.mul(f32x4.add(v128.load(odd + stride), v128.load(odd + 2 * stride)), half);
  v128.store(target + tapStep, f32x4.add(f32x4.add(v128.load(odd), v128.load(odd + 4 * stride)), middle));
}

/** Sums the chunks in order and turns the sums into taps. A tile is a run of (panel of filters, run of channels). */
export function conv2dStridedWinogradReduceWeights(step: Conv2dStridedWinogradReduceWeightsStep, tile: i32, scratch: usize): void {
  const channels = step.channels;
  const panels = panelsOf(step.filters);
  const sumBytes = sumBytesOf(channels, panels);
  const chunkBytes = chunkBytesOf(channels, panels);
  const parts = (channels + TURNED - 1) / TURNED;
  const tapBytes = <usize>(channels * step.filters) << 2;
  const turned = scratch + TURNED_SUMS;
  const taps = scratch + TAPS;
  const lines = scratch + LINES;
  for (let index = partStart(panels * parts, tile, step.tiles), end = partStart(panels * parts, tile + 1, step.tiles); index < end; index++) {
    const panel = index / parts;
    const channel = (index % parts) * TURNED;
    const count = min(TURNED, channels - channel);
    const filter = panel << 3;
    for (let position = 0; position < POSITIONS; position++) {
      let source = step.sums + <usize>position * sumBytes + (<usize>(panel * rowsAt(position, channels) + channel) << 5);
      for (let phase = 0; phase < PHASES; phase++) {
        if ((phase > 1 && position / SIDE == LONE_FORWARD) || (phase & 1 && position % SIDE == LONE_FORWARD)) continue;
        const target = turned + <usize>(position * PHASES + phase) * TURNED_STRIDE;
        copyExact(target, source, count << 3);
        for (let chunk = 1; chunk < step.chunks; chunk++) addExact(target, source + <usize>chunk * chunkBytes, count << 3);
        source += <usize>channels << 5;
      }
    }
    for (let half = 0; half < min(8, step.filters - filter); half += 4) {
      const lanes = min(4, step.filters - filter - half);
      for (let c = 0; c < count; c++) {
        const first = turned + (<usize>((c << 3) + half) << 2);
        // lines[row of taps][phase of columns][j]; the lone point's odd columns are neither made nor read
        for (let column = 0; column < 2 * SIDE; column++) {
          const phase = column / SIDE, j = column % SIDE;
          if (phase == 1 && j == LONE_FORWARD) continue;
          const even = first + <usize>(j * PHASES + phase) * TURNED_STRIDE;
          transformSums(even, even + 2 * TURNED_STRIDE, <usize>(SIDE * PHASES) * TURNED_STRIDE, lines + (<usize>column << 4), 160);
        }
        for (let row = 0; row < 3; row++) {
          const line = lines + <usize>row * 160;
          transformSums(line, line + 80, 16, taps + <usize>row * 48, 16);
        }
        let target = step.dweights + (<usize>((channel + c) * step.filters + filter + half) << 2);
        for (let tap = 0; tap < 9; tap++) {
          const from = step.flip ? 8 - tap : tap;
          storeLanes(target, v128.load(taps + (<usize>from << 4)), lanes);
          target += tapBytes;
        }
      }
    }
    if (step.hasBias && channel == 0) {
      const first = step.sums + <usize>POSITIONS * sumBytes + (<usize>filter << 2);
      copyExact(taps, first, 8);
      for (let chunk = 1; chunk < step.chunks; chunk++) addExact(taps, first + <usize>chunk * chunkBytes, 8);
      copyExact(step.dbias + (<usize>filter << 2), taps, min(8, step.filters - filter));
    }
  }
}
