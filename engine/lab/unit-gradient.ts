// What a single unit of a network looks at: the gradient of its value with respect to every value of one image. Where it is 0 the
// unit does not see, or is blind there for this image; where it is positive, more light makes the unit larger.
import type { Diagnostic } from '../base/diagnostics.ts';
import { messagesOf } from '../base/messages.ts';
import { type Shape, sizeOf } from '../base/shape.ts';
import { outputPorts } from '../document/edge-ports.ts';
import type { Network, NetworkLayer, Source } from '../network/network.ts';
import { gradientSlots, type ProgramRequest } from '../program/compose.ts';
import type { Execution } from '../program/execution.ts';
import { words } from './words.ts';

const { problem } = messagesOf(words);

export interface Unit extends Source {
  /** Row, column and channel of a map; the unit of a vector. */
  readonly place: readonly number[];
}

/** Rows and columns of an image, the last ones included. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface UnitGradient {
  /** Of the unit, for this image. */
  readonly value: number;
  /** Height, width, channels of the image. */
  readonly shape: Shape;
  /** f32 of that shape: by how much the unit grows where a value, as it enters the first layer, grows by 1. */
  readonly gradient: Float32Array;
  /** f32 of that shape: the same for a byte of the image. */
  readonly byteGradient: Float32Array;
  /** Around all that is not 0; absent where all of it is. */
  readonly box?: Box;
}

export const gradientProgram = 'gradient';

/** The program that `measureUnitGradient` runs, for all units of an output. */
export function unitGradientRequest({ node, port }: Source): ProgramRequest {
  return { name: gradientProgram, batch: 1, training: false, gradientOf: { node, ...(port === undefined ? {} : { port }) } };
}

/** The shape of the output that a unit belongs to; undefined where there is none. */
function shapeOfOutput(layer: NetworkLayer, port: string | undefined): Shape | undefined {
  return port === undefined ? layer.outputShape : layer.outputShapes[port];
}

const named = (names: readonly string[]) => ({ kind: 'list', items: names, joined: 'comma' }) as const;

/** Why there is no such unit, or nothing flows back from it; undefined where it can be measured. */
export function checkUnit({ layers }: Network, { node, port, place }: Unit): Diagnostic | undefined {
  const layer = layers.find(({ id }) => id === node);
  if (layer === undefined) return problem('unknown-layer', { node, known: named(layers.map(({ id }) => id)) });
  const ports = outputPorts(layer.definition);
  const shape = shapeOfOutput(layer, port);
  const output = port === undefined ? ports[0] : ports.find(({ name }) => name === port);
  if (shape === undefined || output === undefined)
    return problem('unknown-port', { node, port: port ?? '', known: named(ports.map(({ name }) => name)) });
  if (output.element !== 'f32')
    return problem('no-gradient', {
      node,
      port: { kind: 'port', layer: layer.definition.type, side: 'outputs', name: output.name },
    });
  const isInside = place.length === shape.length && place.every((at, axis) => Number.isInteger(at) && at >= 0 && at < (shape[axis] ?? 0));
  if (isInside) return undefined;
  return problem('no-such-unit', {
    node,
    shape,
    isMap: shape.length === 3,
    most: shape.map((length) => length - 1).join(','),
    place: place.join(','),
  });
}

/** The place of a unit among the values of its output. */
function indexIn(shape: Shape, place: readonly number[]): number {
  return shape.reduce((index, length, axis) => index * length + (place[axis] ?? 0), 0);
}

/** f32[height,width,channels] → around all that is not 0. */
export function boxAround(values: Float32Array, [height = 1, width = 1, channels = 1]: Shape): Box | undefined {
  let [top, left, bottom, right] = [height, width, -1, -1];
  for (let index = 0; index < values.length; index++) {
    if (values[index] === 0) continue;
    const pixel = Math.floor(index / channels);
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
    [left, right] = [Math.min(left, column), Math.max(right, column)];
  }
  return bottom < 0 ? undefined : { top, left, bottom, right };
}

/**
 * Runs the program of `unitGradientRequest` on image, u8[height,width,channels]. Weights and normalisation are in their places, and
 * the unit is one that `checkUnit` has let through.
 */
export function measureUnitGradient(execution: Execution, network: Network, unit: Unit, image: Uint8Array): UnitGradient {
  const layer = network.layers.find(({ id }) => id === unit.node);
  const shape = layer && shapeOfOutput(layer, unit.port);
  if (shape === undefined) throw new Error(`expected a unit of the network, received ${unit.node}`);
  const index = indexIn(shape, unit.place);
  const inputShape = network.input.outputShape;
  const count = sizeOf(inputShape);
  execution.u8('bytes').set(image.subarray(0, count));
  const seed = execution.f32(gradientSlots.seed);
  seed.fill(0);
  seed[index] = 1;
  execution.run(gradientProgram);
  const gradient = execution.f32(gradientSlots.gradient).slice(0, count);
  const scale = execution.f32('scale');
  const channels = inputShape.at(-1) ?? 1;
  const byteGradient = gradient.map((value, place) => value * (scale[place % channels] as number));
  const box = boxAround(gradient, inputShape);
  return {
    value: execution.f32(gradientSlots.chosen)[index] as number,
    shape: inputShape,
    gradient,
    byteGradient,
    ...(box === undefined ? {} : { box }),
  };
}
