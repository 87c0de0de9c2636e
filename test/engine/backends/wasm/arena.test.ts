// How much memory a plan takes: hardly more than must be there at its widest step, and known to the byte before it is taken.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../../engine/backends/wasm/plan/compile.ts';
import { liveBytesOf, type Plan } from '../../../../engine/backends/wasm/plan/plan.ts';
import type { Outcome } from '../../../../engine/base/diagnostics.ts';
import type { GraphDocument } from '../../../../engine/document/document.ts';
import { parseDocument } from '../../../../engine/document/parse.ts';
import { compileInference, compileTraining } from '../../../../engine/train/programs.ts';
import { inEnglish } from '../../../helpers/in-english.ts';
import { networkOf } from '../../../helpers/networks.ts';

const folderOf = (place: string): string => fileURLToPath(new URL(place, import.meta.url));

function readDocument(path: string): GraphDocument {
  const outcome = parseDocument(JSON.parse(readFileSync(path, 'utf8')));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.value;
}

function planOf(outcome: Outcome<Plan>): Plan {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.value;
}

const documents = ['../../../bench/shapes', '../../../../assets/templates', './documents'].flatMap((folder) =>
  readdirSync(folderOf(folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => [`${folder.split('/').at(-1)}/${name.split('.')[0]}`, readDocument(join(folderOf(folder), name))] as const),
);
const large = documents.find(([name]) => name === 'documents/vgg-25-million')?.[1] as GraphDocument;

describe.each(documents)('%s', (_name, document) => {
  const network = networkOf(document);
  const { training } = document;

  const expectTight = (plan: Plan): void => {
    for (const program of plan.programs) {
      expect(program.arenaBytes, program.name).toBeGreaterThanOrEqual(program.liveBytes);
      expect(program.arenaBytes / program.liveBytes, program.name).toBeLessThanOrEqual(1.2);
    }
    expect(plan.arenaBytes / liveBytesOf(plan)).toBeLessThanOrEqual(1.2);
  };

  it.each([1, 2, 4, 8])('takes at most 1.2 times the bytes alive at the widest step, to train and to predict on %i workers', (workers) => {
    expectTight(planOf(compileTraining(network, training, training.batchSize, workers)));
    expectTight(planOf(compileInference(network, training, workers)));
  });

  it('reuses buffers: predicting takes less than all buffers together', () => {
    const [evaluation] = planOf(compileInference(network, training, 1)).programs;
    const base = planOf(compileInference(network, training, 1)).persistentBytes;
    const transient = evaluation?.buffers.filter((buffer) => buffer.offset >= base) ?? [];
    const kept = Math.max(...transient.map((buffer) => buffer.offset + buffer.bytes)) - base;
    const together = transient.reduce((sum, buffer) => sum + buffer.bytes, 0);
    expect(transient.length).toBeGreaterThan(3);
    expect(kept).toBeLessThan(together);
  });
});

describe('a network of 25 million parameters, images of 224×224, batch 8', () => {
  const network = networkOf(large);

  it('is planned to train within 3 GiB, evaluations included', () => {
    expect(network.parameterCount).toBeGreaterThan(25_000_000);
    expect(network.input.outputShape).toEqual([224, 224, 3]);
    expect(planOf(compileTraining(network, large.training, 1000, 4)).arenaBytes).toBeLessThan(2.5 * 1024 ** 3);
  });

  it('evaluates no more images at once than it trains with, where more would need a larger arena', () => {
    const programs = planOf(compileTraining(network, large.training, 1000, 2)).programs;
    expect(programs.find((program) => program.name === 'evaluate')?.batch).toBe(8);
  });

  it('is refused beforehand with the bytes it needs, where there are fewer', () => {
    const { seed, optimizer } = large.training;
    const request = { network, programs: [{ name: 'train', batch: 8, training: true }], workers: 2, seed, optimizer };
    const { arenaBytes } = planOf(compile(request));
    expect(compile({ ...request, memoryLimit: arenaBytes }).ok).toBe(true);
    const refused = compile({ ...request, memoryLimit: arenaBytes - 1 });
    if (refused.ok) throw new Error('it was not refused');
    expect(refused.diagnostics.map(inEnglish)).toMatchObject([
      {
        id: 'too-large',
        received: expect.stringContaining(`(${arenaBytes.toLocaleString('en')} bytes)`),
        expected: expect.stringContaining(`(${(arenaBytes - 1).toLocaleString('en')} bytes)`),
      },
    ]);
  });
});
