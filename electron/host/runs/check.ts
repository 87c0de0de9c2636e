// Whether a network and a data set fit together, said before anything is allocated.

import type { Diagnostic, Fix } from '../../../engine/base/diagnostics.ts';
import type { ParameterValue } from '../../../engine/base/fields.ts';
import { formatShape } from '../../../engine/base/shape.ts';
import type { OpenedDataset } from '../../../engine/datasets/image-folder.ts';
import { classCountOf, type Network, type NetworkLayer } from '../../../engine/network/network.ts';

/** The parameter that decides how many outputs there are: the units or filters of the last layer with weights. */
function classCountFix(network: Network, classes: number): Fix | undefined {
  const byId = new Map(network.layers.map((layer) => [layer.id, layer]));
  let layer: NetworkLayer | undefined = network.output;
  while (layer !== undefined) {
    for (const name of ['units', 'filters']) {
      if (!(name in layer.parameters)) continue;
      return {
        label: `Set ${name} of ${layer.id} to ${classes}`,
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
  const fix = classCountFix(network, classes);
  return [
    {
      id: 'class-count',
      severity: 'error',
      node: network.output.id,
      message: `The network has ${outputs} outputs, the folder has ${classes} classes.`,
      expected: `${classes} outputs, one a class`,
      received: `${outputs}`,
      ...(fix === undefined ? {} : { fix }),
    },
  ];
}

/** The Input's parameters that decide how images are read, by name; those of sizes that vary only where they do. */
type Reading = Readonly<Record<string, ParameterValue | undefined>>;

function describeReading({ height, width, channels, step, largest, sizes }: Reading): string {
  const shape = formatShape([height, width, channels].map(Number));
  return sizes === 'any' ? `any size from ${shape} on, in steps of ${step}, up to ${largest}` : shape;
}

function checkImages(network: Network, { settings }: OpenedDataset): Diagnostic[] {
  const { height, width, channels, sizes } = settings;
  const opened: Reading = { sizes: sizes === undefined ? 'fixed' : 'any', height, width, channels, ...sizes };
  const [expected, received] = [describeReading(network.input.parameters), describeReading(opened)];
  if (expected === received) return [];
  const changes = Object.entries(opened).flatMap(([name, value]) =>
    value === undefined ? [] : [{ kind: 'set-parameter' as const, node: network.input.id, name, value }],
  );
  return [
    {
      id: 'image-size',
      severity: 'error',
      node: network.input.id,
      message: 'The images were opened at another size than the network takes.',
      expected,
      received,
      fix: { label: `Set the input to ${received}`, changes },
    },
  ];
}

/** Problems that stand in the way of training `network` on `dataset`. */
export function checkDataset(network: Network, dataset: OpenedDataset): Diagnostic[] {
  if (dataset.parts.training.count > 0) return [...checkImages(network, dataset), ...checkClasses(network, dataset)];
  return [
    {
      id: 'no-training-images',
      severity: 'error',
      message: 'The folder has no readable images to train on.',
      expected: 'at least one image a class',
      received: 'none',
    },
  ];
}
