// What is said where a layer that looks at images and maps is given a vector.
import { messagesOf } from '../base/messages.ts';
import type { Shape } from '../base/shape.ts';
import { words as base } from '../base/words.ts';
import type { ShapeResult } from './layer.ts';
import { words } from './words.ts';

const { problem, phrase } = messagesOf(words);

/** type: of the layer. */
export function notAMap(type: string, shape: Shape | undefined): ShapeResult {
  const received = shape === undefined || shape.length === 0 ? messagesOf(base).phrase('nothing') : phrase('a-vector-of', { shape });
  return { problem: { ...problem('not-a-map', { layer: { kind: 'layer', type }, received }), wantsMap: true } };
}
