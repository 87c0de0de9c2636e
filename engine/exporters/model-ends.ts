// The ends of a network as a model file tells of them, and the outputs of its test vectors by end. A network whose only end is a
// classification has the probabilities themselves in the file, for a person to read; otherwise every end's prediction is encoded.
import { base64Length, decodeBase64 } from '../base/base64.ts';
import type { Diagnostic } from '../base/diagnostics.ts';
import { describeValue, shorten } from '../base/issue-diagnostics.ts';
import { formatShape, sizeOf } from '../base/shape.ts';
import type { Network } from '../network/network.ts';
import { isWholeProbability } from '../train/scores.ts';
import type { ModelEnd, TestVector } from './model.ts';
import { exportAgain } from './model-weights.ts';
import { bytesPerValue, bytesToFloats } from './tensor-bytes.ts';

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
  const describe = (list: readonly ModelEnd[]): string =>
    list.map(({ id, kind, target, shape }) => `${id} (${kind}, ${target}, ${formatShape(shape)})`).join('; ');
  const [expected, received] = [describe(endsOf(network)), describe(ends)];
  if (expected === received) return [];
  return [
    {
      id: 'ends-differ',
      severity: 'error',
      path: 'ends',
      message: 'The ends are not those of the network',
      expected,
      received: shorten(received),
      fix: exportAgain,
    },
  ];
}

/** What is wrong with the outputs of the test vector at `path`, if anything. */
export function checkOutputs(vector: TestVector, path: string, network: Network): Diagnostic | undefined {
  const ends = endsOf(network);
  const problem = (place: string, expected: string, received: string): Diagnostic => ({
    id: 'test-vector-output',
    severity: 'error',
    path: `${path}.${place}`,
    message: 'A test output is damaged',
    expected,
    received,
    fix: exportAgain,
  });
  if (isClassifier(network)) {
    const { output, outputs } = vector;
    const count = sizeOf(network.output.outputShape);
    const total = (output ?? []).reduce((sum, share) => sum + share, 0);
    const isSound = outputs === undefined && output?.length === count && isWholeProbability(total);
    return isSound ? undefined : problem('output', `${count} probabilities with sum 1`, `${output?.length ?? 0} with sum ${total}`);
  }
  const decoded = vector.output === undefined ? decodeOutputs(ends, vector) : undefined;
  if (decoded === undefined) return problem('outputs', `base64 of f32 for ${describeAll(ends)}`, describeValue(vector.outputs));
  for (const [index, { id, target }] of ends.entries()) {
    const values = Array.from(decoded[index] ?? []);
    if (!values.every(Number.isFinite)) return problem(`outputs[${index}].data`, `finite values of ${id}`, 'a value that is no number');
    const total = values.reduce((sum, value) => sum + value, 0);
    if (target === 'labels' && !isWholeProbability(total))
      return problem(`outputs[${index}].data`, 'probabilities with sum 1', `a sum of ${total}`);
  }
  return undefined;
}

function describeAll(ends: readonly ModelEnd[]): string {
  return ends.map(({ id, shape }) => `${id} of ${formatShape(shape)}`).join(', ');
}
