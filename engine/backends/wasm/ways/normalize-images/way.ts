// Bytes to values, twelve at a time (kernel.as.ts).
import { sizeOf } from '../../../../base/shape.ts';
import { imageNormalization } from '../../../../operations/normalize-images/operation.ts';
import { defineWay } from '../../way.ts';
import { elementTiles } from '../tiles.ts';

export const normalizeImages = defineWay({
  name: 'twelves',
  operation: imageNormalization,
  explanation: 'twelve values at a time, a multiple of one to four channels',
  lower: ({ shape, buffer, step }) => {
    const bytes = shape('bytes');
    const channels = bytes.at(-1) ?? 1;
    const count = sizeOf(bytes);
    step({
      kernel: 'normalizeImages',
      reads: { bytes: buffer('bytes'), scale: buffer('scale'), offset: buffer('offset') },
      writes: { y: buffer('y') },
      numbers: { pixels: count / channels, channels },
      tiles: elementTiles(count),
    });
  },
});
