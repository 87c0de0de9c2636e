// The catalogue of a language: every problem, fix and phrase by its id, put together from the words of rooms and definitions.
import type { AnyWords } from '../base/described.ts';
import type { Language, MessageWords, ProblemText } from '../base/messages.ts';
import { layerDefinitions } from '../layers/index.ts';
import { lossDefinitions } from '../losses/index.ts';
import { optimizerDefinitions } from '../optimizers/index.ts';
import { scheduleDefinitions } from '../schedules/index.ts';
import { chinese } from './chinese.ts';
import { english } from './english.ts';

/** By id. */
export interface Catalogue {
  readonly problems: Readonly<Record<string, ProblemText>>;
  readonly fixes: Readonly<Record<string, string>>;
  readonly phrases: Readonly<Record<string, string>>;
}

const rooms: Readonly<Record<Language, Readonly<Record<string, MessageWords>>>> = { en: english, zh: chinese };

/** Everything that has messages, by a name for a person. */
export function sourcesOf(language: Language): readonly (readonly [name: string, words: MessageWords])[] {
  const definitions = [...layerDefinitions, ...lossDefinitions, ...optimizerDefinitions, ...scheduleDefinitions];
  const own = definitions.map(({ type, words }): readonly [string, AnyWords] => [type, words[language]]);
  return [...Object.entries(rooms[language]), ...own];
}

/** Throws on an id that two rooms have: a message would be said in the wrong words. */
function put<Text>(all: Record<string, Text>, added: Readonly<Record<string, Text>> = {}): void {
  for (const [id, text] of Object.entries(added)) {
    if (Object.hasOwn(all, id)) throw new Error(`two rooms have a message ${id}`);
    all[id] = text;
  }
}

function assemble(language: Language): Catalogue {
  const problems: Record<string, ProblemText> = {};
  const fixes: Record<string, string> = {};
  const phrases: Record<string, string> = {};
  for (const [, words] of sourcesOf(language)) {
    put(problems, words.problems);
    put(fixes, words.fixes);
    put(phrases, words.phrases);
  }
  return { problems, fixes, phrases };
}

const catalogues = new Map<Language, Catalogue>();

/** Made when a language is first spoken. */
export function catalogueOf(language: Language): Catalogue {
  const known = catalogues.get(language);
  if (known !== undefined) return known;
  const made = assemble(language);
  catalogues.set(language, made);
  return made;
}
