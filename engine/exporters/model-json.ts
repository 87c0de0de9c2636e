// The model file: a trained network becomes `receptive-model` JSON, and such data, from anywhere, becomes a checked model again.
// What `parseModel` lets through can be run: weights fit the network, outputs fit the classes, inputs fit the preprocessing.
// Damage is a diagnostic with its path and never an exception; nothing large is allocated before its size has been compared.
import { type Diagnostic, fail, hasErrors, type Outcome, succeed } from '../diagnostics.ts';
import type { GraphDocument } from '../graph/document.ts';
import { parseDocument } from '../graph/parse.ts';
import { analyzeDocument } from '../network/analyze.ts';
import type { Network } from '../network/network.ts';
import { formatShape, isSameShape, mapSize, sizeOf } from '../shape.ts';
import { base64Length, decodeBase64, encodeBase64 } from './base64.ts';
import { describeValue, diagnoseIssues, shorten } from './issue-diagnostics.ts';
import { type Model, modelFormat, modelVersion, type NetworkWeights, type Preprocessing, type TrainingSummary } from './model.ts';
import { migrateModel } from './model-migrations.ts';
import { type ModelEnvelope, modelLimits, modelSchema, testVectorCount } from './model-schema.ts';
import { checkWeights, decodeWeightList, expectedShapes, exportAgain, weightKey } from './model-weights.ts';
import { encodeTensor } from './tensor-bytes.ts';

/** Everything a model file is made of. The weights are finite and the network's own: anything else throws. */
export interface ModelSource {
  /** The program and its version: `Receptive 0.1.0`. */
  readonly createdBy: string;
  readonly document: GraphDocument;
  readonly classes: readonly string[];
  readonly normalization: { readonly mean: readonly number[]; readonly standardDeviation: readonly number[] };
  readonly weights: NetworkWeights;
  readonly summary: TrainingSummary;
  /** Three: u8[height,width,channels] and the probabilities the trained network gives. */
  readonly testVectors: readonly { readonly input: Uint8Array; readonly output: readonly number[] }[];
}

/** Weights stand in the order of execution. Throws where the source contradicts itself: that is a fault of ours. */
export function encodeModel(source: ModelSource): Model {
  const { network } = analyzeDocument(source.document);
  if (network === undefined) throw new Error('expected the network of a trained model to be valid');
  const values = new Map(source.weights.entries.map((entry) => [weightKey(entry.node, entry.name), entry]));
  const weights = network.layers.flatMap((layer) =>
    layer.weights.map(({ name, shape }) => {
      const entry = values.get(weightKey(layer.id, name));
      if (entry === undefined || !isSameShape(entry.shape, shape) || entry.values.length !== sizeOf(shape) || !entry.values.every(Number.isFinite)) {
        throw new Error(`expected finite values of ${formatShape(shape)} for ${weightKey(layer.id, name)}`);
      }
      return { node: layer.id, name, ...encodeTensor(shape, entry.values) };
    }),
  );
  const model: Model = {
    format: modelFormat,
    version: modelVersion,
    createdBy: source.createdBy,
    network: source.document,
    weights,
    classes: [...source.classes],
    preprocessing: preprocessingOf(source.document, network, source.normalization),
    training: source.summary,
    testVectors: source.testVectors.map(({ input, output }) => ({ input: encodeBase64(input), output: [...output] })),
  };
  const diagnostics = [...checkWeights(weights, network), ...checkAgreement(model, network)];
  if (values.size !== weights.length || diagnostics.length > 0 || weights.length !== expectedShapes(network).size) {
    throw new Error(`expected a model that agrees with itself: ${diagnostics[0]?.message ?? 'weights of other layers were given'}`);
  }
  return model;
}

function preprocessingOf(document: GraphDocument, network: Network, normalization: ModelSource['normalization']): Preprocessing {
  const { height, width, channels } = mapSize(network.input.outputShape);
  if (channels !== 1 && channels !== 3) throw new Error(`expected images of 1 or 3 channels, received ${channels}`);
  return {
    height,
    width,
    channels,
    fit: document.images.fit,
    background: document.images.background,
    mean: [...normalization.mean],
    standardDeviation: [...normalization.standardDeviation],
  };
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
  if (!envelope.success) return fail(...diagnoseIssues('model-structure', migrated.value, envelope.error, exportAgain));
  return checkMeaning(envelope.data);
}

/** Text as it stands in a file. */
export function parseModelText(text: string): Outcome<Model> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return fail(problem('not-json', 'the file', 'This is not JSON', 'JSON', shorten(error instanceof Error ? error.message : String(error))));
  }
  return parseModel(data);
}

function readFields(data: unknown): Outcome<Readonly<Record<string, unknown>>> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return fail(problem('model-format', 'the file', 'This is no model', `an object with format "${modelFormat}"`, describeValue(data)));
  }
  const fields = data as Readonly<Record<string, unknown>>;
  const format = Object.hasOwn(fields, 'format') ? fields.format : undefined;
  if (format === modelFormat) return succeed(fields);
  const isNetwork = format === 'receptive-network';
  return fail({
    ...problem('model-format', 'format', isNetwork ? 'This is a network without weights' : 'This is no model', `"${modelFormat}"`, describeValue(format)),
    fix: { label: isNetwork ? 'Train the network first: receptive train' : 'Choose a file that Receptive exported', changes: [] },
  });
}

/** A validator would look at every entry before it counted them. */
function findTooLongList(fields: Readonly<Record<string, unknown>>): Diagnostic | undefined {
  const limits = { weights: modelLimits.weights, classes: modelLimits.classes, testVectors: testVectorCount };
  for (const [name, limit] of Object.entries(limits)) {
    const list = fields[name];
    if (Array.isArray(list) && list.length > limit) {
      return problem('model-structure', name, `${name} has too many entries`, `at most ${limit}`, String(list.length));
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
  const model: Model = { ...envelope, network: document.value };
  const found = [...checkAgreement(model, network), ...checkWeights(model.weights, network)];
  return hasErrors(found) ? fail(...found.slice(0, 20)) : succeed(model, [...inFile, ...diagnostics.map(placeInNetwork)]);
}

function placeInNetwork(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, path: diagnostic.path === undefined ? 'network' : `network.${diagnostic.path}` };
}

/** Class names, preprocessing and test vectors against the network. */
function checkAgreement(model: Model, network: Network): readonly Diagnostic[] {
  const { classes, preprocessing, testVectors } = model;
  const outputs = sizeOf(network.output.outputShape);
  const diagnostics: Diagnostic[] = [];
  const expect = (holds: boolean, id: string, path: string, message: string, expected: string, received: string) => {
    if (!holds) diagnostics.push(problem(id, path, message, expected, received));
  };
  expect(classes.length === outputs, 'class-count', 'classes', 'There must be one class name an output', `${outputs} names`, `${classes.length}`);
  const repeated = classes.findIndex((name, index) => classes.indexOf(name) !== index);
  expect(repeated < 0, 'class-repeated', `classes[${repeated}]`, 'A class name stands there twice', 'different names', describeValue(classes[repeated]));

  const { height, width, channels, mean, standardDeviation } = preprocessing;
  const received = [height, width, channels];
  const input = network.input.outputShape;
  expect(isSameShape(input, received), 'preprocessing-size', 'preprocessing', 'The images have another size than the Input layer', formatShape(input), formatShape(received));
  for (const [name, list] of Object.entries({ mean, standardDeviation })) {
    expect(list.length === channels, 'preprocessing-channels', `preprocessing.${name}`, 'There must be one value a channel', `${channels}`, `${list.length}`);
  }
  const settings = [preprocessing.fit, ...preprocessing.background].join(' ');
  const drawn = [model.network.images.fit, ...model.network.images.background].join(' ');
  expect(settings === drawn, 'preprocessing-fit', 'preprocessing', 'Fit and background differ from those of the network', drawn, settings);

  const imageBytes = height * width * channels;
  testVectors.forEach((vector, index) => {
    const path = `testVectors[${index}]`;
    const whole = vector.input.length === base64Length(imageBytes) && decodeBase64(vector.input)?.length === imageBytes;
    expect(whole, 'test-vector-input', `${path}.input`, 'A test image is damaged', `base64 of ${imageBytes} bytes`, shorten(vector.input));
    const total = vector.output.reduce((sum, share) => sum + share, 0);
    const sound = vector.output.length === outputs && Math.abs(total - 1) < 1e-3;
    expect(sound, 'test-vector-output', `${path}.output`, 'A test output is damaged', `${outputs} probabilities with sum 1`, `${vector.output.length} with sum ${total}`);
  });
  expect(testVectors.length === testVectorCount, 'test-vector-count', 'testVectors', 'A test vector is missing', `${testVectorCount}`, `${testVectors.length}`);
  return diagnostics;
}

function problem(id: string, path: string, message: string, expected: string, received: string): Diagnostic {
  return { id, severity: 'error', path, message, expected, received, fix: exportAgain };
}

/** The weights of a model that `parseModel` has let through; f32, bit by bit as they were encoded. */
export function decodeWeights(model: Model): NetworkWeights {
  return decodeWeightList(model.weights);
}
