// What a command is: something a person can ask for, described once. Menu, buttons, shortcuts, their list, context menus and the palette
// derive from the descriptions; each stands with the feature that carries it out, in its `commands.ts`. Its words are in words.ts.
import { splitSynonyms } from '../../engine/base/described.ts';
import type { Language } from '../../engine/base/messages.ts';
import { type Sentence, saySentence, sentence, type Texts } from '../../engine/words/texts.ts';
import type { Topic } from '../messages/messages.ts';
import { type CommandId, shortTexts, synonymTexts, titleTexts } from './words.ts';

export const menuNames = ['file', 'edit', 'view', 'layers', 'training', 'help'] as const;
export type MenuName = (typeof menuNames)[number];
/** What a context menu was opened on: the empty canvas, one layer, several selected things, one connection. */
export type ContextName = 'canvas' | 'layer' | 'several' | 'wire';
/** A sentence to be said in the language of the moment, or a text that has no other language, as a name. */
export type Said = Sentence | string;

export function say(said: Said, language: Language): string {
  return typeof said === 'string' ? said : saySentence(said, language);
}

/** A menu, and the part of it: parts are set apart by lines, in the order of their numbers. */
export interface CommandPlace {
  readonly menu: MenuName;
  readonly part: number;
  /** The item of that menu that opens a menu of its own, with this command and its neighbours of the same part that name it as well. */
  readonly submenu?: Said;
}

interface CommandWork {
  readonly place?: CommandPlace;
  readonly contexts?: readonly ContextName[];
  /** `Mod+Shift+Z`; `Mod` is Command on a Mac and Control elsewhere. */
  readonly shortcut?: string;
  /** Other shortcuts that do the same. */
  readonly alternatives?: readonly string[];
  /**
   * When the shortcut is not the command's: while a text field has the focus, while something is typed in one that is not yet
   * taken over, or also while a text is selected anywhere.
   */
  readonly yieldsTo?: 'text' | 'typing' | 'selection';
  /** The shortcut goes on while the key is held. */
  readonly repeats?: boolean;
  /** The menu's item is the system's own, which serves texts as well; the window hears of it as an event of the page. */
  readonly role?: 'cut' | 'copy' | 'paste';
  /** What it is called at this moment, where that follows from what it would do. */
  titleNow?(): Said;
  /** Where it switches something: whether that is on. */
  isOn?(): boolean;
  /** What is said where it fails is about this, and goes with what settles it; else it goes when the command has been carried out. */
  readonly topic?: Topic;
  /** It is one of those side by side in its part of the menu of which exactly one is on. */
  readonly isChoice?: boolean;
  /** Why it can't be done now, or undefined. */
  reason?(): Said | undefined;
  run(): unknown;
  /** Leads to what stands in the way, where it can't be done and that has a place in the window. */
  lead?(): void;
}

export interface Command extends CommandWork {
  readonly id: string;
  /** What it is always called. */
  readonly title: Said;
  /** Shorter, for buttons with words on them. */
  readonly short?: Said;
  /** What the menu bar calls it, where its menu says the rest. */
  readonly inMenu?: Said;
  /** Other words to find it by, in any language. */
  readonly synonyms?: readonly string[];
  /** Where the palette lists it, if not by its menu. */
  readonly heading?: Said;
}

/** Whatever tells that it has changed: every store does. */
export interface Followed {
  subscribe(changed: () => void): () => void;
}

export interface CommandPart<Id extends string = string> {
  readonly commands: Readonly<Record<Id, Command>>;
  /** What reasons, titles and switches of these commands follow from. */
  readonly follows: readonly Followed[];
}

/** A command as its feature describes it: in a menu, for the menu is complete. Title and synonyms are looked up by its name. */
export type CommandEntry = CommandWork & Required<Pick<CommandWork, 'place'>>;

const textOf = (texts: Texts, id: string): Sentence | undefined => (id in texts.en ? sentence(texts, id) : undefined);

/** The commands of a feature, with their words. */
export function defineCommands<Id extends CommandId>(
  follows: readonly Followed[],
  entries: Readonly<Record<Id, CommandEntry>>,
): CommandPart<Id> {
  const named = Object.entries<CommandEntry>(entries).map(([id, entry]): [string, Command] => {
    const short = textOf(shortTexts as unknown as Texts, id);
    const synonyms = splitSynonyms((synonymTexts.en as Record<string, string>)[id], (synonymTexts.zh as Record<string, string>)[id]);
    return [id, { ...entry, id, title: sentence(titleTexts, id as CommandId), synonyms, ...(short === undefined ? {} : { short }) }];
  });
  return { commands: Object.fromEntries(named) as Record<Id, Command>, follows };
}
