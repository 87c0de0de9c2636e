// How the first weights are spread: fans as PyTorch counts them, from the weights' own shape, whatever the groups. The numbers are those
// of torch.nn.init._calculate_fan_in_and_fan_out for Conv2d(channels, filters, kernel, groups=groups).weight.
import { describe, expect, it } from 'vitest';
import { initializeWeights } from '../../../engine/program/execution.ts';
import { compileInference } from '../../../engine/train/programs.ts';
import { networkOf, sketchDocument } from '../../helpers/networks.ts';
import { createPlainExecution } from '../../helpers/plain-execution.ts';

const cases = [
  { channels: 6, filters: 10, kernelSize: [1, 1], groups: 1, fanIn: 6, fanOut: 10 },
  { channels: 8, filters: 12, kernelSize: [3, 5], groups: 4, fanIn: 30, fanOut: 180 },
  { channels: 8, filters: 8, kernelSize: [3, 3], groups: 8, fanIn: 9, fanOut: 72 },
] as const;

/** The first weights of a convolution, and what they were drawn by. */
function draw({ channels, filters, kernelSize, groups }: (typeof cases)[number], initializer: string) {
  const document = sketchDocument([
    { type: 'input', parameters: { height: 6, width: 6, channels: 1 } },
    { type: 'conv2d', parameters: { filters: channels } },
    { type: 'conv2d', id: 'measured', parameters: { filters, kernelSize: [...kernelSize], groups, initializer } },
    { type: 'globalPool2d' },
    { type: 'dense', parameters: { units: 2 } },
    { type: 'classification' },
  ]);
  const network = networkOf(document);
  const plan = compileInference(network, document.training, 1);
  if (!plan.ok) throw new Error('does not fit');
  const execution = createPlainExecution(network, document.training, plan.value);
  initializeWeights(execution, network, 1);
  const weight = execution.weights.find(({ node, name }) => node === 'measured' && name === 'weights');
  const layer = network.layers.find(({ id }) => id === 'measured');
  if (weight === undefined) throw new Error('no weights');
  return { values: weight.values, rule: layer?.weights[0]?.initializer };
}

describe.each(cases)('a convolution of $channels channels to $filters filters in $groups groups', (convolution) => {
  it('has PyTorch’s fans', () => {
    const { fanIn, fanOut } = convolution;
    for (const kind of ['he', 'glorot', 'lecun']) expect(draw(convolution, kind).rule).toEqual({ kind, fanIn, fanOut });
  });

  it('draws Glorot’s weights from −√(6 / (fan in + fan out)) to as much above 0', () => {
    const limit = Math.sqrt(6 / (convolution.fanIn + convolution.fanOut));
    const largest = draw(convolution, 'glorot').values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeLessThanOrEqual(limit);
    expect(largest).toBeGreaterThan(0.9 * limit);
  });
});
