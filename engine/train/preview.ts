// Feature maps for the screen: one image through the preview program, which keeps every layer's output, and copies of the
// maps that were asked for.

import type { Shape } from '../base/shape.ts';
import { classCountOf, type Network, predictionSlot } from '../network/network.ts';
import type { Execution } from '../program/execution.ts';
import type { FeatureMap } from './maps.ts';

export const previewProgram = 'preview';

/** Any output as a map: a sequence [length,channels] is a map of one row, the units of a vector are its columns. */
function asMap(shape: Shape): readonly [height: number, width: number, channels: number] {
  if (shape.length === 1) return [1, shape[0] ?? 1, 1];
  const [height, width, channels] = shape.length === 2 ? [1, ...shape] : shape;
  return [height ?? 1, width ?? 1, channels ?? 1];
}

/** The maps of `node` after the preview program ran: at most `maximumChannels` channels, f32[height,width,channels]. */
function readMaps(execution: Execution, network: Network, node: string, maximumChannels: number, program: string): FeatureMap | undefined {
  const layer = network.layers.find((candidate) => candidate.id === node);
  const source = execution.output(program, node);
  if (layer === undefined || source === undefined) return undefined;
  const [height, width, totalChannels] = asMap(layer.outputShape);
  const channels = Math.min(totalChannels, maximumChannels);
  const values = new Float32Array(height * width * channels);
  if (channels === totalChannels) values.set(source.subarray(0, values.length));
  else {
    for (let pixel = 0; pixel < height * width; pixel++) {
      for (let channel = 0; channel < channels; channel++)
        values[pixel * channels + channel] = source[pixel * totalChannels + channel] as number;
    }
  }
  return { node, height, width, channels, totalChannels, values };
}

export interface Preview {
  readonly maps: FeatureMap[];
  /** None where the network tells no classes apart. */
  readonly probabilities: number[];
  /** By end that gives images back; absent where there is none. */
  readonly reconstructions?: FeatureMap[];
}

/** What the ends that give images back have made of the image in the first place, whole, by the program that ran last. */
export function readReconstructions(execution: Execution, network: Network): FeatureMap[] {
  return network.ends.flatMap(({ id, definition, outputShape }) => {
    if (definition.end?.target !== 'images') return [];
    const [height = 1, width = 1, channels = 1] = outputShape;
    const values = execution.f32(predictionSlot(id)).slice(0, height * width * channels);
    return [{ node: id, height, width, channels, totalChannels: channels, values }];
  });
}

/** Runs the preview program, of the image's size where there are several, on the image in the first place of the input buffer. */
export function previewMaps(
  execution: Execution,
  network: Network,
  nodes: readonly string[],
  maximumChannels: number,
  program: string = previewProgram,
): Preview {
  execution.run(program);
  const maps = nodes.flatMap((node) => readMaps(execution, network, node, maximumChannels, program) ?? []);
  const classes = classCountOf(network);
  const probabilities = Array.from(execution.f32(predictionSlot(network.output.id)).subarray(0, classes));
  const reconstructions = readReconstructions(execution, network);
  // a network that diverges has outputs that are no numbers: its maps may show it, and there is no class to name
  return {
    maps,
    probabilities: probabilities.every(Number.isFinite) ? probabilities : [],
    ...(reconstructions.length > 0 ? { reconstructions } : {}),
  };
}
