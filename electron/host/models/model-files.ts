// A trained network written as a model file, with the outputs of three images as proof; and a model file ready to predict,
// after those outputs have been reproduced.

import { readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { type Diagnostic, fail, type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import type { ImageSize } from '../../../engine/base/image-sizes.ts';
import { messagesOf } from '../../../engine/base/messages.ts';
import type { ImageSettings } from '../../../engine/datasets/image-folder.ts';
import type { Model, Preprocessing } from '../../../engine/exporters/model.ts';
import { decodeWeights, encodeModel, formatModel } from '../../../engine/exporters/model-json.ts';
import { checkTestVectors } from '../../../engine/exporters/test-vectors.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import type { Prediction } from '../../../engine/protocol.ts';
import { scoredEnds } from '../../../engine/train/end-scores.ts';
import { words } from '../../../engine/words/host.ts';
import { tryWriting } from '../files/atomic-write.ts';
import { packageFile } from '../files/paths.ts';
import { diagnoseFileError } from '../files/system-errors.ts';
import { outputsOfPrediction } from '../runs/predictions.ts';
import type { KeptNetwork, Predictor } from '../runs/trainer.ts';
import { placeInFile, readModel } from './read-files.ts';
import { diagnoseTestOutputs } from './unsound.ts';

const { problem, fix } = messagesOf(words);

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
    ...problem('target-is-network', { network }),
    path,
    fix: { ...fix('other-out'), changes: [] },
  });
}

/** The text of the model's file, with the outputs that `predictor` gives for the test images. */
export async function makeModelText(trained: KeptNetwork, predictor: Predictor): Promise<Outcome<string>> {
  const { document, classes, normalization, weights, summary, testImages, testSizes } = trained;
  const predictions = await predictor.predict(joinBytes(testImages), testSizes);
  const { network } = analyzeDocument(document);
  if (network === undefined) throw new Error('expected the network of a trained model to be valid');
  const ends = scoredEnds(network);
  const outputsOf = (prediction: Prediction | undefined) => (prediction === undefined ? [] : outputsOfPrediction(ends, prediction));
  const testVectors = testImages.map((input, index) => ({ input, outputs: outputsOf(predictions[index]), ...sizeAt(testSizes, index) }));
  const unsound = diagnoseTestOutputs(
    ends,
    testVectors.map(({ outputs }) => outputs),
  );
  if (unsound !== undefined) return fail(unsound);
  const createdBy = programName;
  return succeed(formatModel(encodeModel({ createdBy, document, classes, normalization, weights, summary, testVectors })));
}

function sizeAt(sizes: readonly ImageSize[] | undefined, index: number): { readonly size?: ImageSize } {
  const size = sizes?.[index];
  return size === undefined ? {} : { size };
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

/** Read when the program starts: it may be replaced by another version while a network is trained. */
const programName = `Receptive ${(JSON.parse(readFileSync(packageFile, 'utf8')) as { readonly version: string }).version}`;

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
  const { createPredictor } = await import('../runs/client.ts');
  const made = await createPredictor({ document, classes, normalization, weights: decodeWeights(model), summary }, workers);
  if (!made.ok) return fail(...placeInFile(path, made.diagnostics));
  const predictor = made.value;
  const predict = async (images: Uint8Array, sizes?: readonly ImageSize[]) =>
    (await predictor.predict(images, sizes)).map((prediction) => outputsOfPrediction(model.ends, prediction));
  const differences: readonly Diagnostic[] = await checkTestVectors(model, predict);
  if (differences.length === 0) return succeed({ model, predictor }, read.diagnostics);
  await predictor.dispose();
  return fail(...placeInFile(path, differences));
}

/** How images are read for a model. */
export function imageSettingsOf({ height, width, channels, fit, background, sizes }: Preprocessing): ImageSettings {
  return { height, width, channels, fit, background: [...background], ...(sizes ? { sizes } : {}) };
}
