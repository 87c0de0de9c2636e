// Sums, value by value (kernel.as.ts): the first two terms into the result, further ones into it; where the result has taken the
// place of a term, the others into that one. What is carried goes with the last step.
import { sizeOf } from '../../../../base/shape.ts';
import { activationCode } from '../../../../operations/activation/functions.ts';
import { addition } from '../../../../operations/add/operation.ts';
import { type BufferHandle, defineWay, flag, type LowerContext } from '../../way.ts';
import { elementTiles } from '../tiles.ts';

type Context = Pick<LowerContext<object & Record<string, unknown>>, 'step' | 'carried'>;

/** Zeroes what has been summed where the mask is not positive: for sums of two that lie in a third place. */
function maskBehind({ step, carried }: Context, y: BufferHandle, count: number): void {
  if (carried.mask === undefined) return;
  const numbers = { count, function: activationCode('relu'), alpha: 0 };
  step({ kernel: 'activationBackward', reads: { value: carried.mask, dy: y }, writes: { dx: y }, numbers, tiles: elementTiles(count) });
}

export const addTerms = defineWay({
  name: 'elements',
  operation: addition,
  explanation: 'two terms at a time, four values at a time',
  lower: ({ node, shape, buffer, carried, step }) => {
    const count = sizeOf(shape('x0'));
    const tiles = elementTiles(count);
    const y = buffer('y');
    const terms = Object.keys(node.operands).map(buffer);
    const own = terms.indexOf(y);
    const [first, second, ...later] = terms;
    if (first === undefined || second === undefined) throw new Error('add: fewer than two terms');
    const further = own < 0 ? later : terms.filter((_, index) => index !== own);
    if (own < 0) {
      const rectify = flag(carried.rectify && further.length === 0);
      step({ kernel: 'addForward', reads: { first, second }, writes: { y }, numbers: { count, rectify }, tiles });
      if (further.length === 0) maskBehind({ step, carried }, y, count);
    }
    further.forEach((source, index) => {
      const isLast = index === further.length - 1;
      const mask = isLast ? carried.mask : undefined;
      const numbers = { count, rectify: flag(carried.rectify && isLast), rectified: flag(mask) };
      step({ kernel: 'addInto', reads: { source, x: mask ?? source }, writes: { target: y }, numbers, tiles });
    });
  },
});
