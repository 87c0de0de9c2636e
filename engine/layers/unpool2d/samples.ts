// Cases for unpooling: windows apart and overlapping, rows and columns that no window reaches, partial windows, padding.
import type { ParameterValue } from '../../base/fields.ts';
import type { Shape } from '../../base/shape.ts';
import type { SampleCase } from '../layer.ts';

const unpooled = (
  name: string,
  parameters: Readonly<Record<string, ParameterValue>>,
  shape: Shape,
  batch: number,
  below = 4,
): SampleCase => ({
  name,
  parameters,
  inputShapes: [shape, shape],
  batch,
  below,
});

export const unpoolSamples: readonly SampleCase[] = [
  unpooled('2×2 stride 2, even size', {}, [2, 3, 8], 2),
  unpooled('2×2 stride 2, one channel, one example', {}, [3, 4, 1], 1),
  unpooled('2×2 stride 2 with a row and a column left over', { outputSize: [7, 5] }, [3, 2, 5], 2),
  unpooled('2×2 stride 2 with partial windows', { outputSize: [5, 7] }, [3, 4, 3], 3),
  unpooled('overlapping 3×3 stride 2, same', { size: [3, 3], padding: 'same' }, [4, 3, 6], 2, 9),
  unpooled('overlapping 3×3 stride 2, same, odd size', { size: [3, 3], padding: 'same', outputSize: [7, 0] }, [4, 3, 5], 1, 9),
  unpooled('stride larger than the window', { size: [2, 1], stride: [3, 4], outputSize: [8, 0] }, [3, 2, 3], 2, 2),
  unpooled(
    'explicit padding, unequal window',
    { size: [3, 2], stride: [1, 2], padding: { top: 1, bottom: 2, left: 0, right: 1 } },
    [6, 4, 7],
    1,
    6,
  ),
  unpooled('several tiles', {}, [17, 15, 10], 2),
];
