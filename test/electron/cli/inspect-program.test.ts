// receptive inspect --operations and --ways: what a student reads, and what a program reads of the same.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { ExplainedWay } from '../../../engine/backends/wasm/plan/explain.ts';
import { operations as definitions } from '../../../engine/operations/index.ts';
import type { ListedOperation } from '../../../engine/program/listing.ts';
import { runInside } from './run-receptive.ts';

type Line<T> = T & { readonly kind: string };

const cache = mkdtempSync(join(tmpdir(), 'receptive-inspect-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));
const templates = ['lenet', 'vgg-small', 'residual', 'all-convolutional'];
const passes = [/^Images in$/m, /^Forward: /m, /^Loss: /m, /^Backward: /m, /^Update: /m];

async function inspect(template: string, ...words: readonly string[]) {
  const path = fileURLToPath(new URL(`../../../assets/templates/${template}.receptive.json`, import.meta.url));
  const finished = await runInside(['inspect', path, ...words], cache);
  expect(finished).toMatchObject({ code: 0, error: '' });
  return finished;
}

async function linesOf<T>(kind: string, template: string, ...words: readonly string[]): Promise<readonly Line<T>[]> {
  const lines = (await inspect(template, ...words, '--json')).lines() as unknown as readonly Line<T>[];
  return lines.filter((line) => line.kind === kind);
}

describe('receptive inspect --operations', () => {
  it.each(templates)('lists %s pass by pass, what was rewritten last, in lines that fit a wide terminal', async (template) => {
    const text = (await inspect(template, '--operations')).output;
    const places = [...passes, /^What the operations are$/m, /^Rewritten, /m].map((heading) => text.search(heading));
    expect(places.filter((place) => place < 0)).toEqual([]);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(text.split('\n').filter((line) => line.length > 150)).toEqual([]);
  });

  it('calls values what the drawing calls them, gradients after what they are the gradient of, and says windows', async () => {
    const text = (await inspect('lenet', '--operations')).output;
    expect(text).toContain('relu1 = convolution(input, conv1.weights, conv1.bias; 5×5, border 2) → max(0, ·)');
    expect(text).toContain('pool1, pool1.switches = maxPooling(relu1; 2×2, stride 2)');
    expect(text).toMatch(/5×5×6×16 +7\.7 M {2}conv2\.weights\.gradient, conv2\.bias\.gradient = convolutionFilter\(pool1, conv2\.gradient/);
    expect(text).toContain('dense1.gradient = productInput(dense2.gradient, dense2.weights) → 0 where relu3 ≤ 0');
    expect(text).toContain('  relu1: its max(0, ·) is carried by convolution of conv1');
    const residual = (await inspect('residual', '--operations')).output;
    expect(residual).toContain('relu1b = normalizeBatch(conv1b, norm1b.statistics, norm1b.scale, norm1b.shift) → + relu0 → max(0, ·)');
    expect(residual).toContain('= add(relu2b.gradient.shortcut3, relu2b.gradient.conv3a) → 0 where relu2b ≤ 0');
  });

  it.each(templates)(
    'gives every operation of %s as a JSON line whose operands have been written before, each value under one name',
    async (template) => {
      const lines = (await inspect(template, '--operations', '--json')).lines() as unknown as readonly Line<ListedOperation>[];
      const found = lines.filter(({ kind }) => kind === 'operation');
      const firstRewrite = lines.findIndex(({ kind }) => kind === 'rewrite');
      expect(lines.slice(firstRewrite).every(({ kind }) => kind === 'rewrite')).toBe(true);
      expect(firstRewrite).toBe(found.length);
      expect(new Set(found.map(({ pass }) => pass))).toEqual(new Set(['input', 'forward', 'loss', 'backward', 'update']));
      const written = found.flatMap(({ results }) => results.map(({ name }) => name));
      expect(new Set(written).size).toBe(written.length);
      const known = new Set<string>();
      for (const { operation, operands, results, attributes } of found) {
        expect(definitions.map(({ name }) => name)).toContain(operation);
        expect(attributes).toBeTypeOf('object');
        for (const { name } of operands) if (written.includes(name)) expect(known, `${name}, read by ${operation}`).toContain(name);
        for (const { name, shape } of results) {
          expect(shape.every((length) => length > 0)).toBe(true);
          known.add(name);
        }
      }
    },
  );

  it('counts a batch of forward convolutions and products as the layers are counted', async () => {
    const operations = await linesOf<ListedOperation>('operation', 'lenet', '--operations');
    const forward = operations.filter(({ pass }) => pass === 'forward').reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
    const [total] = await linesOf<{ multiplyAdds: number; batchSize: number }>('total', 'lenet');
    expect(forward).toBe((total?.multiplyAdds ?? 0) * (total?.batchSize ?? 0));
  });
});

describe('receptive inspect --ways', () => {
  it.each(templates)('gives every operation of %s its way, and of the others the cost or why they do not fit', async (template) => {
    const operations = await linesOf<ListedOperation>('operation', template, '--operations');
    const ways = await linesOf<Omit<ExplainedWay, 'way'> & { way: string | null }>('way', template, '--ways');
    expect(ways.map(({ node, operation }) => [node, operation])).toEqual(operations.map(({ node, operation }) => [node, operation]));
    ways.forEach(({ way, offers, explanation }, index) => {
      expect(explanation).not.toBe('');
      if (operations[index]?.isView) {
        expect([way, offers]).toEqual([null, []]);
        return;
      }
      const taken = offers.find((offer) => offer.way === way);
      expect(taken?.cost, 'the cost of what is taken').toBeTypeOf('number');
      for (const { cost, misfit } of offers) {
        expect(typeof cost === 'number' || (misfit ?? '') !== '').toBe(true);
        if (cost !== undefined) expect(cost).toBeGreaterThanOrEqual(taken?.cost as number);
      }
    });
  });

  it.each(templates)(
    'shows %s in all passes, others as multiples of what is taken or with the reason, and explains each way',
    async (template) => {
      const text = (await inspect(template, '--ways')).output;
      expect(passes.filter((heading) => !heading.test(text))).toEqual([]);
      expect(text).toMatch(
        /convolution +winograd +[\d.]+ M {2}patches ×\d\.\d\d; planar: more than one channel; strided-winograd: no stride of 2$/m,
      );
      expect(text).toMatch(/^What the ways are$/m);
      expect(text).toMatch(/^ {2}convolution +winograd +Winograd’s/m);
      expect(text.split('\n').filter((line) => line.length > 150)).toEqual([]);
    },
  );
});
