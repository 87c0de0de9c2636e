// Lets a page show what the mouse and the keyboard cause without either: for each rule about hovering, pressing or the focus it adds one
// for elements within `data-show="hover"`, `"press"` or `"focus"`.
const states = { ':hover': 'hover', ':active': 'press', ':focus-visible': 'focus', ':focus': 'focus' } as const;

/** Works on the sheets that are there; call it once they are loaded. */
export function copyStates(page: Document): void {
  for (const sheet of page.styleSheets) {
    for (const rule of [...sheet.cssRules]) {
      if (!(rule instanceof CSSStyleRule)) continue;
      const shown = rule.selectorText.split(/,\s*(?![^(]*\))/).flatMap((selector) => showState(selector) ?? []);
      if (shown.length > 0) sheet.insertRule(`${shown.join(', ')} { ${rule.style.cssText} }`, sheet.cssRules.length);
    }
  }
}

/** `.button:hover` → `[data-show="hover"] .button`; undefined where the selector says nothing of a state. */
export function showState(selector: string): string | undefined {
  const state = Object.keys(states).find((name) => new RegExp(`${name}(?![-\\w])`).test(selector)) as keyof typeof states | undefined;
  if (state === undefined) return undefined;
  // bare `:focus-visible` is about whatever has the focus: here, controls
  const plain = selector.replace(new RegExp(`${state}(?![-\\w])`, 'g'), '').trim();
  return `[data-show="${states[state]}"] ${plain === '' ? ':is(button, input, select, summary)' : plain}`;
}
