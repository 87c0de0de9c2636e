// Networks and models from files, checked whole: what comes out of here can be run.
import { type Diagnostic, fail, type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import { parseDocument } from '../../../engine/document/parse.ts';
import type { Model } from '../../../engine/exporters/model.ts';
import { parseModel } from '../../../engine/exporters/model-json.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import type { Network } from '../../../engine/network/network.ts';
import { documentBytesLimit, modelBytesLimit, readJsonFile } from '../files/read.ts';

export interface CheckedNetwork {
  readonly document: GraphDocument;
  readonly network: Network;
}

/** Diagnostics of a file get its name in front of their place: `net.json: conv1`, `net.json: nodes[1].parameters.stride (conv1)`. */
export function placeInFile(path: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    if (diagnostic.path === path) return diagnostic;
    const { node, edge, ...rest } = diagnostic;
    const inside = rest.path;
    const owner = node ?? edge;
    const place = inside !== undefined && owner !== undefined ? `${inside} (${owner})` : (inside ?? owner);
    return { ...rest, path: place === undefined ? path : `${path}: ${place}` };
  });
}

function place<Value>(path: string, outcome: Outcome<Value>): Outcome<Value> {
  return { ...outcome, diagnostics: placeInFile(path, outcome.diagnostics) };
}

/** A document's data as a network that can be run, with warnings; or why not. */
export function checkNetwork(data: unknown): Outcome<CheckedNetwork> {
  const document = parseDocument(data);
  if (!document.ok) return document;
  const { network, diagnostics } = analyzeDocument(document.value);
  const all = [...document.diagnostics, ...diagnostics];
  return network === undefined ? fail(...all) : succeed({ document: document.value, network }, all);
}

export async function readNetwork(path: string): Promise<Outcome<CheckedNetwork>> {
  const data = await readJsonFile(path, documentBytesLimit);
  return data.ok ? place(path, checkNetwork(data.value)) : data;
}

export async function readModel(path: string): Promise<Outcome<Model>> {
  const data = await readJsonFile(path, modelBytesLimit);
  return data.ok ? place(path, parseModel(data.value)) : data;
}
