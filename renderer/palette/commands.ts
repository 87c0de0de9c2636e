// One command a layer type: it appends the layer, as pressing it in the palette does.
import { layerDefinitions } from '../../engine/layers/index.ts';
import { synonymsOf } from '../../engine/layers/layer.ts';
import { sentence } from '../../engine/words/texts.ts';
import type { Command } from '../commands/command.ts';
import { appendLayer } from '../document/edit.ts';
import { getCanvasMiddle } from '../document/viewport.ts';
import { groups } from './groups.ts';
import { paletteTexts } from './words.ts';

export const layerCommands: readonly Command[] = layerDefinitions.map((definition) => ({
  id: `layer:${definition.type}`,
  title: sentence(paletteTexts, 'add', { layer: { kind: 'layer', type: definition.type } }),
  inMenu: sentence(paletteTexts, 'name', { layer: { kind: 'layer', type: definition.type } }),
  synonyms: synonymsOf(definition),
  place: { menu: 'layers', part: groups.indexOf(definition.group) },
  run: () => appendLayer(definition.type, getCanvasMiddle()),
}));
