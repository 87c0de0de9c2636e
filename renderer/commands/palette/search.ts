// What the palette lists for what is typed: every command whose name (in the window's language or in English), id or synonym holds the
// letters in their order, the best first. Without a search: what was used lately, then everything by menu.
import fuzzysort from 'fuzzysort';
import type { Language } from '../../../engine/base/messages.ts';
import { type Command, menuNames, say } from '../command.ts';
import type { CommandState } from '../registry.ts';
import { type ShownCommand, showCommand } from '../use-command.ts';

export interface PaletteEntry extends ShownCommand {
  readonly id: string;
  /** What it is among, or the menu it is in. */
  readonly heading: string;
}

interface Searched {
  readonly entry: PaletteEntry;
  /** Names by which it is found, and how much each counts. */
  readonly names: readonly { readonly text: string; readonly weight: number }[];
  readonly menu: number;
}

export interface PaletteWords {
  /** Of a menu, by its name. */
  headingOf(menu: NonNullable<Command['place']>['menu']): string;
  readonly recent: string;
}

export function collectEntries(
  commands: Iterable<Command>,
  states: ReadonlyMap<string, CommandState>,
  language: Language,
  words: PaletteWords,
): readonly Searched[] {
  return [...commands].flatMap((command): Searched[] => {
    const state = states.get(command.id);
    if (state === undefined) return [];
    const { id, title, inMenu, place, heading, synonyms = [] } = command;
    const shown = showCommand(command, state, language);
    const named = heading === undefined && place !== undefined ? words.headingOf(place.menu) : say(heading ?? '', language);
    const always = say(title, language);
    // the name that it always has, where what it is called now is one of the two things that it does
    const entry = { ...shown, id, heading: named };
    return [
      {
        entry,
        names: [
          { text: shown.title, weight: 1 },
          { text: always, weight: 1 },
          { text: say(title, 'en'), weight: 0.95 },
          ...(inMenu === undefined ? [] : [{ text: say(inMenu, language), weight: 1 }]),
          ...synonyms.map((text) => ({ text, weight: 0.9 })),
          { text: id, weight: 0.8 },
        ],
        menu: place === undefined ? menuNames.length : menuNames.indexOf(place.menu),
      },
    ];
  });
}

export interface PaletteGroup {
  /** None where the best come first, whatever they are. */
  readonly heading: string | undefined;
  readonly entries: readonly PaletteEntry[];
}

/** Of 1: letters here and there in a name, in their order. */
const worstScore = 0.28;
/** What fits so much less well than the best is not meant. */
const worstShare = 0.5;

export function searchEntries(
  searched: readonly Searched[],
  search: string,
  recent: readonly string[],
  words: PaletteWords,
): readonly PaletteGroup[] {
  const typed = search.trim();
  if (typed === '') return groupEntries(searched, recent, words);
  const recency = (id: string): number => (recent.includes(id) ? recent.length - recent.indexOf(id) : 0);
  const scored = searched.map(({ entry, names }) => ({ entry, score: scoreOf(typed, names) }));
  const least = Math.max(worstScore, worstShare * Math.max(...scored.map(({ score }) => score)));
  const found = scored
    .filter(({ score }) => score >= least)
    .sort((first, second) => second.score - first.score || recency(second.entry.id) - recency(first.entry.id));
  return found.length === 0 ? [] : [{ heading: undefined, entries: found.map(({ entry }) => entry) }];
}

function scoreOf(typed: string, names: Searched['names']): number {
  return Math.max(...names.map(({ text, weight }) => (fuzzysort.single(typed, text)?.score ?? 0) * weight));
}

function groupEntries(searched: readonly Searched[], recent: readonly string[], words: PaletteWords): readonly PaletteGroup[] {
  const lately = recent.flatMap((id) => searched.find(({ entry }) => entry.id === id)?.entry ?? []);
  const rest = searched.filter(({ entry }) => !lately.includes(entry)).sort((first, second) => first.menu - second.menu);
  const groups = [...new Set(rest.map(({ entry }) => entry.heading))].map((heading) => ({
    heading,
    entries: rest.flatMap(({ entry }) => (entry.heading === heading ? [entry] : [])),
  }));
  return lately.length === 0 ? groups : [{ heading: words.recent, entries: lately }, ...groups];
}
