// Tells the main process what the application menu shows, when the page starts and whenever that changes: with what can be done, and
// with the language. What changes in quick succession is told once.
import { sentence } from '../../engine/words/texts.ts';
import { send } from '../bridge/bridge.ts';
import { currentLanguage } from '../i18n/language.ts';
import { attempt } from '../messages/messages.ts';
import { settingsStore } from '../settings/settings.ts';
import { describeMenus } from './menu-description.ts';
import { registryStore } from './registry.ts';
import { commandTexts } from './words.ts';

export const menuDelayMilliseconds = 100;

/** Gives the function that ends it. */
export function keepMenu(): () => void {
  let told = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    timer = undefined;
    const { commands, states } = registryStore.getState();
    const menus = describeMenus(commands.values(), states, currentLanguage());
    const text = JSON.stringify(menus);
    if (text === told) return;
    told = text;
    void attempt('menu', sentence(commandTexts, 'showing-menu'), () => send('setMenu', { menus }));
  };
  const changed = (): void => {
    timer ??= setTimeout(tell, menuDelayMilliseconds);
  };
  tell();
  const ends = [registryStore.subscribe(changed), settingsStore.subscribe(changed)];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}
