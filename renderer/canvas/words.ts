// What is said on the canvas, in English; in Chinese beside it (words.zh.ts).
import { defineTexts } from '../../engine/words/texts.ts';
import { chinese } from './words.zh.ts';

export const canvasTexts = defineTexts(
  {
    canvas: 'Canvas',
    zoom: 'Zoom',
    frozen: 'Frozen: training does not change its weights',
    weightsOf: 'Uses the weights of {layer}',
    parameters: '{count, plural, one {# parameter} other {# parameters}}',
    parametersShort: '{count} params',
    maps: 'Feature maps of {layer}',
    port: '{side, select, target {Input} other {Output}} “{port}” of {layer}',
    portHelp: '{port}: {help}',
    connection: 'the connection from {source} to {target}',
    selectNode: 'Press Enter or Space to select a layer. Press Delete to remove it and Escape to cancel.',
    moveNode:
      'Press Enter or Space to select a layer. You can then move it with the arrow keys. Press Delete to remove it and Escape to cancel.',
    moved: 'Moved the layer {direction, select, left {left} right {right} up {up} other {down}}. Now at {x}, {y}.',
    selectEdge: 'Press Enter or Space to select a connection. You can then press Delete to remove it or Escape to cancel.',
    handle: 'Port',
    edge: 'Connection from {source} to {target}',
    portOf: '{id} ({port})',
    nodeRole: 'layer',
    edgeRole: 'connection',
    asking: 'Asking for feature maps',
  },
  chinese,
);
