// Arranging the layers on the canvas, as one edit.
import { moveNodes } from '../../engine/document/edit.ts';
import { arrange } from './arrange.ts';
import { edit } from './document.ts';
import { fitCanvas, getCanvasProportion } from './viewport.ts';

export function arrangeCanvas(): void {
  edit({ name: 'Arrange layers' }, (document) => moveNodes(document, arrange(document, getCanvasProportion())));
  fitCanvas();
}
