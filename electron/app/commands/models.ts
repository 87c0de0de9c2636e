// What was learnt, used: predictions of single images, the score on a part of the folder, and the model as a file with test
// vectors that were really predicted by it.

import { fail, type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import type { ImageSize } from '../../../engine/base/image-sizes.ts';
import { type MessageValue, messagesOf } from '../../../engine/base/messages.ts';
import { type ImageSettings, type OpenedDataset, sizeOfRecord } from '../../../engine/datasets/image-folder.ts';
import { wantedImages } from '../../../engine/datasets/wanted-images.ts';
import type { GraphDocument } from '../../../engine/document/document.ts';
import { findLayer } from '../../../engine/layers/index.ts';
import type { CommandAnswer, ImageReference, WindowEvent } from '../../../engine/protocol.ts';
import { words } from '../../../engine/words/host.ts';
import { describeDiagnostic } from '../../../engine/words/say.ts';
import { sentence } from '../../../engine/words/texts.ts';
import type { DatasetSession } from '../../host/datasets/dataset-session.ts';
import { diagnoseEmptyPart } from '../../host/datasets/diagnose.ts';
import type { SettingsStore } from '../../host/files/settings.ts';
import { diagnoseLoss, diagnoseOutputs } from '../../host/models/unsound.ts';
import type { Learned, TrainingSession } from '../../host/runs/training-session.ts';
import { type CommandHandlers, createFailure } from '../ipc/answer.ts';
import type { Dialogs, FileKind } from '../windows/dialogs.ts';
import { dialogTexts } from '../words.ts';
import { findRecords, noDataset, readPixels } from './datasets.ts';
import { getFileName, withExtension } from './documents.ts';

const { problem, fix, phrase } = messagesOf(words);

type ModelCommands = Pick<CommandHandlers, 'predict' | 'evaluate' | 'cancelEvaluation' | 'exportModel'>;

const modelExtension = '.model.json';
const modelKind: FileKind = { name: sentence(dialogTexts, 'model'), extensions: ['json'] };

export interface ModelContext {
  readonly dialogs: Dialogs;
  readonly settings: Pick<SettingsStore, 'read' | 'language'>;
  readonly datasets: Pick<DatasetSession, 'getCurrent'>;
  readonly training: Pick<TrainingSession, 'getLearned'>;
  send(event: WindowEvent): void;
}

/** Milliseconds between two tellings of how far an evaluation has come. */
const progressInterval = 100;

export function createModelCommands({ dialogs, settings, datasets, training, send }: ModelContext): ModelCommands {
  let evaluating: AbortController | undefined;
  const tellProgress = (): ((done: number, total: number) => void) => {
    let told = Number.NEGATIVE_INFINITY;
    return (done, total) => {
      if (performance.now() - told < progressInterval) return;
      told = performance.now();
      send({ kind: 'evaluation-progress', done, total });
    };
  };
  const getLearned = async (): Promise<Outcome<Learned>> => training.getLearned((await settings.read()).workers);
  return {
    async predict({ source }) {
      const learned = await getLearned();
      if (!learned.ok) return createFailure(learned.diagnostics);
      const image =
        'path' in source
          ? await readImageFile(learned.value, source.path)
          : await readReference(learned.value, datasets.getCurrent(), source);
      if (!image.ok) return createFailure(image.diagnostics);
      const [prediction] = await learned.value.predictor.predict(image.value.pixels, [image.value.size]);
      if (prediction === undefined) throw new Error('expected one prediction for one image, received none');
      const unsound = diagnoseOutputs(prediction);
      if (unsound !== undefined) return createFailure([unsound]);
      const { label } = image.value;
      return { kind: 'prediction', prediction: label === undefined ? prediction : { ...prediction, label } };
    },

    async evaluate({ part }) {
      const learned = await getLearned();
      if (!learned.ok) return createFailure(learned.diagnostics);
      const dataset = checkDataset(learned.value, datasets.getCurrent());
      if (!dataset.ok) return createFailure(dataset.diagnostics);
      const empty = diagnoseEmptyPart(dataset.value, part);
      if (empty !== undefined) return createFailure([empty]);
      evaluating?.abort();
      const mine = new AbortController();
      evaluating = mine;
      const evaluation = await learned.value.predictor.evaluate(dataset.value, part, tellProgress(), mine.signal);
      if (evaluation === undefined) return { kind: 'cancelled' };
      const unsound = diagnoseLoss(evaluation.score.loss, part);
      return unsound === undefined ? describeEvaluation(evaluation) : createFailure([unsound]);
    },

    async cancelEvaluation() {
      evaluating?.abort();
      return { kind: 'done' };
    },

    async exportModel(input) {
      const learned = await getLearned();
      if (!learned.ok) return createFailure(learned.diagnostics);
      const { network, predictor } = learned.value;
      const suggestion = `${getFileName(network.document.name)}${modelExtension}`;
      const chosen = input.path ?? (await dialogs.saveFile(sentence(dialogTexts, 'exportModel'), suggestion, modelKind));
      if (chosen === undefined) return { kind: 'cancelled' };
      const [{ makeModelText }, { saveFile }] = await Promise.all([
        import('../../host/models/model-files.ts'),
        import('../../host/files/atomic-write.ts'),
      ]);
      const text = await makeModelText(network, predictor);
      if (!text.ok) return createFailure(text.diagnostics);
      for (let path = withExtension(chosen, modelExtension); ; ) {
        const written = await saveFile(path, text.value);
        if (written.ok) return { kind: 'saved', path };
        // the model is ready, and the place refuses it: another one is offered at once
        const [reason] = written.diagnostics;
        const language = await settings.language();
        const why = reason === undefined ? '' : describeDiagnostic(reason, language).message;
        const title = sentence(dialogTexts, 'notWritten', { why });
        const other = input.path === undefined ? await dialogs.saveFile(title, suggestion, modelKind) : undefined;
        if (other === undefined) return createFailure(written.diagnostics);
        path = withExtension(other, modelExtension);
      }
    },
  };
}

interface ImageToPredict {
  readonly pixels: Uint8Array;
  readonly size: ImageSize;
  readonly label?: number;
}

async function readImageFile({ network }: Learned, path: string): Promise<Outcome<ImageToPredict>> {
  const reading = wantedImages(network.document);
  if (!reading.ok) return reading;
  const { decodeImages } = await import('../../host/images/decode-image.ts');
  const [decoded] = await decodeImages([path], reading.value.settings);
  if (decoded === undefined) throw new Error('expected one image, received none');
  return decoded.kind === 'decoded' ? succeed({ pixels: decoded.pixels, size: decoded }) : fail(decoded.problem);
}

async function readReference(
  learned: Learned,
  current: OpenedDataset | undefined,
  reference: ImageReference,
): Promise<Outcome<ImageToPredict>> {
  const dataset = checkDataset(learned, current);
  if (!dataset.ok) return dataset;
  const records = findRecords(dataset.value, [reference]);
  if (!records.ok) return records;
  const [record = -1] = records.value;
  const label = dataset.value.labels[record];
  const [pixels] = await readPixels(dataset.value, [record]);
  if (pixels === undefined) throw new Error('expected one image, received none');
  return succeed({ pixels, size: sizeOfRecord(dataset.value, record), ...(label === undefined || label < 0 ? {} : { label }) });
}

/** The open images as this network can take them: the same pixels, and the same classes where it tells classes apart. */
function checkDataset({ network }: Learned, dataset: OpenedDataset | undefined): Outcome<OpenedDataset> {
  if (dataset === undefined) return fail(noDataset);
  const reading = wantedImages(network.document);
  if (!reading.ok) return reading;
  const { settings } = reading.value;
  const classesOf = (names: readonly string[]) => (tellsClasses(network.document) ? names : undefined);
  const [wanted, found] = [classesOf(network.classes), classesOf(dataset.classes)];
  const [expected, received] = [describeImages(settings, wanted), describeImages(dataset.settings, found)];
  if (isSameKind(settings, dataset.settings) && JSON.stringify(wanted) === JSON.stringify(found)) return succeed(dataset);
  return fail({
    ...problem('images-differ', { expected, received }),
    fix: { ...fix('train-on-these'), changes: [] },
  });
}

/** A network whose only ends give images back takes images of any classes. */
function tellsClasses({ nodes }: GraphDocument): boolean {
  const targets = nodes.map(({ type }) => findLayer(type)?.end?.target);
  return targets.includes('labels') || !targets.includes('images');
}

function isSameKind(one: ImageSettings, other: ImageSettings): boolean {
  const kind = ({ height, width, channels, fit, sizes }: ImageSettings) => [height, width, channels, fit, sizes?.step, sizes?.largest];
  return JSON.stringify(kind(one)) === JSON.stringify(kind(other));
}

/** Classes that are listed. */
const mostListed = 50;

/** classes: undefined where they do not matter. */
function describeImages({ height, width, channels, fit, sizes }: ImageSettings, classes: readonly string[] | undefined): MessageValue {
  const shape = [height, width, channels];
  const size = sizes === undefined ? shape : phrase('reading-any-size', { size: shape, ...sizes });
  if (classes === undefined) return phrase('images-of-any-class', { size, fit });
  if (classes.length === 0) return phrase('images-without-classes', { size, fit });
  return phrase('images-of-kind', { size, fit, classes: { kind: 'list', items: classes.slice(0, mostListed), joined: 'comma' } });
}

function describeEvaluation({
  images,
  score,
  perClass,
}: NonNullable<Awaited<ReturnType<Learned['predictor']['evaluate']>>>): CommandAnswer<'evaluate'> {
  return { kind: 'evaluation', images, score, perClass: [...perClass] };
}
