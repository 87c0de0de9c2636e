// The networks that a job works with: the document's own, or one for each of the sizes that its images have.

import { allParts, type InParts } from '../../../engine/backends/wasm/plan/compile.ts';
import { type Diagnostic, fail, type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import type { ImageSize } from '../../../engine/base/image-sizes.ts';
import type { RecordLayout } from '../../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import type { Network } from '../../../engine/network/network.ts';
import { networkAt } from '../../../engine/network/network-at.ts';
import { countBySize, type RunSize } from '../../../engine/train/run-sizes.ts';

import { testVectorCount } from '../../../engine/train/test-records.ts';

export interface NetworkOfSize {
  readonly network: Network;
  readonly size?: ImageSize;
}

/** At every size, or the only one. Throws where the document is wrong: the host has refused it. */
export function findNetworks(document: GraphDocument, sizes: readonly ImageSize[] | undefined): readonly NetworkOfSize[] {
  const found = checkNetworks(document, sizes);
  if (!found.ok) throw new Error(`the host sent a document with errors: ${JSON.stringify(found.diagnostics[0])}`);
  return found.value;
}

/** Fails where the network is wrong, or has no output at one of the sizes. */
export function checkNetworks(document: GraphDocument, sizes: readonly ImageSize[] | undefined): Outcome<readonly NetworkOfSize[]> {
  return allParts(checkNetworksInParts(document, sizes));
}

/** The same in parts: one a size. */
function* checkNetworksInParts(
  document: GraphDocument,
  sizes: readonly ImageSize[] | undefined,
): InParts<Outcome<readonly NetworkOfSize[]>> {
  if (sizes === undefined) {
    const { network, diagnostics } = analyzeDocument(document);
    return network === undefined ? fail(...diagnostics) : succeed([{ network }], diagnostics);
  }
  const outcomes: { readonly size: ImageSize; readonly outcome: Outcome<Network> }[] = [];
  for (const size of sizes) {
    outcomes.push({ size, outcome: networkAt(document, size) });
    yield { done: outcomes.length, all: sizes.length };
  }
  const problems = outcomes.flatMap(({ outcome }): readonly Diagnostic[] => (outcome.ok ? [] : outcome.diagnostics.slice(0, 1)));
  if (problems.length > 0) return fail(...problems.slice(0, 5));
  return succeed(outcomes.flatMap(({ size, outcome }) => (outcome.ok ? [{ size, network: outcome.value }] : [])));
}

/** The images of a run. */
export interface RunImages {
  readonly layout: RecordLayout | undefined;
  readonly training: Int32Array;
  readonly validation: Int32Array;
}

/** The sizes of a run's images with their networks, and how many images have each; one where all have the same. */
export function findRunSizes(document: GraphDocument, images: RunImages): Outcome<readonly RunSize[]> {
  return allParts(findRunSizesInParts(document, images));
}

/** The same in parts of a few milliseconds. */
export function* findRunSizesInParts(
  document: GraphDocument,
  { layout, training, validation }: RunImages,
): InParts<Outcome<readonly RunSize[]>> {
  const networks = yield* checkNetworksInParts(document, layout?.sizes);
  if (!networks.ok) return networks;
  const count = (records: Int32Array): Int32Array => countBySize(records, layout?.sizeOf, networks.value.length);
  const [trained, validated] = [count(training), count(validation)];
  const sizes = networks.value.map((own, index): RunSize => {
    // of one size: the validation images, or the few that a model will carry; of many, an epoch's end may look at any of them
    const all = (trained[index] ?? 0) + (validated[index] ?? 0);
    const evaluated = layout === undefined ? validation.length || testVectorCount : Math.max(1, all);
    return { ...own, training: trained[index] ?? 0, evaluated };
  });
  return succeed(sizes, networks.diagnostics);
}
