// A small folder of images that a small network learns in seconds: stripes across, stripes down, and checks, 12 × 12 grey,
// each with its own phase and brightness; and the network for them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeGreyPng } from '../../../electron/host/images/png.ts';
import { createDocument } from '../../../engine/document/parse.ts';

export const tinyClasses = ['across', 'checks', 'down'] as const;
const side = 12;
const patterns: Readonly<Record<(typeof tinyClasses)[number], (row: number, column: number) => number>> = {
  across: (row) => row >> 1,
  down: (_, column) => column >> 1,
  checks: (row, column) => (row >> 1) + (column >> 1),
};

/** Images first … first + perClass − 1 of every class. Another `first` gives other images. */
export function writeTinyImages(folder: string, perClass: number, first = 0): void {
  for (const name of tinyClasses) {
    mkdirSync(join(folder, name), { recursive: true });
    for (let image = first; image < first + perClass; image++) {
      const bright = 120 + ((image * 37) % 130);
      const pixels = Uint8Array.from({ length: side * side }, (_, index) => {
        const light = (patterns[name](Math.floor(index / side), index % side) + image) % 2 === 0;
        return light ? bright : (image * 11 + index * 7) % 40;
      });
      writeFileSync(join(folder, name, `${image}.png`), encodeGreyPng(pixels, side, side));
    }
  }
}

type Sketch = readonly (readonly [string, string, object])[];

/** outputs: units of the last layer. */
/** more: layers in front of the last dense one. */
export function writeTinyNetwork(file: string, outputs: number = tinyClasses.length, epochs = 4, more: Sketch = []): void {
  writeChain(file, epochs, [
    ['input', 'input', { height: side, width: side, channels: 1 }],
    ['conv', 'conv2d', { filters: 4, kernelSize: [3, 3], padding: 'same' }],
    ['relu', 'activation', { function: 'relu' }],
    ['pool', 'pool2d', {}],
    ['flatten', 'flatten', {}],
    ...more,
    ['dense', 'dense', { units: outputs }],
    ['softmax', 'classification', {}],
  ]);
}

/** Gives the images back. */
export function writeTinyAutoEncoder(file: string, epochs = 4): void {
  writeChain(file, epochs, [
    ['input', 'input', { height: side, width: side, channels: 1 }],
    ['first', 'conv2d', { filters: 8, kernelSize: [3, 3], padding: 'same' }],
    ['relu', 'activation', { function: 'relu' }],
    ['second', 'conv2d', { filters: 1, kernelSize: [3, 3], padding: 'same' }],
    ['sigmoid', 'activation', { function: 'sigmoid' }],
    ['image', 'reconstruction', { loss: 'huber' }],
  ]);
}

function writeChain(file: string, epochs: number, layers: Sketch): void {
  const nodes = layers.map(([id, type, parameters], index) => ({ id, type, parameters, position: { x: index * 200, y: 0 } }));
  const edges = nodes.slice(1).map((node, index) => ({ id: `edge${index}`, source: nodes[index]?.id, target: node.id }));
  const document = createDocument('Tiny');
  writeFileSync(file, JSON.stringify({ ...document, nodes, edges, training: { ...document.training, epochs, batchSize: 8 } }));
}
