// Flatten: a map seen as a vector. Values lie as [n,h,w,c] already, so nothing moves: input and output share a buffer.
import { sizeOf } from '../../base/shape.ts';
import { elementTiles } from '../../backends/wasm/ways/tiles.ts';
import { type BufferHandle, defineLayer, noWeights, type StepRequest } from '../layer.ts';
import { flattenReference } from '../../operations/copy/reference.ts';

function copy(source: BufferHandle | undefined, target: BufferHandle, count: number): StepRequest {
  if (source === undefined) throw new Error('flatten: no input');
  return { kernel: 'flattenCopy', reads: { source }, writes: { target }, numbers: { count }, tiles: elementTiles(count) };
}

export const flatten = defineLayer({
  type: 'flatten',
  label: 'Flatten',
  group: 'dense',
  explanation:
    'Reads a map row by row, pixel by pixel, channel by channel, as one long vector, so that a dense layer can follow. No value changes. What is lost is the knowledge that neighbours belong together: a dense layer has to learn it anew for every position.',
  inputs: { minimum: 1, maximum: 1 },
  fields: {},
  isView: () => true,
  inferShape: (_parameters, inputs) => ({ shape: [sizeOf(inputs[0] ?? [])] }),
  weights: noWeights,
  multiplyAdds: () => 0,
  receptiveField: () => ({ kind: 'pointwise' }),
  // A plan lets the two share a buffer and calls neither; a backend that cannot would copy.
  forward: (context) => context.step(copy(context.inputs[0], context.output, context.batch * sizeOf(context.outputShape))),
  backward: (context) => {
    const dx = context.inputGradient(0);
    if (dx !== undefined) context.step(copy(context.outputGradient, dx, context.batch * sizeOf(context.outputShape)));
  },
  reference: flattenReference,
  samples: [
    { name: 'a map of odd size', parameters: {}, inputShapes: [[3, 5, 7]], batch: 2 },
    { name: 'one example, one channel', parameters: {}, inputShapes: [[3, 3, 1]], batch: 1 },
    { name: 'a vector stays as it is', parameters: {}, inputShapes: [[9]], batch: 3 },
  ],
});
