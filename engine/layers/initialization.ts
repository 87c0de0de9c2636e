// The choice of initialisation that every layer with a kernel offers, and what it means; its words are
// `initializerWords` in words.ts.
import type { Initializer } from './layer.ts';

export const initializerField = { kind: 'choice', options: ['he', 'glorot', 'lecun'], default: 'he' } as const;
export type InitializerName = (typeof initializerField.options)[number];

/** Fans as PyTorch counts them: `fanIn` inputs feed one unit; `fanOut` is the units that one input feeds, those of all groups. */
export function initializer(name: InitializerName, fanIn: number, fanOut: number): Initializer {
  return { kind: name, fanIn, fanOut };
}
