// The model file: a trained network becomes `receptive-model` JSON, and such data, from anywhere, becomes a checked model again.
// What `parseModel` lets through can be run: weights fit the network, outputs fit the classes, inputs fit the preprocessing.
// Damage is a diagnostic with its path and never an exception; nothing large is allocated before its size has been compared.
import { encodeBase64 } from '../base/base64.ts';
import { type Diagnostic, fail, hasErrors, type Outcome, succeed } from '../base/diagnostics.ts';
import type { ImageSize } from '../base/image-sizes.ts';
import { describeValue, diagnoseIssues, shorten } from '../base/issue-diagnostics.ts';
import { messagesOf } from '../base/messages.ts';
import { formatShape, isSameShape, sizeOf } from '../base/shape.ts';
import { words as baseWords } from '../base/words.ts';
import { wantedImages } from '../datasets/wanted-images.ts';
import { documentFormat, type GraphDocument } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { analyzeDocument } from '../network/analyze.ts';
import { classCountOf, type Network } from '../network/network.ts';
import type { NetworkWeights } from '../network/weights.ts';
import type { RunSummary } from '../train/summary.ts';
import { testVectorCount } from '../train/test-records.ts';
import { type Model, modelFormat, modelVersion, type Preprocessing, type TestVector } from './model.ts';
import { checkAgreement } from './model-agreement.ts';
import { checkParts, checksumParts } from './model-checksums.ts';
import { endsOf, isClassifier } from './model-ends.ts';
import { migrateModel } from './model-migrations.ts';
import { type ModelEnvelope, modelLimits, modelSchema } from './model-schema.ts';
import { checkWeights, damage, decodeWeightList, expectedShapes, exportAgain, weightKey } from './model-weights.ts';
import { encodeTensor, floatsToBytes } from './tensor-bytes.ts';
import { words } from './words.ts';

const { problem, fix } = messagesOf(words);

export interface SourceVector {
  readonly input: Uint8Array;
  readonly outputs: readonly ArrayLike<number>[];
  /** Where images keep their own sizes. */
  readonly size?: ImageSize;
}

/** Everything a model file is made of. The weights are finite and the network's own: anything else throws. */
export interface ModelSource {
  /** The program and its version: `Receptive 0.1.0`. */
  readonly createdBy: string;
  readonly document: GraphDocument;
  readonly classes: readonly string[];
  readonly normalization: { readonly mean: readonly number[]; readonly standardDeviation: readonly number[] };
  readonly weights: NetworkWeights;
  readonly summary: RunSummary;
  /** Three: u8[height,width,channels] and what the trained network predicts, by end. */
  readonly testVectors: readonly SourceVector[];
}

/** Weights stand in the order of execution. Throws where the source contradicts itself: that is a fault of ours. */
export function encodeModel(source: ModelSource): Model {
  const { network } = analyzeDocument(source.document);
  if (network === undefined) throw new Error('expected the network of a trained model to be valid');
  const values = new Map(source.weights.entries.map((entry) => [weightKey(entry.node, entry.name), entry]));
  const weights = network.layers.flatMap((layer) =>
    layer.weights.map(({ name, shape }) => {
      const entry = values.get(weightKey(layer.id, name));
      if (
        entry === undefined ||
        !isSameShape(entry.shape, shape) ||
        entry.values.length !== sizeOf(shape) ||
        !entry.values.every(Number.isFinite)
      ) {
        throw new Error(`expected finite values of ${formatShape(shape)} for ${weightKey(layer.id, name)}`);
      }
      return { node: layer.id, name, ...encodeTensor(shape, entry.values) };
    }),
  );
  const unsigned: Model = {
    format: modelFormat,
    version: modelVersion,
    createdBy: source.createdBy,
    network: source.document,
    weights,
    ends: endsOf(network),
    classes: classCountOf(network) > 0 ? [...source.classes] : [],
    preprocessing: preprocessingOf(source.document, source.normalization),
    training: source.summary,
    testVectors: source.testVectors.map(({ input, outputs, size }) => ({
      input: encodeBase64(input),
      ...size,
      ...encodeOutputs(network, outputs),
    })),
  };
  const model: Model = { ...unsigned, checksums: checksumParts(unsigned) };
  const diagnostics = [...checkWeights(weights, network), ...checkAgreement(model, network)];
  if (values.size !== weights.length || diagnostics.length > 0 || weights.length !== expectedShapes(network).size) {
    throw new Error(`expected a model that agrees with itself: ${JSON.stringify(diagnostics[0]) ?? 'weights of other layers were given'}`);
  }
  return model;
}

function encodeOutputs(network: Network, outputs: readonly ArrayLike<number>[]): Omit<TestVector, 'input'> {
  if (isClassifier(network)) return { output: Array.from(outputs[0] ?? []) };
  const encode = (values: ArrayLike<number> = []): string => encodeBase64(floatsToBytes(Float32Array.from(values)));
  return { outputs: network.ends.map(({ id }, index) => ({ end: id, data: encode(outputs[index]) })) };
}

function preprocessingOf(document: GraphDocument, { mean, standardDeviation }: ModelSource['normalization']): Preprocessing {
  const wanted = wantedImages(document);
  if (!wanted.ok) throw new Error(`expected a network that takes images, received: ${JSON.stringify(wanted.diagnostics[0])}`);
  return { ...wanted.value.settings, mean: [...mean], standardDeviation: [...standardDeviation] };
}

/** Two spaces of indentation: a person can read everything but the weights. */
export function formatModel(model: Model): string {
  return `${JSON.stringify(model, null, 2)}\n`;
}

/** Data as JSON gives it. Warnings may come with a model. */
export function parseModel(data: unknown): Outcome<Model> {
  const fields = readFields(data);
  if (!fields.ok) return fields;
  const migrated = migrateModel(fields.value);
  if (!migrated.ok) return migrated;
  const tooLong = findTooLongList(migrated.value);
  if (tooLong) return fail(tooLong);
  const envelope = modelSchema.safeParse(migrated.value);
  if (!envelope.success) return fail(...diagnoseIssues('model-structure', migrated.value, envelope.error, { fix: exportAgain }));
  const meant = checkMeaning(envelope.data);
  if (!meant.ok) return meant;
  const changed = checkParts(fields.value, envelope.data.checksums);
  return changed.length > 0 ? fail(...changed) : meant;
}

/** Text as it stands in a file. */
export function parseModelText(text: string): Outcome<Model> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const received = shorten(error instanceof Error ? error.message : String(error));
    return fail({ ...messagesOf(baseWords).problem('not-json', { received }), fix: exportAgain });
  }
  return parseModel(data);
}

function readFields(data: unknown): Outcome<Readonly<Record<string, unknown>>> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return fail({ ...problem('model-format', { format: modelFormat, received: describeValue(data) }), fix: exportAgain });
  }
  const fields = data as Readonly<Record<string, unknown>>;
  const format = Object.hasOwn(fields, 'format') ? fields.format : undefined;
  if (format === modelFormat) return succeed(fields);
  const values = { format: modelFormat, received: describeValue(format) };
  return format === documentFormat
    ? fail({ ...problem('model-is-network', values), path: 'format', fix: { ...fix('train-first'), changes: [] } })
    : fail({ ...problem('model-format', values), path: 'format', fix: { ...fix('choose-exported'), changes: [] } });
}

/** A validator would look at every entry before it counted them. */
function findTooLongList(fields: Readonly<Record<string, unknown>>): Diagnostic | undefined {
  const limits = { weights: modelLimits.weights, ends: modelLimits.ends, classes: modelLimits.classes, testVectors: testVectorCount };
  for (const [name, limit] of Object.entries(limits)) {
    const list = fields[name];
    if (Array.isArray(list) && list.length > limit) {
      return damage(name, problem('model-too-long', { name, limit, count: list.length }));
    }
  }
  return undefined;
}

/** What the parts of the file must have to do with one another. */
function checkMeaning(envelope: ModelEnvelope): Outcome<Model> {
  const document = parseDocument(envelope.network);
  const inFile = document.diagnostics.map(placeInNetwork);
  if (!document.ok) return fail(...inFile);
  const { network, diagnostics } = analyzeDocument(document.value);
  if (network === undefined) return fail(...diagnostics.map(placeInNetwork));
  const { checksums, ...rest } = envelope;
  const model: Model = { ...rest, network: document.value, ...(checksums ? { checksums } : {}) };
  const found = [...checkAgreement(model, network), ...checkWeights(model.weights, network)];
  return hasErrors(found) ? fail(...found.slice(0, 20)) : succeed(model, [...inFile, ...diagnostics.map(placeInNetwork)]);
}

function placeInNetwork(diagnostic: Diagnostic): Diagnostic {
  const { path } = diagnostic;
  return { ...diagnostic, path: path === undefined ? 'network' : `network.${path}` };
}

/** The weights of a model that `parseModel` has let through; f32, bit by bit as they were encoded. */
export function decodeWeights(model: Model): NetworkWeights {
  return decodeWeightList(model.weights);
}
