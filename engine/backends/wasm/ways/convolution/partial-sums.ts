// Filter gradients summed in chunks of pixels, then chunk by chunk in order: how many there are follows from the sizes alone, so that
// the bits do not depend on the workers.
import type { ConvolutionAttributes } from '../../../../operations/convolution/attributes.ts';
import { type BufferHandle, flag, type LowerContext } from '../../way.ts';
import { outputPixels, type Plane, tapsOf } from './plane.ts';

/** Enough chunks to share, bounded memory. */
const mostChunks = 16;
const fewestChunks = 4;
const chunkMemory = 6 * 1024 * 1024;
const pixelsPerChunk = 64;

/** Writes both steps of dweights and dbias; `write` the first, which leaves the sums of `chunks` chunks, one a tile, in `partial`. */
export function sumInChunks(
  { buffer, has, scratch, step }: LowerContext<ConvolutionAttributes>,
  plane: Plane,
  write: (partial: BufferHandle, chunks: number) => void,
): void {
  const { channels, filters, groups, flip } = plane;
  const taps = tapsOf(plane);
  const tapSize = (channels / groups) * filters;
  const chunkBytes = (taps * tapSize + filters) * 4;
  const affordable = Math.max(fewestChunks, Math.floor(chunkMemory / chunkBytes));
  const chunks = Math.max(1, Math.min(mostChunks, affordable, Math.floor(outputPixels(plane) / pixelsPerChunk)));
  const partial = scratch('partial', chunks * chunkBytes);
  write(partial, chunks);
  const dweights = buffer('dweights');
  step({
    kernel: 'conv2dReduceWeights',
    reads: { partial },
    writes: { dweights, dbias: has('dbias') ? buffer('dbias') : dweights },
    numbers: { taps, tapSize, filters, chunks, flip, hasBias: flag(has('dbias')) },
    tiles: taps,
  });
}
