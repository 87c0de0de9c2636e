// Arranging the layers on the canvas, as one edit.
import { moveNodes } from '../../engine/document/edit.ts';
import { sentence } from '../../engine/words/texts.ts';
import { arrange } from './arrange.ts';
import { edit } from './document.ts';
import { fitCanvas, getCanvasProportion } from './viewport.ts';
import { editTexts } from './words.ts';

export function arrangeCanvas(): void {
  edit({ name: sentence(editTexts, 'arrange') }, (document) => moveNodes(document, arrange(document, getCanvasProportion())));
  fitCanvas();
}
