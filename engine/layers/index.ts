// The list of all layer types: one line a layer. Everything that names layers derives from it.
import { activation } from './activation/definition.ts';
import { adaptivePool2d } from './adaptive-pool2d/definition.ts';
import { addLayer } from './add/definition.ts';
import { batchNorm } from './batch-norm/definition.ts';
import { classification } from './classification/definition.ts';
import { concat } from './concat/definition.ts';
import { conv1d } from './conv1d/definition.ts';
import { conv2d } from './conv2d/definition.ts';
import { dense } from './dense/definition.ts';
import { dropout } from './dropout/definition.ts';
import { flatten } from './flatten/definition.ts';
import { globalPool2d } from './global-pool2d/definition.ts';
import { input } from './input/definition.ts';
import type { AnyLayerDefinition } from './layer.ts';
import { pool2d } from './pool2d/definition.ts';
import { reconstruction } from './reconstruction/definition.ts';
import { softmax } from './softmax/definition.ts';
import { squeezeExcite } from './squeeze-excite/definition.ts';
import { unpool2d } from './unpool2d/definition.ts';

export const layerDefinitions: readonly AnyLayerDefinition[] = [
  activation,
  adaptivePool2d,
  addLayer,
  batchNorm,
  classification,
  concat,
  conv1d,
  conv2d,
  dense,
  dropout,
  flatten,
  globalPool2d,
  input,
  pool2d,
  reconstruction,
  softmax,
  squeezeExcite,
  unpool2d,
];

const byType = new Map(layerDefinitions.map((definition) => [definition.type, definition]));

/** The definition of a layer type, or undefined where there is no such type. */
export function findLayer(type: string): AnyLayerDefinition | undefined {
  return byType.get(type);
}
