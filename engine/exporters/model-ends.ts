// The ends of a network as a model file tells of them, and the outputs of its test vectors by end. A network whose only end is a
// classification has the probabilities themselves in the file, for a person to read; otherwise every end's prediction is encoded.
import { base64Length, decodeBase64 } from '../base/base64.ts';
import type { Diagnostic } from '../base/diagnostics.ts';
import { describeValue } from '../base/issue-diagnostics.ts';
import { type MessageValue, messagesOf } from '../base/messages.ts';
import { sizeOf } from '../base/shape.ts';
import type { Network } from '../network/network.ts';
import { isWholeProbability } from '../train/scores.ts';
import type { ModelEnd, TestVector } from './model.ts';
import { exportAgain } from './model-weights.ts';
import { bytesPerValue, bytesToFloats } from './tensor-bytes.ts';
import { words } from './words.ts';

const { problem, phrase } = messagesOf(words);

export function endsOf(network: Network): ModelEnd[] {
  return network.ends.map(({ id, definition, outputShape }) => ({
    id,
    kind: definition.type,
    target: definition.end?.target ?? 'labels',
    shape: outputShape,
  }));
}

/** True where the only end tells classes. */
export function isClassifier(network: Network): boolean {
  return network.ends.length === 1 && network.output.definition.end?.target === 'labels';
}

/** A test vector's outputs by end, in the order of `ends`; undefined where one is missing or no base64 of whole values. */
export function decodeOutputs(ends: readonly ModelEnd[], { output, outputs }: TestVector): readonly ArrayLike<number>[] | undefined {
  if (outputs === undefined) return output === undefined ? undefined : [output];
  const decoded = ends.flatMap(({ id, shape }, index) => {
    const given = outputs[index];
    if (given?.end !== id || given.data.length !== base64Length(sizeOf(shape) * bytesPerValue)) return [];
    const bytes = decodeBase64(given.data);
    return bytes?.length === sizeOf(shape) * bytesPerValue ? [bytesToFloats(bytes)] : [];
  });
  return decoded.length === ends.length && outputs.length === ends.length ? decoded : undefined;
}

/** The ends that a file tells of, against those of its network. */
export function checkEnds(ends: readonly ModelEnd[], network: Network): readonly Diagnostic[] {
  const known = endsOf(network);
  if (JSON.stringify(ends.map(comparable)) === JSON.stringify(known.map(comparable))) return [];
  const values = { expected: listEnds(known), received: listEnds(ends.slice(0, mostListed)) };
  return [{ ...problem('ends-differ', values), path: 'ends', fix: exportAgain }];
}

/** Ends of a damaged file that are quoted. */
const mostListed = 5;

const comparable = ({ id, kind, target, shape }: ModelEnd): unknown => [id, kind, target, shape];

const listEnds = (ends: readonly ModelEnd[]): MessageValue => ({
  kind: 'list',
  items: ends.map(({ id, kind, target, shape }) => phrase('end-of-model', { id, kind, target, shape })),
  joined: 'comma',
});

/** What is wrong with the outputs of the test vector at `path`, if anything. */
export function checkOutputs(vector: TestVector, path: string, network: Network): Diagnostic | undefined {
  const ends = endsOf(network);
  const damage = (place: string, expected: MessageValue, received: MessageValue): Diagnostic => ({
    ...problem('test-vector-output', { expected, received }),
    path: `${path}.${place}`,
    fix: exportAgain,
  });
  if (isClassifier(network)) {
    const { output, outputs } = vector;
    const count = sizeOf(network.output.outputShape);
    const total = (output ?? []).reduce((sum, share) => sum + share, 0);
    const isSound = outputs === undefined && output?.length === count && isWholeProbability(total);
    return isSound
      ? undefined
      : damage('output', phrase('probabilities-with-sum', { count }), phrase('count-with-sum', { count: output?.length ?? 0, sum: total }));
  }
  const decoded = vector.output === undefined ? decodeOutputs(ends, vector) : undefined;
  if (decoded === undefined) return damage('outputs', phrase('base64-for', { ends: shapesOf(ends) }), describeValue(vector.outputs));
  for (const [index, { id, target }] of ends.entries()) {
    const values = Array.from(decoded[index] ?? []);
    if (!values.every(Number.isFinite))
      return damage(`outputs[${index}].data`, phrase('finite-values-of', { end: id }), phrase('no-number'));
    const total = values.reduce((sum, value) => sum + value, 0);
    if (target === 'labels' && !isWholeProbability(total))
      return damage(`outputs[${index}].data`, phrase('probabilities-that-sum'), phrase('a-sum-of', { sum: total }));
  }
  return undefined;
}

const shapesOf = (ends: readonly ModelEnd[]): MessageValue => ({
  kind: 'list',
  items: ends.map(({ id, shape }) => phrase('end-of-shape', { end: id, shape })),
  joined: 'comma',
});
