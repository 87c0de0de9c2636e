// What React Flow says to those who do not see the canvas, in the window's language.
import type { ReactFlowProps } from 'react-flow-renderer';
import type { Language } from '../../engine/base/messages.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { canvasTexts } from './words.ts';

export function ariaLabels(language: Language): NonNullable<ReactFlowProps['ariaLabelConfig']> {
  const text = textsIn(canvasTexts, language);
  return {
    'node.a11yDescription.default': text('selectNode'),
    'node.a11yDescription.keyboardDisabled': text('moveNode'),
    'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }) => text('moved', { direction, x: Math.round(x), y: Math.round(y) }),
    'edge.a11yDescription.default': text('selectEdge'),
    'handle.ariaLabel': text('handle'),
  };
}
