// The list of all layer types: one line a layer. Everything that names layers derives from it.
import { dense } from './dense/definition.ts';
import type { AnyLayerDefinition } from './layer.ts';

export const layerDefinitions: readonly AnyLayerDefinition[] = [dense];

const byType = new Map(layerDefinitions.map((definition) => [definition.type, definition]));

/** The definition of a layer type, or undefined where there is no such type. */
export function findLayer(type: string): AnyLayerDefinition | undefined {
  return byType.get(type);
}
