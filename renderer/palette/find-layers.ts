// The layers that a person looks for.
import { describe } from '../../engine/base/described.ts';
import type { Language } from '../../engine/base/messages.ts';
import { type AnyLayerDefinition, synonymsOf } from '../../engine/layers/layer.ts';
import { paletteTexts } from './words.ts';

interface Searched {
  readonly definition: AnyLayerDefinition;
  /** Its names, in the window's language and in English, and what else it is called. */
  readonly names: readonly string[];
  readonly explanation: string;
}

const lower = (text: string): string => text.toLowerCase();

function look(definition: AnyLayerDefinition, language: Language): Searched {
  const { label, explanation } = describe(definition, language);
  const names = [label, describe(definition, 'en').label, definition.type, ...synonymsOf(definition)].map(lower);
  return { definition, names, explanation: lower(`${paletteTexts[language][definition.group]} ${explanation}`) };
}

/**
 * Every word of the search stands somewhere in the layer's names, its type or its explanation. The layer that is called so comes
 * first, then those whose names have all the words.
 */
export function findLayers(definitions: readonly AnyLayerDefinition[], search: string, language: Language = 'en'): AnyLayerDefinition[] {
  const words = lower(search).split(/\s+/).filter(Boolean);
  const inNames = ({ names }: Searched, word: string): boolean => names.some((name) => name.includes(word));
  const rank = (searched: Searched): number => {
    const [label] = searched.names;
    if (label === words.join(' ')) return 0;
    if (searched.names.includes(words.join(' '))) return 1;
    return words.every((word) => inNames(searched, word)) ? 2 : 3;
  };
  return definitions
    .map((definition) => look(definition, language))
    .filter((searched) => words.every((word) => inNames(searched, word) || searched.explanation.includes(word)))
    .sort((first, second) => rank(first) - rank(second))
    .map(({ definition }) => definition);
}
