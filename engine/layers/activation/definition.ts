// The detector stage: a function of every value alone, y = f(x); backward dx = dy · f′, with f′ from the output where that
// is exact and cheaper, else from the input (functions.ts).
import { sizeOf } from '../../base/shape.ts';
import { defineLayer, type LowerContext, neverView, noWeights } from '../layer.ts';
import { elementTiles } from '../../backends/wasm/ways/tiles.ts';
import { type ActivationName, activationFunctions } from '../../operations/activation/functions.ts';
import { activationReference } from '../../operations/activation/reference.ts';

const names = Object.keys(activationFunctions) as ActivationName[];
const shapes = [[37], [5, 3, 7], [33, 31, 9]] as const;

interface Parameters {
  readonly function: ActivationName;
  readonly slope: number;
  readonly alpha: number;
}

function shared(context: LowerContext<Parameters>): { numbers: Record<string, number>; tiles: number } {
  const count = context.batch * sizeOf(context.outputShape);
  const { function: name, slope, alpha } = context.parameters;
  return {
    numbers: { count, function: activationFunctions[name].code, alpha: name === 'leakyRelu' ? slope : alpha },
    tiles: elementTiles(count),
  };
}

export const activation = defineLayer({
  type: 'activation',
  label: 'Activation',
  group: 'detector',
  explanation:
    'Applies one function to every value: the detector stage, which decides what counts as “found”. Without it, layers of convolutions would collapse into a single one, for a sum of sums is a sum. ReLU keeps what is positive; it is the fastest and the usual choice. The smooth ones (GELU, SiLU, ELU) let a little of the negative side through, so that no unit falls silent for good.',
  inputs: { minimum: 1, maximum: 1 },
  fields: {
    function: {
      kind: 'choice',
      label: 'Function',
      help: 'What is applied to every value.',
      options: names.map((value) => ({ value, label: activationFunctions[value].label })),
      default: 'relu' as ActivationName,
    },
    slope: {
      kind: 'number',
      label: 'Slope below 0',
      help: 'The factor on negative values.',
      minimum: 0,
      maximum: 1,
      default: 0.01,
      when: { field: 'function', isOneOf: ['leakyRelu'] },
    },
    alpha: {
      kind: 'number',
      label: 'α',
      help: 'Far below 0 the function approaches −α.',
      minimum: 0,
      maximum: 10,
      default: 1,
      when: { field: 'function', isOneOf: ['elu'] },
    },
  },
  isView: neverView,
  inferShape: (_parameters, inputs) => ({ shape: inputs[0] ?? [] }),
  weights: noWeights,
  multiplyAdds: () => 0,
  receptiveField: () => ({ kind: 'pointwise' }),
  fusion: { isRectifier: (parameters) => parameters.function === 'relu', backwardInPlace: true },
  forward: (context) => {
    const [x] = context.inputs;
    if (x === undefined) throw new Error('activation: no input');
    context.step({ kernel: 'activationForward', reads: { x }, writes: { y: context.output }, ...shared(context) });
  },
  backward: (context) => {
    const [x] = context.inputs;
    const dx = context.inputGradient(0);
    if (x === undefined || dx === undefined) return;
    const value = activationFunctions[context.parameters.function].slopeFrom === 'output' ? context.output : x;
    context.step({ kernel: 'activationBackward', reads: { value, dy: context.outputGradient }, writes: { dx }, ...shared(context) });
  },
  reference: activationReference,
  samples: [
    ...names.map((name, index) => ({
      name: `${name}`,
      parameters: { function: name },
      inputShapes: [[...(shapes[index % 2] ?? [37])]],
      batch: 1 + (index % 3),
    })),
    { name: 'leakyRelu with a steeper slope', parameters: { function: 'leakyRelu', slope: 0.3 }, inputShapes: [[11]], batch: 1 },
    { name: 'elu with another α', parameters: { function: 'elu', alpha: 0.7 }, inputShapes: [[3, 3, 3]], batch: 2 },
    { name: 'relu, more values than a tile', parameters: {}, inputShapes: [[...shapes[2]]], batch: 1 },
    { name: 'gelu, more values than a tile', parameters: { function: 'gelu' }, inputShapes: [[...shapes[2]]], batch: 1 },
  ],
});
