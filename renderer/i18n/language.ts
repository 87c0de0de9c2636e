// The language of the window: what the settings say, else what the system asks for. Everything that is said follows it at once.
import { useStore } from 'zustand';
import type { Language } from '../../engine/base/messages.ts';
import type { Settings } from '../../engine/protocol.ts';
import { languageOf } from '../../engine/words/language.ts';
import { settingsStore } from '../settings/settings.ts';

/** What the system asks for; the browser's answer is kept, for everything on the screen asks again and again. */
const systemLanguage = languageOf(globalThis.navigator?.language);

function languageFrom({ language }: Settings): Language {
  return language === 'system' ? systemLanguage : language;
}

/** For what is said outside the screens, and not kept. */
export function currentLanguage(): Language {
  return languageFrom(settingsStore.getState());
}

/** Renders again when the language changes. */
export function useLanguage(): Language {
  return useStore(settingsStore, languageFrom);
}

const pageLanguages: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };

/** Tells screen readers and fonts the page's language, now and whenever it changes. */
export function applyLanguage(page: Document): void {
  const apply = (): void => {
    page.documentElement.lang = pageLanguages[currentLanguage()];
  };
  settingsStore.subscribe(apply);
  apply();
}
