// A trained network written as a model file, with the outputs of three images as proof; and a model file ready to predict,
// after those outputs have been reproduced.
import { readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { type Diagnostic, fail, type Outcome, succeed } from '../../engine/base/diagnostics.ts';
import type { OpenedDataset } from '../../engine/datasets/image-folder.ts';
import type { Model } from '../../engine/exporters/model.ts';
import { decodeWeights, encodeModel, formatModel } from '../../engine/exporters/model-json.ts';
import { testVectorCount } from '../../engine/exporters/model-schema.ts';
import { checkTestVectors } from '../../engine/exporters/test-vectors.ts';
import { openPixelReader } from '../data/pixel-reader.ts';
import { diagnoseFileError, tryWriting, writeFileAtomically } from '../files.ts';
import { packageFile } from '../paths.ts';
import type { Predictor, TrainedNetwork } from '../pool/trainer.ts';
import { placeInFile, readModel } from './read-files.ts';

/** Found out before hours of training, not after: can a model be written there, and is it not the network that is trained? */
export async function checkTarget(path: string, network: string): Promise<Outcome<undefined>> {
  try {
    await tryWriting(path);
  } catch (error) {
    return fail(diagnoseFileError(error, path));
  }
  const [one, other] = await Promise.all([path, network].map((file) => realpath(file).catch(() => undefined)));
  if (one === undefined || one !== other) return succeed(undefined);
  return fail({
    id: 'target-is-network',
    severity: 'error',
    path,
    message: 'The model would replace the network it is made from',
    expected: 'another file',
    received: network,
    fix: { label: 'Choose another name for --out', changes: [] },
  });
}

/** The model's file, whole or not at all. */
export async function writeModel(
  path: string,
  trained: TrainedNetwork,
  dataset: OpenedDataset,
  predictor: Predictor,
): Promise<Outcome<undefined>> {
  const { document, classes, normalization, weights, summary } = trained;
  const inputs = chooseTestImages(dataset);
  const predictions = await predictor.predict(joinBytes(inputs));
  const testVectors = inputs.map((input, index) => ({ input, output: predictions[index]?.probabilities ?? [] }));
  const model = encodeModel({ createdBy: getProgramName(), document, classes, normalization, weights, summary, testVectors });
  try {
    await writeFileAtomically(path, formatModel(model));
    return succeed(undefined);
  } catch (error) {
    return fail(diagnoseFileError(error, path));
  }
}

/** Three images spread over the validation part, or over the training part where there is none. */
function chooseTestImages(dataset: OpenedDataset): readonly Uint8Array[] {
  const { validation, training } = dataset.parts;
  const { indices } = validation.count > 0 ? validation : training;
  const reader = openPixelReader(dataset.pixels);
  try {
    return Array.from({ length: testVectorCount }, (_, vector) => {
      const image = new Uint8Array(dataset.pixels.imageBytes);
      reader.read(indices[Math.floor((vector * indices.length) / testVectorCount)] ?? 0, image);
      return image;
    });
  } finally {
    reader.close();
  }
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

function getProgramName(): string {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { readonly version: string };
  return `Receptive ${version}`;
}

export interface LoadedModel {
  readonly model: Model;
  readonly predictor: Predictor;
}

/** The caller disposes the predictor. */
export async function loadModel(path: string, workers: number): Promise<Outcome<LoadedModel>> {
  const read = await readModel(path);
  if (!read.ok) return read;
  const model = read.value;
  const { network: document, classes, preprocessing: normalization, training: summary } = model;
  const { createPredictor } = await import('../pool/client.ts');
  const made = await createPredictor({ document, classes, normalization, weights: decodeWeights(model), summary }, workers);
  if (!made.ok) return fail(...placeInFile(path, made.diagnostics));
  const predictor = made.value;
  const differences: readonly Diagnostic[] = await checkTestVectors(model, (images) => predictor.predict(images));
  if (differences.length === 0) return succeed({ model, predictor }, read.diagnostics);
  await predictor.dispose();
  return fail(...placeInFile(path, differences));
}
