// Whether a folder of images and a network fit together, as far as it is known before anything is trained: one pure function for the
// window and the command line. What can't be trained is an error, what may surprise a warning; the fix is what one click, or
// `receptive train --fit`, does to the document.
import type { Diagnostic, DocumentChange, Fix } from '../base/diagnostics.ts';
import { type ImageSize, isSameSize } from '../base/image-sizes.ts';
import { type MessageValue, messagesOf } from '../base/messages.ts';
import type { GraphDocument, GraphNode } from '../document/document.ts';
import { applyChanges } from '../document/edit.ts';
import type { FitMode } from '../document/fit.ts';
import { analyzeDocument } from '../network/analyze.ts';
import { classCountOf, layerOf, type Network, type NetworkLayer } from '../network/network.ts';
import type { Originals } from './originals.ts';
import { listOf } from './problems.ts';
import { words } from './words.ts';

const { problem, fix, phrase } = messagesOf(words);

interface PartFacts {
  readonly count: number;
  /** By class. */
  readonly perClass: readonly number[];
}

/** What is known of an opened folder: of an `OpenedDataset` and of its summary alike. */
export interface FolderFacts {
  readonly folder: string;
  readonly classes: readonly string[];
  readonly parts: { readonly training: PartFacts; readonly validation: PartFacts };
  readonly originals?: Originals | undefined;
}

/** Of fewer training images a network learns little but these images. */
export const fewImages = 10;
const usualValidationShare = 0.2;

/** network: undefined where the document has errors; then only what needs none is compared. Errors first. */
export function checkFit(document: GraphDocument, network: Network | undefined, folder: FolderFacts): Diagnostic[] {
  if (folder.parts.training.count === 0) return [{ ...problem('no-training-images'), path: folder.folder }];
  const input = document.nodes.find(({ type }) => type === 'input');
  return [
    ...(network === undefined ? [] : checkClasses(network, folder)),
    ...(input === undefined || folder.originals === undefined ? [] : checkOriginals(document, input, folder.originals)),
    ...checkValidation(document, folder),
    ...(network === undefined || classCountOf(network) === 0 ? [] : checkClassSizes(folder)),
  ];
}

/** The parameter that decides how many outputs there are: the units or filters of the last layer with weights. */
function classCountFix(network: Network, classes: number): Fix | undefined {
  let layer: NetworkLayer = network.output;
  for (;;) {
    for (const name of ['units', 'filters']) {
      if (!(name in layer.parameters)) continue;
      return {
        ...fix('set-outputs', { name, node: layer.id, classes }),
        changes: [{ kind: 'set-parameter', node: layer.id, name, value: classes }],
      };
    }
    const [source, ...others] = layer.inputs;
    if (source === undefined || others.length > 0) return undefined;
    layer = layerOf(network, source.node);
  }
}

/** Only where an end is held against labels: a network that gives images back takes any folders. */
function checkClasses(network: Network, { classes }: FolderFacts): Diagnostic[] {
  const outputs = classCountOf(network);
  if (outputs === 0) return [];
  if (classes.length < 2) {
    const todo = fix('make-classes-or-reconstruct', { layer: { kind: 'layer', type: 'reconstruction' } });
    const found = problem('classes-missing', { classes: classes.length, name: classes[0] ?? '' });
    return [{ ...found, node: network.output.id, fix: { ...todo, changes: [] } }];
  }
  if (outputs === classes.length) return [];
  const mended = classCountFix(network, classes.length);
  return [
    {
      ...problem('classes-differ', { outputs, classes: classes.length }),
      node: network.output.id,
      ...(mended === undefined ? {} : { fix: mended }),
    },
  ];
}

function checkOriginals(document: GraphDocument, input: GraphNode, originals: Originals): Diagnostic[] {
  return [...checkColours(input, originals), ...(input.parameters['sizes'] === 'any' ? [] : checkSizes(document, input, originals))];
}

function checkColours({ id, parameters }: GraphNode, { coloured, grey }: Originals): Diagnostic[] {
  const setChannels = (channels: number): Fix => ({
    ...fix('set-input-channels', { channels }),
    changes: [{ kind: 'set-parameter', node: id, name: 'channels', value: channels }],
  });
  const images = coloured + grey;
  if (parameters['channels'] === 1 && coloured > grey)
    return [{ ...problem('images-coloured', { coloured, images }), severity: 'warning', node: id, fix: setChannels(3) }];
  if (parameters['channels'] === 3 && coloured === 0 && grey > 0)
    return [{ ...problem('images-grey', { images }), severity: 'warning', node: id, fix: setChannels(1) }];
  return [];
}

/** Whether an image of this size grows on its way to the input. */
function isEnlarged(image: ImageSize, input: ImageSize, fitMode: FitMode): boolean {
  const [isLower, isNarrower] = [image.height < input.height, image.width < input.width];
  return fitMode === 'contain' ? isLower && isNarrower : isLower || isNarrower;
}

function checkSizes(document: GraphDocument, { id, parameters }: GraphNode, { sizes }: Originals): Diagnostic[] {
  const { height, width } = parameters;
  if (typeof height !== 'number' || typeof width !== 'number') return [];
  const input = { height, width };
  const small = sizes.filter((size) => isEnlarged(size, input, document.images.fit));
  if (small.length === 0) return [];
  const [images, smaller] = [countImages(sizes), countImages(small)];
  const largest = [Math.max(...small.map((size) => size.height)), Math.max(...small.map((size) => size.width))];
  return [
    {
      ...problem('images-smaller', { images, smaller, size: [height, width], largest }),
      severity: 'warning',
      node: id,
      fix: (smaller > images / 2 ? shrinkInput(document, id, input, sizes) : undefined) ?? {
        ...fix('use-larger-images'),
        changes: [],
      },
    },
  ];
}

/** An input as large as the images usually are; undefined where it is that already, or where the network has no room for its windows. */
function shrinkInput(document: GraphDocument, node: string, input: ImageSize, sizes: Originals['sizes']): Fix | undefined {
  const usual = { height: Math.min(input.height, middleOf(sizes, 'height')), width: Math.min(input.width, middleOf(sizes, 'width')) };
  if (isSameSize(usual, input)) return undefined;
  const changes = (['height', 'width'] as const).map((name): DocumentChange => ({ kind: 'set-parameter', node, name, value: usual[name] }));
  if (analyzeDocument(applyChanges(document, changes)).network === undefined) return undefined;
  return { ...fix('set-input-size', { size: [usual.height, usual.width] }), changes };
}

/** The length that half of the images reach. */
function middleOf(sizes: Originals['sizes'], side: keyof ImageSize): number {
  const lengths = sizes.flatMap((size) => Array<number>(size.images).fill(size[side])).sort((one, other) => one - other);
  return Math.max(1, lengths[Math.floor(lengths.length / 2)] ?? 1);
}

const countImages = (sizes: Originals['sizes']): number => sizes.reduce((total, { images }) => total + images, 0);

function checkValidation({ images }: GraphDocument, { folder, classes, parts }: FolderFacts): Diagnostic[] {
  if (parts.validation.count > 0) return [];
  const hasClasses = classes.length > 0;
  const divided = hasClasses ? parts.training.perClass : [parts.training.count];
  const canSplit = images.validationShare === 0 && divided.some((count) => count > 1);
  const share: Fix = {
    ...fix('set-validation-share', { percent: usualValidationShare * 100, hasClasses }),
    changes: [{ kind: 'set-images', name: 'validationShare', value: usualValidationShare }],
  };
  const todo = canSplit ? share : { ...fix('add-validation-images', { hasClasses }), changes: [] };
  return [{ ...problem('no-validation-images'), severity: 'warning', path: folder, fix: todo }];
}

function checkClassSizes({ folder, classes, parts: { training } }: FolderFacts): Diagnostic[] {
  const small = classes.flatMap((name, index): MessageValue[] => {
    const images = training.perClass[index] ?? 0;
    return images < fewImages ? [phrase('class-with-images', { name, images })] : [];
  });
  if (small.length === 0) return [];
  return [
    {
      ...problem('classes-small', { classes: small.length, least: fewImages, found: listOf(small) }),
      severity: 'warning',
      path: folder,
      fix: { ...fix('add-class-images'), changes: [] },
    },
  ];
}
