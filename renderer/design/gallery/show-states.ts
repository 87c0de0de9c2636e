// Lets a page show what the mouse and the keyboard cause without either: for each rule about hovering, pressing or the focus it adds one
// for elements within `data-show~="hover"`, `"press"` or `"focus"`. The copy stands behind its original and weighs as much, so that the
// one wins that would win under a mouse; the end-to-end tests compare both.
const states = { ':hover': 'hover', ':active': 'press', ':focus-visible': 'focus', ':focus': 'focus' } as const;

/** Works on the sheets that are there, and leaves those alone that have their copies; call it once they are loaded. */
export function copyStates(page: Document): void {
  for (const sheet of page.styleSheets) {
    const rules = [...sheet.cssRules];
    if (rules.some((rule) => rule.cssText.startsWith('[data-show'))) continue;
    for (const [index, rule] of [...rules.entries()].reverse()) {
      if (!(rule instanceof CSSStyleRule)) continue;
      const shown = rule.selectorText.split(/,\s*(?![^(]*\))/).flatMap((selector) => showState(selector) ?? []);
      if (shown.length > 0) sheet.insertRule(`${shown.join(', ')} { ${rule.style.cssText} }`, index + 1);
    }
  }
}

/** `.button:hover` → `[data-show~="hover"] .button`; undefined where the selector says nothing of a state. */
export function showState(selector: string): string | undefined {
  const state = Object.keys(states).find((name) => new RegExp(`${name}(?![-\\w])`).test(selector)) as keyof typeof states | undefined;
  if (state === undefined) return undefined;
  // bare `:focus-visible` is about whatever has the focus: here, controls
  const plain = selector.replace(new RegExp(`${state}(?![-\\w])`, 'g'), '').trim();
  return `[data-show~="${states[state]}"] ${plain === '' ? ':where(button, input, select, summary)' : plain}`;
}

/** What of a state's name mouse and keyboard cause, as the value of `data-show`: `invalid, press` → `hover press`, for who presses points, too. */
export function listCaused(name: string): string {
  const parts = name.split(', ');
  const caused = ['hover', 'press', 'focus'].filter((state) => parts.includes(state) || (state === 'hover' && parts.includes('press')));
  return caused.join(' ');
}
