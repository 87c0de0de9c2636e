// The templates: valid networks, complete documents, and a picture in which no node hides another.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatShape } from '../../../engine/base/shape.ts';
import { parseDocument } from '../../../engine/document/parse.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';

const folder = new URL('../../../assets/templates/', import.meta.url);
const files = readdirSync(folder).sort();
/** The largest on the canvas (renderer/document/sizes.ts), with map strip. */
const nodeSize = { width: 168, height: 108 };

function readTemplate(file: string) {
  const parsed = parseDocument(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.diagnostics)}`);
  const { network, diagnostics } = analyzeDocument(parsed.value);
  if (network === undefined) throw new Error(`${file}: ${JSON.stringify(diagnostics)}`);
  return { document: parsed.value, network, diagnostics };
}

describe('templates', () => {
  it('are the five that the first screen offers', () => {
    expect(files).toEqual([
      'all-convolutional.receptive.json',
      'auto-encoder.receptive.json',
      'lenet.receptive.json',
      'residual.receptive.json',
      'vgg-small.receptive.json',
    ]);
  });

  it.each(files)('%s is valid without a remark, takes the sample images, and tells ten classes apart or gives them back', (file) => {
    const { network, diagnostics } = readTemplate(file);
    expect(diagnostics).toEqual([]);
    expect(network.input.outputShape).toEqual([28, 28, 1]);
    expect(network.output.outputShape).toEqual(network.output.definition.end?.target === 'labels' ? [10] : [28, 28, 1]);
  });

  it.each(files)('%s shows every node apart from the others, its data flowing rightwards or down', (file) => {
    const { document } = readTemplate(file);
    const positions = new Map(document.nodes.map(({ id, position }) => [id, position]));
    document.nodes.forEach((node, index) => {
      for (const other of document.nodes.slice(index + 1)) {
        const isApart =
          Math.abs(node.position.x - other.position.x) >= nodeSize.width + 20 ||
          Math.abs(node.position.y - other.position.y) >= nodeSize.height + 20;
        expect(isApart, `${node.id} and ${other.id}`).toBe(true);
      }
    });
    for (const { source, target } of document.edges) {
      const from = positions.get(source)!;
      const to = positions.get(target)!;
      expect(to.x > from.x || to.y > from.y, `${source} → ${target}`).toBe(true);
    }
  });

  it('has LeNet layer by layer', () => {
    const { network } = readTemplate('lenet.receptive.json');
    expect(network.layers.map((layer) => `${layer.definition.type} ${formatShape(layer.outputShape)}`)).toEqual([
      'input 28×28×1',
      'conv2d 28×28×6',
      'activation 28×28×6',
      'pool2d 14×14×6',
      'conv2d 10×10×16',
      'activation 10×10×16',
      'pool2d 5×5×16',
      'flatten 400',
      'dense 120',
      'activation 120',
      'dense 84',
      'activation 84',
      'dense 10',
      'classification 10',
    ]);
    expect(network.parameterCount).toBe(61_706);
  });

  it('has a network without a dense layer, and one with shortcuts', () => {
    const types = (file: string) => readTemplate(file).network.layers.map((layer) => layer.definition.type);
    expect(types('all-convolutional.receptive.json')).not.toContain('dense');
    expect(types('residual.receptive.json').filter((type) => type === 'add')).toHaveLength(3);
  });
});
