// receptive train: a network and a folder of images become a model. Whatever ends the run, what was learnt is written.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fail, type Outcome, succeed } from '../../engine/base/diagnostics.ts';
import type { OpenedDataset } from '../../engine/datasets/image-folder.ts';
import type { GraphDocument } from '../../engine/document/document.ts';
import { sizeRangeOf } from '../../engine/network/sizes.ts';
import { checkBatch, tooFewToLearn } from '../../engine/network/smallest-batch.ts';
import { optimizerDefinitions } from '../../engine/optimizers/index.ts';
import { sentence, textsIn } from '../../engine/words/texts.ts';
import { checkTarget, makeModelText } from '../host/models/model-files.ts';
import { checkFreeSpace, checkReadable, measureModel } from '../host/models/model-room.ts';
import { placeInFile, readNetwork } from '../host/models/read-files.ts';
import { diagnoseLoss } from '../host/models/unsound.ts';
import { WorkerFailure } from '../host/runs/failure.ts';
import type { Evaluation, KeptNetwork, Predictor } from '../host/runs/trainer.ts';
import { adjustDocument } from './adjust.ts';
import { type Command, type CommandInput, type CommandResult, done, failed } from './command.ts';
import { describeEvaluation, evaluatePart } from './evaluation.ts';
import { openFitting } from './fit.ts';
import { releaseImages } from './images.ts';
import type { Output } from './output.ts';
import { type SavePlace, saveModel } from './save-model.ts';
import { describeKept, type RunResult, runTraining } from './training-run.ts';
import { commonOptionTexts, trainOptionTexts as optionTexts } from './words/commands.ts';
import { trainTexts as texts } from './words/training.ts';

export const mostWorkers = 64;

/** Of all optimizers: what is too high for the chosen one is said when it is checked. */
function highestLearningRate(): number {
  return Math.max(
    ...optimizerDefinitions.map(({ fields }) => (fields['learningRate']?.kind === 'number' ? fields['learningRate'].maximum : 0)),
  );
}

export const trainCommand: Command = {
  name: 'train',
  summary: sentence(optionTexts, 'summary'),
  operands: { words: 'NETWORK', minimum: 1, maximum: 1 },
  options: {
    data: {
      kind: 'text',
      value: 'DIR',
      required: true,
      help: sentence(optionTexts, 'data'),
    },
    test: { kind: 'text', value: 'DIR', help: sentence(optionTexts, 'test') },
    out: { kind: 'text', value: 'FILE', required: true, help: sentence(optionTexts, 'out') },
    epochs: { kind: 'integer', value: 'N', minimum: 1, maximum: 100_000, help: sentence(optionTexts, 'epochs') },
    batch: { kind: 'integer', value: 'N', minimum: 1, maximum: 4096, help: sentence(optionTexts, 'batch') },
    'learning-rate': {
      kind: 'number',
      value: 'X',
      minimum: 0,
      maximum: highestLearningRate(),
      help: sentence(optionTexts, 'learningRate'),
    },
    optimizer: {
      kind: 'choice',
      value: 'NAME',
      options: optimizerDefinitions.map(({ type }) => type),
      help: sentence(optionTexts, 'optimizer'),
    },
    seed: { kind: 'integer', value: 'N', minimum: 0, maximum: 2 ** 32 - 1, help: sentence(optionTexts, 'seed') },
    workers: { kind: 'integer', value: 'N', minimum: 1, maximum: mostWorkers, help: sentence(commonOptionTexts, 'workers') },
    size: {
      kind: 'size',
      value: 'HxW',
      help: sentence(optionTexts, 'size'),
    },
    grey: { kind: 'flag', help: sentence(optionTexts, 'grey') },
    fit: {
      kind: 'flag',
      help: sentence(optionTexts, 'fit'),
    },
  },
  async run(input) {
    const prepared = await prepare(input);
    if ('result' in prepared) return prepared.result;
    try {
      const bytes = measureModel(prepared.document, prepared.dataset.classes) ?? 0;
      const problems = [...checkReadable(bytes), ...(await checkFreeSpace(input.options.requiredText('out'), bytes))];
      return problems.length > 0 ? failed(problems) : await train(prepared, input);
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

async function train(job: Job, input: CommandInput): Promise<CommandResult> {
  const { operands, options, output, signal, setStake } = input;
  const place = { path: options.requiredText('out'), target: resolve(options.requiredText('out')), network: operands[0] ?? '' };
  const { path, network } = place;
  setStake({
    saving: sentence(texts, 'saving', { path }),
    lost: sentence(texts, 'lost', { path }),
  });
  const run = await runTraining(job, output, signal);
  const { ending, trained, diagnostics } = run;
  if (ending === 'refused') return failed(placeInFile(network, diagnostics));
  if (trained === undefined) {
    return ending === 'stopped' ? { kind: 'cancelled', message: sentence(texts, 'noStep') } : failed(diagnostics);
  }
  const finished = await finish({ ...run, trained }, job, place, input);
  const found = [...diagnostics, ...finished.diagnostics];
  if (found.length > 0) return failed(found);
  return signal.aborted ? { kind: 'cancelled', message: sentence(texts, 'written', { path }) } : done;
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
  const { document, network } = adjusted.value;
  // of a batch that is too small the analysis warns; here it is refused, and told once: where sizes vary, by the training itself
  output.diagnose(
    placeInFile(
      path,
      adjusted.diagnostics.filter(({ id }) => !tooFewToLearn.includes(id)),
    ),
  );
  const tooSmall = sizeRangeOf(document) === undefined ? checkBatch(network.layers, document.training.batchSize, 'error') : [];
  if (tooSmall.length > 0) return { result: failed(placeInFile(path, tooSmall)) };
  const workers = options.number('workers') ?? Math.min(mostWorkers, availableParallelism());
  const request = { folder: options.requiredText('data'), testFolder: options.text('test'), workers };
  const images = await openFitting(path, adjusted.value, request, { options, output, signal });
  return images.kind === 'ended' ? images : { document: images.document, dataset: images.dataset, workers };
}

/** Writes the model, evaluates it on the test part where there is one, and tells the result. Diagnostics: whatever went wrong. */
async function finish(
  run: RunResult & { readonly trained: KeptNetwork },
  job: Job,
  place: SavePlace,
  { output, signal, setStake }: CommandInput,
): Promise<Outcome<undefined>> {
  const { trained, kept } = run;
  const made = await makeModel(trained, job.workers);
  if (!made.ok) return made;
  const { text, predictor } = made.value;
  try {
    const saved = await saveModel(place, text, output, !signal.aborted);
    if (!saved.ok) return saved;
    const path = saved.value;
    setStake({ saving: sentence(texts, 'savingEvaluation', { path }), lost: sentence(texts, 'lostEvaluation', { path }) });
    const tested = await evaluateTest(predictor, job.dataset, output, signal);
    const test = tested.ok && tested.value ? describeEvaluation('test', tested.value, output.language) : undefined;
    const { epochs, steps, images, seconds, training, validation } = trained.summary;
    const say = textsIn(texts, output.language);
    const values = { path, seconds: seconds.toFixed(1) };
    const wrote =
      kept === 'best' || kept === 'last' ? say('wroteWeights', { ...values, weights: describeKept(epochs, kept) }) : say('wrote', values);
    output.say(
      { kind: 'result', model: path, kept, epochs, steps, images, seconds, training, validation, ...(test ? { test: test.line } : {}) },
      [...(test ? [test.text] : []), wrote].join('\n'),
    );
    return succeed(undefined, [...saved.diagnostics, ...tested.diagnostics]);
  } finally {
    await predictor.dispose();
  }
}

/** The model is made with all workers, and where they fail (a machine out of memory) once more with one. */
async function makeModel(
  trained: KeptNetwork,
  workers: number,
): Promise<Outcome<{ readonly text: string; readonly predictor: Predictor }>> {
  const { createPredictor } = await import('../host/runs/client.ts');
  const created = await createPredictor(trained, workers);
  if (!created.ok) return workers > 1 ? makeModel(trained, 1) : fail(...created.diagnostics);
  const predictor: Predictor = created.value;
  try {
    const text = await makeModelText(trained, predictor);
    if (text.ok) return succeed({ text: text.value, predictor });
    await predictor.dispose();
    return text;
  } catch (error) {
    await predictor.dispose();
    if (!(error instanceof WorkerFailure) || workers === 1) throw error;
    return makeModel(trained, 1);
  }
}

/** The model is written by then: what goes wrong here takes nothing from it. No value where there is nothing to tell. */
async function evaluateTest(
  predictor: Predictor,
  dataset: OpenedDataset,
  output: Output,
  signal: AbortSignal,
): Promise<Outcome<Evaluation | undefined>> {
  if ((dataset.parts.test?.count ?? 0) === 0 || signal.aborted) return succeed(undefined);
  try {
    const evaluation = await evaluatePart(predictor, dataset, 'test', output, signal);
    const unsound = evaluation && diagnoseLoss(evaluation.score.loss, 'test');
    return unsound ? fail(unsound) : succeed(evaluation);
  } catch (error) {
    if (!(error instanceof WorkerFailure)) throw error;
    return fail(error.diagnostic);
  }
}
