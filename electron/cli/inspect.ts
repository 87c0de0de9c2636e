// receptive inspect: what a network is made of, layer by layer, and what it costs.
import type { NetworkLayer } from '../../engine/network/network.ts';
import { formatBytes, formatShape } from '../../engine/shape.ts';
import { type Command, done, failed } from './command.ts';
import type { JsonLine } from './output.ts';
import { formatCount, formatTable } from './table.ts';

const bytesPerWeight = 4;

export const inspectCommand: Command = {
  name: 'inspect',
  summary: 'Shows every layer of a network: output size, parameters, multiply–adds; and the totals.',
  operands: { words: 'NETWORK', minimum: 1, maximum: 1 },
  options: {},
  async run({ operands: [path = ''], output }) {
    const { readNetwork } = await import('./read-files.ts');
    const read = await readNetwork(path);
    if (!read.ok) return failed(read.diagnostics);
    output.diagnose(read.diagnostics);
    const { document, network } = read.value;
    const rows = network.layers.map((layer) => [
      layer.id,
      layer.definition.type,
      formatShape(layer.outputShape),
      formatCount(layer.parameterCount),
      formatCount(layer.multiplyAdds),
    ]);
    const table = formatTable(
      [['layer', 'type', 'output', 'parameters', 'multiply–adds'], ...rows],
      ['left', 'left', 'right', 'right', 'right'],
    ).split('\n');
    output.sayText(`${document.name}\n\n${table[0]}`);
    network.layers.forEach((layer, index) => {
      output.say(describeLayer(layer), table[index + 1] ?? '');
    });
    const weightBytes = network.parameterCount * bytesPerWeight;
    output.say(
      {
        kind: 'total',
        name: document.name,
        layers: network.layers.length,
        parameters: network.parameterCount,
        multiplyAdds: network.multiplyAdds,
        weightBytes,
      },
      `\n${network.layers.length} layers, ${formatCount(network.parameterCount)} parameters (${formatBytes(weightBytes)}), ${formatCount(network.multiplyAdds)} multiply–adds an image`,
    );
    return done;
  },
};

function describeLayer(layer: NetworkLayer): JsonLine {
  return {
    kind: 'layer',
    id: layer.id,
    type: layer.definition.type,
    inputs: layer.sources,
    outputShape: layer.outputShape,
    parameters: layer.parameterCount,
    multiplyAdds: layer.multiplyAdds,
  };
}
