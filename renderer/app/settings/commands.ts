// Commands on what outlives a document: the theme, and the language of the window. Languages are choices of their own, not turns of one
// switch, and each is found by its own name: so whoever has come into a language that they can't read finds the way back.

import { sentence } from '../../../engine/words/texts.ts';
import { type CommandEntry, defineCommands } from '../../commands/command.ts';
import { momentTexts } from '../../commands/words.ts';
import { followingTheme, type LanguageSetting, settingsStore, type Theme, writeSettings } from '../../settings/settings.ts';

const place = { menu: 'view', part: 6 } as const;

const chooseTheme = (theme: Theme): CommandEntry => ({
  place,
  topic: 'settings',
  isChoice: true,
  isOn: () => settingsStore.getState().theme === theme,
  run: () => writeSettings({ theme }),
});

const chooseLanguage = (language: LanguageSetting): CommandEntry => ({
  place: { menu: 'view', part: 7 },
  topic: 'settings',
  isChoice: true,
  isOn: () => settingsStore.getState().language === language,
  run: () => writeSettings({ language }),
});

export const settingsCommands = defineCommands([settingsStore], {
  'toggle-theme': {
    place,
    shortcut: 'Mod+Shift+L',
    topic: 'settings',
    titleNow: () => sentence(momentTexts, 'theme', { theme: settingsStore.getState().theme }),
    run: () => writeSettings({ theme: followingTheme(settingsStore.getState().theme) }),
  },
  'theme-system': chooseTheme('system'),
  'theme-light': chooseTheme('light'),
  'theme-dark': chooseTheme('dark'),
  'language-system': chooseLanguage('system'),
  'language-en': chooseLanguage('en'),
  'language-zh': chooseLanguage('zh'),
});
