// Frozen and shared weights: what is not trained costs no gradient and keeps its bits, and what is used several times gets the sum of
// what every use gives back.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import type { Network } from '../../../engine/network/network.ts';
import { composeProgram } from '../../../engine/program/compose.ts';
import { bitsOf } from '../../helpers/contract-values.ts';
import { type LayerSketch, networkOf, sketchDocument } from '../../helpers/networks.ts';
import { hasSimdLevel } from '../../helpers/step-machine.ts';
import { drawStepValues, goalOf, planStep, runStep, runStepInDouble, type StepValues } from '../../helpers/training-step.ts';

const batch = 3;
const settings = {
  seed: 1,
  optimizer: { type: 'sgd', parameters: { learningRate: 0.1, momentum: 0, nesterov: false, weightDecay: 0.01 } },
};
const input: LayerSketch = { type: 'input', id: 'in', parameters: { height: 7, width: 5, channels: 2 } };
const ending: readonly LayerSketch[] = [
  { type: 'globalPool2d', id: 'mean' },
  { type: 'dense', id: 'dense', parameters: { units: 3 } },
  { type: 'classification', id: 'out' },
];

/** Frozen in front and in the middle, with layers that learn between and behind. */
const frozen = networkOf(
  sketchDocument([
    input,
    { type: 'conv2d', id: 'first', parameters: { filters: 4 }, frozen: true },
    { type: 'batchNorm', id: 'firstNorm', frozen: true },
    { type: 'activation', id: 'soft', parameters: { function: 'silu' } },
    { type: 'conv2d', id: 'learnt', parameters: { filters: 4 } },
    { type: 'batchNorm', id: 'fixedNorm', frozen: true },
    { type: 'conv2d', id: 'fixed', parameters: { filters: 3 }, frozen: true },
    { type: 'batchNorm', id: 'norm' },
    ...ending,
  ]),
);
const frozenLayers = ['first', 'firstNorm', 'fixedNorm', 'fixed'];

/** Three uses of one kernel, over maps of different sizes, and two of one matrix. */
const chain = (shared: boolean): Network => {
  const of = (owner: string) => (shared ? { weightsOf: owner } : {});
  return networkOf(
    sketchDocument([
      input,
      { type: 'conv2d', id: 'stem', parameters: { filters: 4 } },
      { type: 'conv2d', id: 'one', parameters: { filters: 4 } },
      { type: 'activation', id: 'bend', parameters: { function: 'tanh' } },
      { type: 'conv2d', id: 'two', parameters: { filters: 4 }, ...of('one') },
      { type: 'conv2d', id: 'three', parameters: { filters: 4, stride: [2, 2] }, ...of('one') },
      { type: 'globalPool2d', id: 'mean' },
      { type: 'dense', id: 'a', parameters: { units: 4 } },
      { type: 'activation', id: 'bent', parameters: { function: 'gelu' } },
      { type: 'dense', id: 'b', parameters: { units: 4 }, ...of('a') },
      { type: 'classification', id: 'out' },
    ]),
  );
};
const [shared, copied] = [chain(true), chain(false)];
const uses = { one: ['one', 'two', 'three'], a: ['a', 'b'] } as const;

/** The gradients of some values of each trained weight against difference quotients, both in double precision. */
function expectQuotients(network: Network): void {
  const values = drawStepValues(network, batch, 3);
  const { gradients } = runStepInDouble(network, settings, batch, values);
  const random = createRandom(9);
  const step = 1e-5;
  for (const [name, gradient] of gradients) {
    const given = Float64Array.from(values.get(name) as Float32Array);
    const largest = Math.max(...Array.from(gradient, Math.abs));
    for (let count = 0; count < 4; count++) {
      const place = random.integer(given.length);
      const moved = (distance: number): number => {
        const other = given.slice();
        other[place] = (other[place] as number) + distance;
        const inputs = new Map<string, ArrayLike<number>>([...values, [name, other]]) as unknown as StepValues;
        return goalOf(network, runStepInDouble(network, settings, batch, inputs).losses);
      };
      const quotient = (moved(step) - moved(-step)) / (2 * step);
      expect(Math.abs(quotient - (gradient[place] as number)) / largest, `${name}[${place}]`).toBeLessThan(1e-6);
    }
  }
}

/** The values of the shared network in one whose layers have copies. */
function copyValues(values: StepValues): StepValues {
  const all = new Map(values);
  for (const [owner, users] of Object.entries(uses))
    for (const user of users)
      for (const name of ['weights', 'bias']) all.set(`${user}.${name}`, values.get(`${owner}.${name}`) as Float32Array);
  return all;
}

describe('frozen weights', () => {
  it('and statistics keep their bits in training, and all others change', () => {
    const values = drawStepValues(frozen, batch, 1);
    const { weightsAfter } = runStep(frozen, planStep(frozen, settings, batch), values, 'plain', 0.1, 3);
    expect(weightsAfter.size).toBe(2 + 4 + 2 + 4 + 2 + 4 + 2);
    for (const [name, after] of weightsAfter) {
      const isKept = bitsOf(after) === bitsOf(values.get(name) as Float32Array);
      expect(isKept, name).toBe(frozenLayers.includes(name.split('.')[0] ?? ''));
    }
  });

  it('cost no gradient, nor does anything in front of them that learns nothing', () => {
    const { nodes } = composeProgram(frozen, { name: 'train', batch, training: true, rewrites: false }, settings);
    const backward = new Set(nodes.filter(({ origin }) => origin.pass === 'backward').map(({ origin }) => origin.node));
    expect([...backward].sort()).toEqual(['dense', 'fixed', 'fixedNorm', 'learnt', 'mean', 'norm']);
    const gradients = nodes.flatMap(({ results }) => Object.values(results)).filter(({ home }) => home.kind === 'weight-gradient');
    expect(gradients.map(({ name }) => name).sort()).toEqual([
      'dense.bias.gradient',
      'dense.weights.gradient',
      'learnt.bias.gradient',
      'learnt.weights.gradient',
      'norm.scale.gradient',
      'norm.shift.gradient',
    ]);
    const filters = nodes.filter(({ definition, origin }) => definition.name === 'convolutionFilter' && origin.node === 'fixed');
    expect(filters).toEqual([]);
  });

  it('of a normalisation leave its running statistics in use: the gradient of the rest is that of difference quotients', () => {
    expectQuotients(frozen);
  });

  it('let a normalisation of vectors train on single images', () => {
    const layers = (isFrozen: boolean): LayerSketch[] => [
      input,
      { type: 'flatten' },
      { type: 'dense', parameters: { units: 4 } },
      { type: 'batchNorm', frozen: isFrozen },
      { type: 'dense', parameters: { units: 2 } },
      { type: 'classification' },
    ];
    const problems = (isFrozen: boolean) =>
      analyzeDocument(sketchDocument(layers(isFrozen), { batchSize: 1 })).diagnostics.map(({ id }) => id);
    expect(problems(true)).toEqual([]);
    expect(problems(false)).toEqual(['batch-too-small']);
  });
});

describe('shared weights', () => {
  it('have the gradient that difference quotients have', () => {
    expectQuotients(shared);
    expect(shared.parameterCount).toBe(copied.parameterCount - 2 * (4 * 4 * 9 + 4) - (4 * 4 + 4));
  });

  it.each((['plain', 'relaxed'] as const).filter(hasSimdLevel))(
    'have the sum of what copies of them get, in the order of use, bit by bit (%s SIMD)',
    (level) => {
      const values = drawStepValues(shared, batch, 5);
      const ours = runStep(shared, planStep(shared, settings, batch), values, level);
      const apart = runStep(copied, planStep(copied, settings, batch), copyValues(values), level);
      expect(ours.losses).toEqual(apart.losses);
      for (const [owner, users] of Object.entries(uses)) {
        for (const name of ['weights', 'bias']) {
          const parts = users.map((user) => apart.gradients.get(`${user}.${name}`) as Float32Array);
          const sum = (parts[0] as Float32Array).slice();
          for (const part of parts.slice(1))
            for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] as number) + (part[index] as number);
          expect(bitsOf(ours.gradients.get(`${owner}.${name}`) as Float32Array), `${owner}.${name}`).toEqual(bitsOf(sum));
        }
      }
    },
  );

  it('that are frozen stay as they are for all who use them', () => {
    const network = networkOf(
      sketchDocument([
        input,
        { type: 'conv2d', id: 'stem', parameters: { filters: 4 } },
        { type: 'conv2d', id: 'one', parameters: { filters: 4 }, frozen: true },
        { type: 'conv2d', id: 'two', parameters: { filters: 4 }, weightsOf: 'one' },
        ...ending,
      ]),
    );
    expect(network.layers.filter(({ frozen }) => frozen).map(({ id }) => id)).toEqual(['one', 'two']);
    const values = drawStepValues(network, batch, 1);
    const { weightsAfter, gradients } = runStep(network, planStep(network, settings, batch), values, 'plain', 0.1, 2);
    expect([...gradients.keys()].sort()).toEqual(['dense.bias', 'dense.weights', 'stem.bias', 'stem.weights']);
    expect(bitsOf(weightsAfter.get('one.weights') as Float32Array)).toEqual(bitsOf(values.get('one.weights') as Float32Array));
  });
});
