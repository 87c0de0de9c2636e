// The language of the window: the setting, or the system's where the setting leaves it to that. `<html lang>` follows.
import { useStore } from 'zustand';
import type { Language } from '../../engine/base/messages.ts';
import { settingsStore } from '../settings/settings.ts';

function systemLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function currentLanguage(): Language {
  const { language } = settingsStore.getState();
  return language === 'system' ? systemLanguage() : language;
}

export function useLanguage(): Language {
  return useStore(settingsStore, currentLanguage);
}

/** Sets the page's language now and whenever the setting changes. */
export function applyLanguage(page: Document): () => void {
  const apply = (): void => {
    page.documentElement.lang = currentLanguage() === 'zh' ? 'zh-CN' : 'en';
  };
  apply();
  return settingsStore.subscribe(apply);
}
