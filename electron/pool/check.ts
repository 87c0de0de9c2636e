// Whether a network and a data set fit together, said before anything is allocated.

import type { Diagnostic, Fix } from '../../engine/base/diagnostics.ts';
import { formatShape, sizeOf } from '../../engine/base/shape.ts';
import type { OpenedDataset } from '../../engine/datasets/image-folder.ts';
import type { Network, NetworkLayer } from '../../engine/network/network.ts';

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

function checkClasses(network: Network, dataset: OpenedDataset): Diagnostic[] {
  const outputs = sizeOf(network.output.outputShape);
  const classes = dataset.classes.length;
  if (outputs === classes) return [];
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

function checkImages(network: Network, dataset: OpenedDataset): Diagnostic[] {
  const { height, width, channels } = dataset.settings;
  const opened = [height, width, channels];
  const expected = formatShape(network.input.outputShape);
  if (formatShape(opened) === expected) return [];
  const changes = (['height', 'width', 'channels'] as const).map((name, index) => ({
    kind: 'set-parameter' as const,
    node: network.input.id,
    name,
    value: opened[index] as number,
  }));
  return [
    {
      id: 'image-size',
      severity: 'error',
      node: network.input.id,
      message: 'The images were opened at another size than the network takes.',
      expected,
      received: formatShape(opened),
      fix: { label: `Set the input to ${formatShape(opened)}`, changes },
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
