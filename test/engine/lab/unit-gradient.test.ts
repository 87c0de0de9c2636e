// The gradient of one unit with respect to the image: that of difference quotients, on both machines, for every layer of real networks,
// and 0 wherever the layers in front can't see.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWasmExecution } from '../../../engine/backends/wasm/execution.ts';
import { chooseDirectWay } from '../../../engine/backends/wasm/plan/choose.ts';
import { compile } from '../../../engine/backends/wasm/plan/compile.ts';
import { createRandom } from '../../../engine/base/random.ts';
import { sizeOf } from '../../../engine/base/shape.ts';
import { parseDocument } from '../../../engine/document/parse.ts';
import { checkUnit, measureUnitGradient, type Unit, unitGradientRequest } from '../../../engine/lab/unit-gradient.ts';
import type { Network, NetworkLayer } from '../../../engine/network/network.ts';
import type { Value } from '../../../engine/operations/operation.ts';
import { composeProgram, gradientSlots } from '../../../engine/program/compose.ts';
import { relativeError } from '../../helpers/contract-values.ts';
import { DoubleRun } from '../../helpers/double-run.ts';
import { inEnglish } from '../../helpers/in-english.ts';
import { networkOf, sketchDocument } from '../../helpers/networks.ts';
import { drawStepValues } from '../../helpers/training-step.ts';

const settings = { seed: 1, optimizer: { type: 'sgd', parameters: { learningRate: 0.1, momentum: 0, nesterov: false, weightDecay: 0 } } };

function template(name: string): Network {
  const file = join(import.meta.dirname, '../../../assets/templates', `${name}.receptive.json`);
  const document = parseDocument(JSON.parse(readFileSync(file, 'utf8')));
  if (!document.ok) throw new Error(JSON.stringify(document.diagnostics));
  return networkOf(document.value);
}

/** By the compiled kernels, on the first image of `values`. */
function measure(network: Network, unit: Unit, values: ReturnType<typeof drawStepValues>) {
  const plan = compile({ network, programs: [unitGradientRequest(unit)], workers: 1, choose: chooseDirectWay, ...settings });
  if (!plan.ok) throw new Error(JSON.stringify(plan.diagnostics));
  const execution = createWasmExecution(plan.value, 'plain');
  for (const { node, name, values: place } of execution.weights) place.set(values.get(`${node}.${name}`) as Float32Array);
  execution.weightsChanged();
  for (const slot of ['scale', 'offset']) execution.f32(slot).set(values.get(slot) as Float32Array);
  return measureUnitGradient(execution, network, unit, values.get('bytes') as Uint8Array);
}

/** The same program in double precision, for the unit of `node` that is largest; and its value where one value of the image is moved. */
function inDouble(network: Network, node: string, values: ReturnType<typeof drawStepValues>) {
  const { nodes } = composeProgram(network, unitGradientRequest({ node }), settings);
  const { outputShape } = network.layers.find(({ id }) => id === node) as NetworkLayer;
  const seed = new Float64Array(sizeOf(outputShape));
  const run = (pixel: number, moved: number): DoubleRun => {
    const machine = new DoubleRun(new Map<string, ArrayLike<number>>([...values, [gradientSlots.seed, seed]]));
    const [first, ...rest] = nodes;
    if (first === undefined) throw new Error('an empty program');
    machine.run([first]);
    const image = machine.at(Object.values(first.results)[0] as Value);
    image[pixel] = (image[pixel] as number) + moved;
    machine.run(rest);
    return machine;
  };
  const map = Float64Array.from(run(0, 0).named(gradientSlots.chosen));
  const index = map.reduce((best, value, at) => (value > (map[best] as number) ? at : best), 0);
  seed[index] = 1;
  const place = outputShape.map((length, axis) => Math.floor(index / sizeOf(outputShape.slice(axis + 1))) % length);
  return {
    unit: { node, place },
    gradient: run(0, 0).named(gradientSlots.gradient),
    value: (pixel: number, moved: number) => run(pixel, moved).named(gradientSlots.chosen)[index] as number,
  };
}

for (const name of ['lenet', 'residual']) {
  const network = template(name);
  const values = drawStepValues(network, 1, 21);
  describe(`the gradient of a unit of ${name}`, () => {
    it.each(network.layers.map((layer) => [layer.id, layer] as const))('is that of difference quotients: %s', (_, layer) => {
      const exact = inDouble(network, layer.id, values);
      const { gradient } = exact;
      const ours = measure(network, exact.unit, values);
      expect(relativeError(ours.gradient, gradient)).toBeLessThan(3e-5);
      expect(ours.value).toBeCloseTo(exact.value(0, 0), 3);
      const pixels = [...gradient.keys()].sort((a, b) => Math.abs(gradient[b] as number) - Math.abs(gradient[a] as number));
      const largest = Math.abs(gradient[pixels[0] as number] as number);
      expect(largest).toBeGreaterThan(0);
      const random = createRandom(4);
      // where it is largest, and somewhere
      for (const pixel of [...pixels.slice(0, 1), random.integer(gradient.length)]) {
        const step = 1e-7;
        const quotient = (exact.value(pixel, step) - exact.value(pixel, -step)) / (2 * step);
        expect(Math.abs(quotient - (gradient[pixel] as number)) / largest, `value ${pixel}`).toBeLessThan(1e-5);
      }
    });
  });
}

describe('the gradient of a unit', () => {
  const network = networkOf(
    sketchDocument([
      { type: 'input', id: 'in', parameters: { height: 20, width: 18, channels: 3 } },
      { type: 'conv2d', id: 'one', parameters: { filters: 4, padding: 'valid' } },
      { type: 'conv2d', id: 'two', parameters: { filters: 5, padding: 'valid', stride: [2, 2], kernelSize: [3, 5] } },
      { type: 'conv2d', id: 'three', parameters: { filters: 2, padding: 'valid' } },
      { type: 'globalPool2d', id: 'mean' },
      { type: 'classification', id: 'out' },
    ]),
  );
  const values = drawStepValues(network, 1, 5);

  it('is not 0 within its receptive field, and 0 around it', () => {
    // a row of `three` sees 3 rows of `two`, those 7 rows of `one`, those 9 of the image; columns 3, 9, 11; both in steps of 2
    expect(measure(network, { node: 'three', place: [1, 2, 1] }, values).box).toEqual({ top: 2, left: 4, bottom: 10, right: 14 });
    expect(measure(network, { node: 'one', place: [3, 4, 0] }, values).box).toEqual({ top: 3, left: 4, bottom: 5, right: 6 });
    expect(measure(network, { node: 'in', place: [7, 2, 1] }, values).box).toEqual({ top: 7, left: 2, bottom: 7, right: 2 });
  });

  it('with respect to bytes is multiplied by what a byte is worth', () => {
    const { gradient, byteGradient } = measure(network, { node: 'three', place: [0, 0, 0] }, values);
    const scale = (values.get('scale') as Float32Array)[0] as number;
    expect(
      relativeError(
        byteGradient,
        gradient.map((value) => value * scale),
      ),
    ).toBeLessThan(1e-7);
  });

  it('has no box where the unit does not depend on the image here', () => {
    const dark = new Map(values);
    dark.set('three.weights', new Float32Array((values.get('three.weights') as Float32Array).length));
    expect(measure(network, { node: 'three', place: [0, 0, 0] }, dark).box).toBeUndefined();
  });

  it.each([
    [{ node: 'four', place: [0] }, 'unknown-layer', 'in, one, two, three, mean, out'],
    [{ node: 'one', port: 'switches', place: [0, 0, 0] }, 'unknown-port', 'y'],
    [{ node: 'one', place: [18, 0, 0] }, 'no-such-unit', 'row, column, channel: at most 17,15,3'],
    [{ node: 'out', place: [0, 0, 0] }, 'no-such-unit', 'one number: at most 1'],
    [{ node: 'out', place: [0.5] }, 'no-such-unit', 'one number: at most 1'],
  ])('is refused where there is no such unit: %j', (unit, id, expected) => {
    const problem = checkUnit(network, unit);
    expect(problem && inEnglish(problem)).toMatchObject({ id, expected });
    expect(checkUnit(network, { node: 'out', place: [1] })).toBeUndefined();
  });
});
