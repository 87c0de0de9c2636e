// Whether a network and a data set fit together, said before anything is allocated.
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import type { ParameterValue } from '../../../engine/base/fields.ts';
import { type MessageValue, messagesOf } from '../../../engine/base/messages.ts';
import { checkFit } from '../../../engine/datasets/fit.ts';
import type { OpenedDataset } from '../../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import type { Network } from '../../../engine/network/network.ts';
import { words } from '../../../engine/words/host.ts';

const { problem, fix, phrase } = messagesOf(words);

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
export function checkDataset(document: GraphDocument, network: Network, dataset: OpenedDataset): Diagnostic[] {
  const inTheWay = checkFit(document, network, dataset).filter(({ severity }) => severity === 'error');
  return dataset.parts.training.count > 0 ? [...checkImages(network, dataset), ...inTheWay] : inTheWay;
}
