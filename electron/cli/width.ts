// How wide a text stands on a terminal: Chinese, Japanese and Korean characters, their punctuation and emoji take two columns each, marks
// on other characters none.

const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const weightless = /[\p{Mn}\p{Me}\p{Cf}]/u;
const plain = /^[\u0020-\u02ff\u2010-\u2027]*$/;

/** In columns. */
export function widthOf(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

function columnsOf(character: string): number {
  if (weightless.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** As much of the beginning as `columns` hold. */
export function cutToWidth(text: string, columns: number): string {
  let [width, cut] = [0, ''];
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns) break;
    cut += character;
  }
  return cut;
}

/** Spaces before or behind the text until it takes `columns`. */
export function padToWidth(text: string, columns: number, side: 'before' | 'behind'): string {
  const spaces = ' '.repeat(Math.max(0, columns - widthOf(text)));
  return side === 'before' ? spaces + text : text + spaces;
}
