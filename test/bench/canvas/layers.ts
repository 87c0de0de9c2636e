// The network whose canvas is measured: residual blocks as far as the count goes, arranged as the program would. What bare React
// Flow shows beside it has the same number of nodes in the same places, and the same connections.

import type { GraphDocument } from '../../../engine/document/document.ts';
import { moveNodes } from '../../../engine/document/edit.ts';
import { arrange } from '../../../renderer/document/arrange.ts';
import { type LayerSketch, sketchDocument } from '../../helpers/networks.ts';

const block: readonly LayerSketch[] = [
  { type: 'conv2d', parameters: { filters: 4 } },
  { type: 'batchNorm' },
  { type: 'activation' },
  { type: 'conv2d', parameters: { filters: 4 } },
  { type: 'batchNorm' },
  { type: 'add' },
  { type: 'activation' },
];
/** In front of the blocks an input and a first convolution, behind them pooling, a dense layer and an end. */
const around = 5;

/** A document that can be trained on the sample images, with exactly so many layers. */
export function makeNetwork(layers: number): GraphDocument {
  const sketches: (LayerSketch & { readonly id: string })[] = [
    { id: 'input', type: 'input' },
    { id: 'n0', type: 'conv2d', parameters: { filters: 4 } },
  ];
  const blocks = Math.floor((layers - around) / block.length);
  for (let count = 0; count < blocks; count++) {
    const start = sketches.at(-1)?.id ?? '';
    for (const layer of block) {
      const id = `n${sketches.length - 1}`;
      const last = sketches.at(-1)?.id ?? '';
      sketches.push({ ...layer, id, from: layer.type === 'add' ? [last, start] : [last] });
    }
  }
  while (sketches.length < layers - 3) sketches.push({ id: `n${sketches.length - 1}`, type: 'activation' });
  sketches.push(
    { id: 'pool', type: 'globalPool2d' },
    { id: 'dense', type: 'dense', parameters: { units: 10 } },
    { id: 'end', type: 'classification' },
  );
  const document = sketchDocument(sketches, { batchSize: 8, epochs: 100_000 });
  return moveNodes(document, arrange(document, 1.6));
}
