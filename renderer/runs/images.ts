// Opening folders of images, and looking at single ones.
import type { ImageReference } from '../../engine/protocol.ts';
import { type Sentence, sentence } from '../../engine/words/texts.ts';
import { send } from '../bridge/bridge.ts';
import { reasonTexts } from '../commands/words.ts';
import { getDocument } from '../document/document.ts';
import { fileName } from '../document/file-name.ts';
import { hasSameContents } from '../document/use-stable.ts';
import { formatDecibels, formatShare } from '../i18n/numbers.ts';
import { showMessage } from '../messages/messages.ts';
import { type DatasetState, datasetStore, type ImageSource, noDataset, receiveDataset } from './dataset.ts';
import { evaluationStore, noEvaluation } from './evaluation.ts';
import { pinImage, previewStore, rankClasses, receivePrediction } from './preview.ts';
import { hasWeights, isActive, runStore } from './run.ts';
import { imageTexts } from './words.ts';

/** Why no images can be opened now, or undefined. */
export function openImagesReason(): Sentence | undefined {
  if (datasetStore.getState().opening) return sentence(reasonTexts, 'images-opening');
  return isActive(runStore.getState().status) ? sentence(reasonTexts, 'run-uses-images') : undefined;
}

export async function chooseImageFolder(): Promise<void> {
  if (openImagesReason() !== undefined) return;
  const answer = await send('chooseImageFolder', {});
  if (answer.kind === 'chosen') await openImages({ kind: 'folder', folder: answer.folder });
}

/** Opens images at the size the document wants. True when there are images to train on afterwards. */
export async function openImages(source: ImageSource): Promise<boolean> {
  if (openImagesReason() !== undefined) return false;
  const document = getDocument();
  const former = datasetStore.getState();
  if (!hasSameContents(former.source, source)) pinImage(undefined);
  datasetStore.setState({ source, opening: true, progress: undefined, problems: [], skipped: [], diagnostics: [] });
  const answer = await askForImages(source, document).catch((error: unknown) => {
    datasetStore.setState({ ...former, opening: false }, true);
    throw error;
  });
  switch (answer.kind) {
    case 'opened': {
      receiveDataset(answer.dataset, document);
      pinFirstImage();
      return true;
    }
    case 'problem':
      showFailure(source, { problems: answer.problems, skipped: answer.skipped });
      return false;
    case 'failed': // the document's fault: no folder was touched
      datasetStore.setState({ ...former, opening: false, diagnostics: answer.diagnostics }, true);
      if (!hasSameContents(former.source, source)) pinFirstImage();
      return false;
    case 'cancelled':
      datasetStore.setState({ ...former, opening: false }, true);
      return false;
  }
}

function askForImages(source: ImageSource, document: unknown) {
  return source.kind === 'samples' ? send('openSampleImages', { document }) : send('openImageFolder', { folder: source.folder, document });
}

function showFailure(source: ImageSource, reasons: Partial<Pick<DatasetState, 'problems' | 'skipped' | 'diagnostics'>>): void {
  datasetStore.setState({ ...noDataset, source, ...reasons }, true);
  pinImage(undefined);
}

/** The watched image stays while it exists; else the first one of the validation part is watched. */
function pinFirstImage(): void {
  const parts = datasetStore.getState().dataset?.parts;
  if (parts === undefined) return;
  const { pinned, label } = previewStore.getState();
  if (pinned !== undefined && pinned.index < (parts[pinned.part]?.count ?? 0)) {
    pinImage(pinned, label);
    return;
  }
  const part = parts.validation.count > 0 ? 'validation' : 'training';
  pinImage(parts[part].count > 0 ? { part, index: 0 } : undefined);
}

export async function reopenImages(): Promise<boolean> {
  const { source } = datasetStore.getState();
  return source === undefined ? false : openImages(source);
}

export function cancelOpening(): Promise<unknown> {
  return send('cancelOpenImages', {});
}

/** Says what the trained network makes of an image file. */
export async function predictFile(path: string): Promise<void> {
  const answer = await send('predict', { source: { path } });
  if (answer.kind === 'failed') {
    showMessage('error', sentence(imageTexts, 'unpredicted', { file: fileName(path) }), answer.diagnostics, 'predict');
    return;
  }
  const { classes, probabilities, reconstructions = [] } = answer.prediction;
  const likeliest = rankClasses(probabilities, 3).map((index) =>
    sentence(imageTexts, 'classShare', {
      name: classes[index] ?? sentence(imageTexts, 'unknownClass'),
      share: formatShare(probabilities[index] ?? 0),
    }),
  );
  const given = reconstructions.map(({ node, psnr }) => sentence(imageTexts, 'nearness', { layer: node, psnr: formatDecibels(psnr) }));
  const said = { kind: 'list', items: [...likeliest, ...given], joined: 'comma' } as const;
  showMessage('success', sentence(imageTexts, 'predicted', { file: fileName(path), said }), [], 'predict');
}

/** Makes one image the one whose maps and probabilities are shown; label: -1 where its class is not known. */
export async function pin(image: ImageReference, label: number): Promise<void> {
  pinImage(image, label < 0 ? undefined : label);
  if (!evaluationStore.getState().running) evaluationStore.setState(noEvaluation, true); // its place is needed
  await predictPinned();
}

/** Asks for the pinned image's probabilities where no run sends them by itself. */
export async function predictPinned(): Promise<void> {
  const { pinned } = previewStore.getState();
  const run = runStore.getState();
  if (pinned === undefined || isActive(run.status) || !hasWeights(run)) return;
  const answer = await send('predict', { source: pinned });
  if (answer.kind === 'prediction' && previewStore.getState().pinned === pinned) receivePrediction(answer.prediction);
}
