// What the window says in Latin letters, wherever it is said: texts that are seen, names and descriptions for those who do not see
// them, hints, placeholders, the window's title. A window in Chinese has none of them but names.
import type { Page } from '@playwright/test';

/** Attributes that are shown or said. */
const saidAttributes = ['aria-label', 'aria-roledescription', 'aria-description', 'title', 'placeholder', 'alt', 'data-drop-text'];

/**
 * The words of two Latin letters or more, each with the text it stands in. Left out are `names`, file names, and what stands in
 * places of names: keys, layers' ids, classes of images.
 */
export async function listLatinWords(window: Page, names: readonly string[]): Promise<string[]> {
  const texts = await window.evaluate((attributes) => {
    const seen: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      // what is hidden from the eye alone is said, and so is what is folded in a choice
      if (element !== null && element.closest('script, style, kbd') === null) seen.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('*')) for (const name of attributes) seen.push(element.getAttribute(name) ?? '');
    return [...new Set(seen.map((text) => text.trim()))];
  }, saidAttributes);
  const places = await window.evaluate(() =>
    [...document.querySelectorAll('[data-testid^=node-][data-type]')].map((node) =>
      (node.getAttribute('data-testid') ?? '').slice('node-'.length),
    ),
  );
  const allowed = new Set([...names, ...places]);
  return texts.flatMap((text) => {
    const words = text.replaceAll(/\S+\/\S+|\S+\.(png|json)\b/g, ' ').match(/\p{Script=Latin}[\p{Script=Latin}\d-]+/gu) ?? [];
    return words.filter((word) => !allowed.has(word)).map((word) => `${word} in “${text}”`);
  });
}
