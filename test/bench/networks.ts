// The reference networks of the benches, as data files in shapes/.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GraphDocument } from '../../engine/document/document.ts';
import { parseDocument } from '../../engine/document/parse.ts';

export const benchNetworks = { LeNet: 'lenet', Quick: 'quick', VGGs: 'vggs', Res: 'res' } as const;
export type BenchNetwork = keyof typeof benchNetworks;

/** The document of a reference network. */
export function readBenchNetwork(name: BenchNetwork): GraphDocument {
  const path = fileURLToPath(new URL(`shapes/${benchNetworks[name]}.receptive.json`, import.meta.url));
  const outcome = parseDocument(JSON.parse(readFileSync(path, 'utf8')));
  if (!outcome.ok) throw new Error(`${path}: ${JSON.stringify(outcome.diagnostics)}`);
  return outcome.value;
}
