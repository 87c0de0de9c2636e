// What belongs to a text in the window: fields, and the readable places marked `data-copyable`. All else has no text to mark, so that
// a drag across it marks nothing and what was marked by accident never keeps keys from the drawing.
const copyable = '[data-copyable]';
const field = 'input, textarea, select';

export function isField(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(field));
}

/** True while a text is marked that began in a readable place; in a field it is the field's own matter. */
export function hasMarkedText(): boolean {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && selection.toString() !== '' && isIn(selection.anchorNode, copyable);
}

/** Lets go of what is marked in the page; what is marked in a field that has the focus stays. */
export function unmarkText(): void {
  if (!isField(document.activeElement)) document.getSelection()?.removeAllRanges();
}

/** Only what says so is dragged (a layer of the palette), and text: anything else would take the pointer from whoever follows it. */
export function refuseDrag(event: { readonly target: EventTarget; preventDefault(): void }): void {
  const { target } = event;
  if (!(target instanceof Node) || !isIn(target, `[draggable=true], ${copyable}, ${field}`)) event.preventDefault();
}

function isIn(node: Node | null, selector: string): boolean {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest(selector) != null;
}
