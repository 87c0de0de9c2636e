// The images of a training, and whether they and the network fit together: said before the first step, and with --fit mended in the
// document that is trained. The network's file stays as it is; what was changed is told, and saved in the model.
import type { Diagnostic, DocumentChange } from '../../engine/base/diagnostics.ts';
import { hasErrors } from '../../engine/base/diagnostics.ts';
import { messagesOf } from '../../engine/base/messages.ts';
import { checkFit } from '../../engine/datasets/fit.ts';
import type { OpenedDataset } from '../../engine/datasets/image-folder.ts';
import { isSameWish, wantedImages } from '../../engine/datasets/wanted-images.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { applyChanges } from '../../engine/document/edit.ts';
import { words } from '../../engine/words/host.ts';
import { sayFix } from '../../engine/words/say.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { type CheckedNetwork, checkNetwork, placeInFile } from '../host/models/read-files.ts';
import { type CommandInput, type CommandResult, failed, type OptionValues } from './command.ts';
import { type ImagesRequest, openImages, releaseImages } from './images.ts';
import type { Output } from './output.ts';
import { fitTexts } from './words/training.ts';

const { fix } = messagesOf(words);

export type FittedImages =
  | { readonly kind: 'opened'; readonly document: GraphDocument; readonly dataset: OpenedDataset }
  | { readonly kind: 'ended'; readonly result: CommandResult };

/** path: the network's file, as the person named it. */
export async function openFitting(
  path: string,
  checked: CheckedNetwork,
  request: Pick<ImagesRequest, 'folder' | 'testFolder' | 'workers'>,
  { options, output, signal }: Pick<CommandInput, 'options' | 'output' | 'signal'>,
): Promise<FittedImages> {
  let { document, network } = checked;
  const open = async (wanted: GraphDocument) => {
    const reading = wantedImages(wanted);
    if (!reading.ok) return { kind: 'ended', result: failed(placeInFile(path, reading.diagnostics)) } as const;
    return openImages({ ...request, ...reading.value }, output, signal);
  };
  let images = await open(document);
  if (images.kind === 'ended') return images;
  if (options.flag('fit')) {
    const fitted = fitNetwork(checked, images.dataset, options);
    if (fitted.changes.length > 0) {
      tellChanges(fitted, output);
      const isReadAnew = wantsOthers(document, fitted.document);
      ({ document, network } = fitted);
      if (isReadAnew) {
        await releaseImages(images.dataset);
        images = await open(document);
        if (images.kind === 'ended') return images;
      }
    }
  }
  const found = checkFit(document, network, images.dataset).map((diagnostic) => nameWayOut(diagnostic, options, output));
  const placed = placeInFile(path, found);
  if (hasErrors(placed)) {
    await releaseImages(images.dataset);
    return { kind: 'ended', result: failed(placed) };
  }
  output.diagnose(placed);
  return { kind: 'opened', document, dataset: images.dataset };
}

function wantsOthers(one: GraphDocument, other: GraphDocument): boolean {
  const [first, second] = [wantedImages(one), wantedImages(other)];
  return !first.ok || !second.ok || !isSameWish(first.value, second.value);
}

interface Fitted extends CheckedNetwork {
  /** The fixes that were applied, in their order. */
  readonly changes: readonly NonNullable<Diagnostic['fix']>[];
}

/** One mended thing may bring up the next: channels, then a size. Four rounds are more than there are things to mend. */
const mostRounds = 4;

/** Applies what mends it: units, channels, size; nothing that an option has asked for otherwise, and nothing that breaks the network. */
export function fitNetwork(checked: CheckedNetwork, dataset: OpenedDataset, options: Pick<OptionValues, 'flag' | 'size'>): Fitted {
  let fitted: Fitted = { ...checked, changes: [] };
  for (let round = 0; round < mostRounds; round++) {
    const mendable = checkFit(fitted.document, fitted.network, dataset).filter((found) => canMend(found, options));
    const next = mendable.flatMap(({ fix: mended }): Fitted[] => {
      const outcome = mended && checkNetwork(applyChanges(fitted.document, mended.changes));
      return outcome?.ok ? [{ ...outcome.value, changes: [...fitted.changes, mended as NonNullable<typeof mended>] }] : [];
    })[0];
    if (next === undefined) break;
    fitted = next;
  }
  return fitted;
}

/** Whether --fit changes this: the network's own parameters, unless they were given as options. */
function canMend({ fix: mended }: Diagnostic, options: Pick<OptionValues, 'flag' | 'size'>): boolean {
  const changes = mended?.changes ?? [];
  const isFree = (change: DocumentChange): boolean => {
    if (change.kind !== 'set-parameter') return false;
    if (change.name === 'channels') return !options.flag('grey');
    return (change.name !== 'height' && change.name !== 'width') || options.size('size') === undefined;
  };
  return changes.length > 0 && changes.every(isFree);
}

function tellChanges({ changes }: Fitted, output: Output): void {
  const told = changes.map((change) => sayFix(change, output.language));
  output.say(
    { kind: 'fitted', changes: changes.flatMap((change) => change.changes) },
    textsIn(fitTexts, output.language)('fitted', { changes: { kind: 'list', items: told, joined: 'comma' } }),
  );
}

function nameWayOut(diagnostic: Diagnostic, options: OptionValues, output: Output): Diagnostic {
  if (options.flag('fit') || !canMend(diagnostic, options) || diagnostic.fix === undefined) return diagnostic;
  const todo = sayFix(diagnostic.fix, output.language);
  return { ...diagnostic, fix: { ...fix('or-train-with-fit', { todo }), changes: diagnostic.fix.changes } };
}
