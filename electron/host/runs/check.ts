// Whether a network and a data set fit together, said before anything is allocated.
import type { Diagnostic, Fix } from '../../../engine/base/diagnostics.ts';
import type { ParameterValue } from '../../../engine/base/fields.ts';
import { type MessageValue, messagesOf } from '../../../engine/base/messages.ts';
import type { OpenedDataset } from '../../../engine/datasets/image-folder.ts';
import { classCountOf, type Network, type NetworkLayer } from '../../../engine/network/network.ts';
import { words } from '../../../engine/words/host.ts';

const { problem, fix, phrase } = messagesOf(words);

/** The parameter that decides how many outputs there are: the units or filters of the last layer with weights. */
function classCountFix(network: Network, classes: number): Fix | undefined {
  const byId = new Map(network.layers.map((layer) => [layer.id, layer]));
  let layer: NetworkLayer | undefined = network.output;
  while (layer !== undefined) {
    for (const name of ['units', 'filters']) {
      if (!(name in layer.parameters)) continue;
      return {
        ...fix('set-outputs', { name, node: layer.id, classes }),
        changes: [{ kind: 'set-parameter', node: layer.id, name, value: classes }],
      };
    }
    layer = layer.inputs.length === 1 ? byId.get(layer.inputs[0]?.node ?? '') : undefined;
  }
  return undefined;
}

/** Only where an end is held against labels: others take any folders. */
function checkClasses(network: Network, dataset: OpenedDataset): Diagnostic[] {
  const outputs = classCountOf(network);
  const classes = dataset.classes.length;
  if (outputs === 0 || outputs === classes) return [];
  const mended = classCountFix(network, classes);
  return [
    {
      ...problem('classes-differ', { outputs, classes }),
      node: network.output.id,
      ...(mended === undefined ? {} : { fix: mended }),
    },
  ];
}

/** The Input's parameters that decide how images are read, by name; those of sizes that vary only where they do. */
type Reading = Readonly<Record<string, ParameterValue | undefined>>;

function describeReading({ height, width, channels, step, largest, sizes }: Reading): MessageValue {
  const size = [height, width, channels].map(Number);
  return sizes === 'any' ? phrase('reading-any-size', { size, step: Number(step), largest: Number(largest) }) : size;
}

function checkImages(network: Network, { settings }: OpenedDataset): Diagnostic[] {
  const { height, width, channels, sizes } = settings;
  const opened: Reading = { sizes: sizes === undefined ? 'fixed' : 'any', height, width, channels, ...sizes };
  const [expected, received] = [describeReading(network.input.parameters), describeReading(opened)];
  if (JSON.stringify(expected) === JSON.stringify(received)) return [];
  const changes = Object.entries(opened).flatMap(([name, value]) =>
    value === undefined ? [] : [{ kind: 'set-parameter' as const, node: network.input.id, name, value }],
  );
  return [
    {
      ...problem('image-size', { expected, received }),
      node: network.input.id,
      fix: { ...fix('set-input', { size: received }), changes },
    },
  ];
}

/** Problems that stand in the way of training `network` on `dataset`. */
export function checkDataset(network: Network, dataset: OpenedDataset): Diagnostic[] {
  if (dataset.parts.training.count > 0) return [...checkImages(network, dataset), ...checkClasses(network, dataset)];
  return [problem('no-training-images')];
}
