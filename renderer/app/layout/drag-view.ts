// A tab that is being dragged: which one, for as long as it is, so that the places where it may be let go show themselves.
import { createStore } from 'zustand/vanilla';

const viewDragType = 'application/x-receptive-view';

export const dragStore = createStore<{ readonly view: string | undefined }>()(() => ({ view: undefined }));

export function startDrag(transfer: DataTransfer, view: string): void {
  transfer.setData(viewDragType, view);
  transfer.effectAllowed = 'move';
  // Chromium ends a drag whose element changes under it in this moment
  setTimeout(() => dragStore.setState({ view }));
}

export function endDrag(): void {
  dragStore.setState({ view: undefined });
}

interface ViewDragEvent {
  readonly dataTransfer: DataTransfer;
  preventDefault(): void;
  stopPropagation(): void;
}

/** For `onDragOver`: a tab may be let go here, and nothing else. */
export function carriesView(event: ViewDragEvent): void {
  if (!event.dataTransfer.types.includes(viewDragType)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'move';
}

/** For `onDrop`: the view that was let go here, taken once. */
export function takeDragged(event: ViewDragEvent): string | undefined {
  if (!event.dataTransfer.types.includes(viewDragType)) return undefined;
  event.preventDefault();
  event.stopPropagation();
  endDrag();
  return event.dataTransfer.getData(viewDragType);
}
