// The weights of a model file against what its network needs: every one present once, none besides, shapes, lengths, checksums
// and values right. Lengths are compared before anything is decoded, so that a shape cannot make us allocate.

import { base64Length, decodeBase64 } from '../base/base64.ts';
import type { Diagnostic, Fix } from '../base/diagnostics.ts';
import { shorten } from '../base/issue-diagnostics.ts';
import { type Message, messagesOf } from '../base/messages.ts';
import { isSameShape, sizeOf } from '../base/shape.ts';
import type { Network } from '../network/network.ts';
import type { NetworkWeights } from '../network/weights.ts';
import type { ModelWeight } from './model.ts';
import { bytesPerValue, bytesToFloats, checksumOf } from './tensor-bytes.ts';
import { words } from './words.ts';

const { problem, fix } = messagesOf(words);

export const exportAgain: Fix = { ...fix('export-again'), changes: [] };

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
      diagnostics.push(damage(path, problem('weight-unknown', { weight: shorten(key) })));
    } else if (seen.has(key)) {
      diagnostics.push(damage(path, problem('weight-duplicate', { weight: key })));
    } else {
      const found = checkWeight(weight, shape, path);
      if (found) diagnostics.push(found);
    }
    seen.add(key);
  });
  for (const [key, shape] of shapes) {
    if (!seen.has(key)) diagnostics.push(damage('weights', problem('weight-missing', { weight: key, shape })));
  }
  return diagnostics;
}

function checkWeight(weight: ModelWeight, shape: readonly number[], path: string): Diagnostic | undefined {
  const key = weightKey(weight.node, weight.name);
  if (!isSameShape(weight.shape, shape)) {
    return damage(`${path}.shape`, problem('weight-shape', { weight: key, expected: shape, received: weight.shape }));
  }
  const byteCount = sizeOf(shape) * bytesPerValue;
  if (weight.data.length !== base64Length(byteCount)) {
    const characters = base64Length(byteCount);
    const values = { weight: key, characters, bytes: byteCount, received: weight.data.length };
    return damage(`${path}.data`, problem('weight-length', values));
  }
  const bytes = decodeBase64(weight.data);
  if (bytes === undefined || bytes.length !== byteCount) {
    return damage(`${path}.data`, problem('weight-encoding', { weight: key, bytes: byteCount, received: shorten(weight.data) }));
  }
  const checksum = checksumOf(bytes);
  if (checksum !== weight.sha256) {
    return damage(`${path}.sha256`, problem('weight-checksum', { weight: key, expected: weight.sha256, received: checksum }));
  }
  const position = bytesToFloats(bytes).findIndex((value) => !Number.isFinite(value));
  if (position >= 0) {
    return damage(`${path}.data`, problem('weight-not-finite', { weight: key, position }));
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

/** A problem of a damaged file, at its path. */
export function damage(path: string, found: Message): Diagnostic {
  return { ...found, severity: 'error', path, fix: exportAgain };
}
