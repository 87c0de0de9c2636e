// Which pixels a document wants, and how it divides a folder: decided here alone, for whoever opens images, predicts one of them,
// writes a model or asks whether an opened folder still fits.
import { type Diagnostic, fail, type Outcome, succeed } from '../base/diagnostics.ts';
import { messagesOf } from '../base/messages.ts';
import type { GraphDocument } from '../document/document.ts';
import { sizeRangeOf } from '../network/sizes.ts';
import type { ImageSettings, SplitSettings } from './image-folder.ts';
import { words } from './words.ts';

const { problem, fix } = messagesOf(words);

export interface WantedImages {
  readonly settings: ImageSettings;
  readonly split: SplitSettings;
}

/** A folder may be opened before anything is drawn: to see what is in it. */
const withoutInput = { height: 32, width: 32, channels: 3 } as const;

/** height, width, channels and sizes are the Input layer's; how an image is fitted and the folder split, the document's own settings. */
export function wantedImages(document: GraphDocument): Outcome<WantedImages> {
  const input = document.nodes.find((node) => node.type === 'input');
  if (input === undefined) return succeed(complete(document, withoutInput));
  const { height, width, channels } = input.parameters;
  if (typeof height !== 'number' || typeof width !== 'number' || (channels !== 1 && channels !== 3)) {
    return fail(noImage(input.id, channels));
  }
  return succeed(complete(document, { height, width, channels }));
}

function complete(document: GraphDocument, size: Pick<ImageSettings, 'height' | 'width' | 'channels'>): WantedImages {
  const { fit, background, validationShare } = document.images;
  const range = sizeRangeOf(document);
  const sizes = range === undefined ? {} : { sizes: { step: range.step, largest: range.largest } };
  return { settings: { ...size, fit, background: [...background], ...sizes }, split: { validationShare, seed: document.training.seed } };
}

function noImage(node: string, channels: unknown): Diagnostic {
  return {
    ...problem('input-not-an-image', { channels: String(channels) }),
    node,
    fix: { ...fix('set-channels'), changes: [{ kind: 'set-parameter', node, name: 'channels', value: 3 }] },
  };
}

/** Whether images that were read for one serve the other as they are. */
export function isSameWish(one: WantedImages, other: WantedImages): boolean {
  return describeWish(one) === describeWish(other);
}

/** One text for one wish. */
function describeWish({ settings, split }: WantedImages): string {
  const { height, width, channels, fit, background, sizes } = settings;
  return JSON.stringify([height, width, channels, fit, background, sizes?.step, sizes?.largest, split.validationShare, split.seed]);
}
