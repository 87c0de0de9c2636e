// Arranging the layers on the canvas, as one edit.
import { moveNodes } from '../../engine/document/edit.ts';
import { arrange } from '../canvas/arrange.ts';
import { fitCanvas, getCanvasProportion } from '../canvas/viewport.ts';
import { edit } from '../stores/document.ts';

export function arrangeCanvas(): void {
  edit({ name: 'Arrange layers' }, (document) => moveNodes(document, arrange(document, getCanvasProportion())));
  fitCanvas();
}
