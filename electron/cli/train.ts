// receptive train: a network and a folder of images become a model. Whatever ends the run, what was learnt is written.
import { availableParallelism } from 'node:os';
import type { OpenedDataset } from '../../engine/datasets/image-folder.ts';
import { fail, type Outcome, succeed } from '../../engine/diagnostics.ts';
import type { GraphDocument } from '../../engine/graph/document.ts';
import { optimizerDefinitions } from '../../engine/optimizers/index.ts';
import { getReadingSettings } from '../dataset-session.ts';
import type { Predictor, TrainedNetwork } from '../pool/trainer.ts';
import { adjustDocument } from './adjust.ts';
import { type Command, type CommandInput, type CommandResult, done, failed } from './command.ts';
import { describeEvaluation, evaluatePart } from './evaluation.ts';
import { openImages, releaseImages } from './images.ts';
import { checkTarget, writeModel } from './model-files.ts';
import type { Output } from './output.ts';
import { placeInFile, readNetwork } from './read-files.ts';
import { runTraining } from './training-run.ts';

export const mostWorkers = 64;

/** Of all optimizers: what is too high for the chosen one is said when it is checked. */
function highestLearningRate(): number {
  return Math.max(
    ...optimizerDefinitions.map(({ fields }) => (fields['learningRate']?.kind === 'number' ? fields['learningRate'].maximum : 0)),
  );
}

export const trainCommand: Command = {
  name: 'train',
  summary: 'Trains a network on a folder of images, one subfolder a class, and writes a model.',
  operands: { words: 'NETWORK', minimum: 1, maximum: 1 },
  options: {
    data: {
      kind: 'text',
      value: 'DIR',
      required: true,
      help: 'The images: a subfolder a class, or train/ and validation/ or test/ above them.',
    },
    test: { kind: 'text', value: 'DIR', help: 'Other images, on which the trained network is evaluated.' },
    out: { kind: 'text', value: 'FILE', required: true, help: 'Where the model is written.' },
    epochs: { kind: 'integer', value: 'N', minimum: 1, maximum: 100_000, help: 'How often every image is seen.' },
    batch: { kind: 'integer', value: 'N', minimum: 1, maximum: 4096, help: 'Images a step; the last one of an epoch takes what is left.' },
    'learning-rate': { kind: 'number', value: 'X', minimum: 0, maximum: highestLearningRate(), help: 'Length of a step.' },
    optimizer: { kind: 'choice', value: 'NAME', options: optimizerDefinitions.map(({ type }) => type), help: 'How weights are updated.' },
    seed: { kind: 'integer', value: 'N', minimum: 0, maximum: 2 ** 32 - 1, help: 'The same seed gives the same weights, bit by bit.' },
    workers: { kind: 'integer', value: 'N', minimum: 1, maximum: mostWorkers, help: 'Threads; all cores where not given.' },
    size: { kind: 'size', value: 'HxW', help: 'Height and width of the images instead of those of the Input layer.' },
    grey: { kind: 'flag', help: 'Grey images, one channel, instead of what the Input layer says.' },
  },
  async run(input) {
    const prepared = await prepare(input);
    if ('result' in prepared) return prepared.result;
    try {
      return await train(prepared, input);
    } finally {
      await releaseImages(prepared.dataset);
    }
  },
};

interface Job {
  readonly document: GraphDocument;
  readonly dataset: OpenedDataset;
  readonly workers: number;
}

async function train(job: Job, { operands: [network = ''], options, output, signal }: CommandInput): Promise<CommandResult> {
  const path = options.requiredText('out');
  const { ending, trained, diagnostics } = await runTraining(job, output, signal);
  if (ending === 'refused') return failed(placeInFile(network, diagnostics));
  if (trained === undefined) {
    return ending === 'stopped' ? { kind: 'cancelled', message: 'No step was finished, so nothing was written' } : failed(diagnostics);
  }
  const finished = await finish(trained, job, path, output, signal);
  if (!finished.ok) return failed([...diagnostics, ...finished.diagnostics]);
  if (ending === 'crashed') return failed(diagnostics);
  return signal.aborted ? { kind: 'cancelled', message: `What was learnt is in ${path}` } : done;
}

/** Everything that can be wrong is found before the first step. */
async function prepare({
  operands: [path = ''],
  options,
  output,
  signal,
}: CommandInput): Promise<Job | { readonly result: CommandResult }> {
  const target = await checkTarget(options.requiredText('out'), path);
  if (!target.ok) return { result: failed(target.diagnostics) };
  const read = await readNetwork(path);
  if (!read.ok) return { result: failed(read.diagnostics) };
  const adjusted = adjustDocument(read.value.document, options);
  if (!adjusted.ok) return { result: failed(placeInFile(path, adjusted.diagnostics)) };
  output.diagnose(placeInFile(path, adjusted.diagnostics));
  const { document } = adjusted.value;
  const reading = getReadingSettings(document);
  if (!reading.ok) return { result: failed(placeInFile(path, reading.diagnostics)) };
  const workers = options.number('workers') ?? Math.min(mostWorkers, availableParallelism());
  const images = await openImages(
    { folder: options.requiredText('data'), testFolder: options.text('test'), ...reading.value, workers },
    output,
    signal,
  );
  if (images.kind === 'ended') return images;
  return { document, dataset: images.dataset, workers };
}

/** Writes the model, evaluates it on the test part where there is one, and tells the result. */
async function finish(
  trained: TrainedNetwork,
  { dataset, workers }: Job,
  path: string,
  output: Output,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const { createPredictor } = await import('../pool/client.ts');
  const made = await createPredictor(trained, workers);
  if (!made.ok) return fail(...made.diagnostics);
  const predictor: Predictor = made.value;
  try {
    const written = await writeModel(path, trained, dataset, predictor);
    if (!written.ok) return written;
    const isTested = (dataset.parts.test?.count ?? 0) > 0 && !signal.aborted;
    const evaluation = isTested ? await evaluatePart(predictor, dataset, 'test', output, signal) : undefined;
    const test = evaluation && describeEvaluation('test', evaluation);
    const { epochs, steps, images, seconds, training, validation } = trained.summary;
    output.say(
      { kind: 'result', model: path, epochs, steps, images, seconds, training, validation, ...(test ? { test: test.line } : {}) },
      [...(test ? [test.text] : []), `Wrote ${path} after ${seconds.toFixed(1)} s of training`].join('\n'),
    );
    return succeed(undefined);
  } finally {
    await predictor.dispose();
  }
}
