// The weights of a model file against what its network needs: every one present once, none besides, shapes, lengths, checksums
// and values right. Lengths are compared before anything is decoded, so that a shape cannot make us allocate.

import { base64Length, decodeBase64 } from '../base/base64.ts';
import type { Diagnostic } from '../base/diagnostics.ts';
import { shorten } from '../base/issue-diagnostics.ts';
import { formatShape, isSameShape, sizeOf } from '../base/shape.ts';
import type { Network } from '../network/network.ts';
import type { NetworkWeights } from '../network/weights.ts';
import type { ModelWeight } from './model.ts';
import { bytesPerValue, bytesToFloats, checksumOf } from './tensor-bytes.ts';

export const exportAgain = { label: 'Export the model again: this file is damaged', changes: [] } as const;

/** A weight's name for a person and for a table: `conv1.weights`. Names hold no dot. */
export function weightKey(node: string, name: string): string {
  return `${node}.${name}`;
}

/** The shapes the network needs, by key, in the order of execution. */
export function expectedShapes(network: Network): ReadonlyMap<string, readonly number[]> {
  return new Map(
    network.layers.flatMap((layer) => layer.weights.map((weight) => [weightKey(layer.id, weight.name), weight.shape] as const)),
  );
}

/** Every problem with the weights; none means that `decodeWeights` will succeed. */
export function checkWeights(weights: readonly ModelWeight[], network: Network): readonly Diagnostic[] {
  const shapes = expectedShapes(network);
  const seen = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  weights.forEach((weight, index) => {
    const key = weightKey(weight.node, weight.name);
    const shape = shapes.get(key);
    const path = `weights[${index}]`;
    if (shape === undefined) {
      diagnostics.push(damage('weight-unknown', path, 'The network has no such weight', 'only weights of the network', shorten(key)));
    } else if (seen.has(key)) {
      diagnostics.push(damage('weight-duplicate', path, 'This weight stands in the file twice', `${key} once`, `${key} again`));
    } else {
      const problem = checkWeight(weight, shape, path);
      if (problem) diagnostics.push(problem);
    }
    seen.add(key);
  });
  for (const [key, shape] of shapes) {
    if (!seen.has(key))
      diagnostics.push(
        damage('weight-missing', 'weights', 'A weight of the network is missing', `${key} of ${formatShape(shape)}`, 'nothing'),
      );
  }
  return diagnostics;
}

function checkWeight(weight: ModelWeight, shape: readonly number[], path: string): Diagnostic | undefined {
  const key = weightKey(weight.node, weight.name);
  if (!isSameShape(weight.shape, shape)) {
    return damage(
      'weight-shape',
      `${path}.shape`,
      `${key} has another shape than the network`,
      formatShape(shape),
      formatShape(weight.shape),
    );
  }
  const byteCount = sizeOf(shape) * bytesPerValue;
  if (weight.data.length !== base64Length(byteCount)) {
    const expected = `${base64Length(byteCount)} characters for ${byteCount} bytes`;
    return damage('weight-length', `${path}.data`, `${key} is too short or too long`, expected, `${weight.data.length} characters`);
  }
  const bytes = decodeBase64(weight.data);
  if (bytes === undefined || bytes.length !== byteCount) {
    return damage('weight-encoding', `${path}.data`, `${key} is not base64`, `base64 of ${byteCount} bytes`, shorten(weight.data));
  }
  const checksum = checksumOf(bytes);
  if (checksum !== weight.sha256) {
    return damage('weight-checksum', `${path}.sha256`, `The values of ${key} are not those that were written`, weight.sha256, checksum);
  }
  const position = bytesToFloats(bytes).findIndex((value) => !Number.isFinite(value));
  if (position >= 0) {
    return damage(
      'weight-not-finite',
      `${path}.data`,
      `${key} holds a value that is no number`,
      'finite values',
      `value ${position} is not finite`,
    );
  }
  return undefined;
}

/** Throws on damage: `parseModel` has refused it. */
export function decodeWeightList(weights: readonly ModelWeight[]): NetworkWeights {
  return {
    entries: weights.map(({ node, name, shape, data }) => {
      const bytes = decodeBase64(data);
      if (bytes === undefined) throw new Error(`the weight ${weightKey(node, name)} is not base64`);
      return { node, name, shape, values: bytesToFloats(bytes) };
    }),
  };
}

function damage(id: string, path: string, message: string, expected: string, received: string): Diagnostic {
  return { id, severity: 'error', path, message, expected, received, fix: exportAgain };
}
