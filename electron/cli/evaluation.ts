// The score of a network on a part of an image folder, per class too: used by `evaluate`, and by `train` for its test part.

import { fail, type Outcome, succeed } from '../../engine/base/diagnostics.ts';
import { type Language, messagesOf } from '../../engine/base/messages.ts';
import { formatCount, formatDecibels, formatLoss, formatShare } from '../../engine/base/numbers.ts';
import type { OpenedDataset, PartName } from '../../engine/datasets/image-folder.ts';
import type { Score } from '../../engine/train/summary.ts';
import { words } from '../../engine/words/host.ts';
import { textsIn } from '../../engine/words/texts.ts';
import type { Evaluation, Predictor } from '../host/runs/trainer.ts';
import type { JsonLine, Output } from './output.ts';
import { formatTable } from './table.ts';
import { evaluationTexts } from './words/results.ts';

const { problem, fix } = messagesOf(words);

/** Undefined where it was cancelled. */
export async function evaluatePart(
  predictor: Predictor,
  dataset: OpenedDataset,
  part: PartName,
  output: Output,
  signal: AbortSignal,
): Promise<Evaluation | undefined> {
  const label = textsIn(evaluationTexts, output.language)('evaluating');
  const evaluation = await predictor.evaluate(dataset, part, (done, total) => output.progress.show(label, done, total), signal);
  output.progress.clear();
  return evaluation;
}

/** Every measure of a score in words, the one that a person asks for first. */
export function describeMeasures({ loss, accuracy, psnr }: Omit<Score, 'ends'>, language: Language): string[] {
  const text = textsIn(evaluationTexts, language);
  return [
    ...(accuracy === undefined ? [] : [text('accuracy', { share: formatShare(accuracy) })]),
    ...(psnr === undefined ? [] : [text('psnr', { ratio: formatDecibels(psnr) })]),
    text('loss', { loss: formatLoss(loss) }),
  ];
}

/** The loss of each end, where there are several. */
export function describeEnds({ ends = [] }: Score): string[] {
  return ends.map(({ id, loss }) => `${id} ${formatLoss(loss)}`);
}

/** part: the part's name, or `all` where the folder was not divided. */
export function describeEvaluation(
  part: PartName | 'all',
  { images, score, perClass }: Evaluation,
  language: Language,
): { readonly line: Omit<JsonLine, 'kind'>; readonly text: string } {
  const text = textsIn(evaluationTexts, language);
  const rows = perClass.map(({ name, count, correct }) => [
    `  ${name}`,
    formatCount(count),
    formatCount(correct),
    count === 0 ? '–' : formatShare(correct / count),
  ]);
  const headings = [`  ${text('class')}`, text('images'), text('right'), text('accuracyHeading')];
  const classes = formatTable([headings, ...rows], ['left', 'right', 'right', 'right']);
  const measures = { kind: 'list', items: [...describeMeasures(score, language), ...describeEnds(score)], joined: 'comma' } as const;
  return {
    line: { part, images, ...score, perClass },
    text: `${perClass.length > 0 ? `${classes}\n` : ''}${text('evaluated', { measures, part, images })}`,
  };
}

/** Classes that are listed. */
const mostListed = 50;
const named = (names: readonly string[]) => ({ kind: 'list', items: names.slice(0, mostListed), joined: 'comma' }) as const;

/** The folder's labels renumbered in the order of the model's classes. A class that the model has not learnt is refused, and so is a
 * folder without any. */
export function matchClasses(dataset: OpenedDataset, classes: readonly string[]): Outcome<OpenedDataset> {
  if (dataset.classes.length === 0) {
    const todo = { ...fix('move-into-classes'), changes: [] };
    return fail({ ...problem('classes-absent', { expected: named(classes) }), path: dataset.folder, fix: todo });
  }
  const indexInModel = dataset.classes.map((name) => classes.indexOf(name));
  const unknown = dataset.classes.filter((_, index) => indexInModel[index] === -1);
  if (unknown.length > 0) {
    return fail({
      ...problem('class-unknown', { expected: named(classes), received: named(unknown) }),
      path: dataset.folder,
      fix: { ...fix('rename-classes'), changes: [] },
    });
  }
  const renumber = (perClass: readonly number[]) => classes.map((name) => perClass[dataset.classes.indexOf(name)] ?? 0);
  const { training, validation, test } = dataset.parts;
  return succeed({
    ...dataset,
    classes,
    labels: dataset.labels.map((label) => (label < 0 ? label : (indexInModel[label] ?? -1))),
    parts: {
      training: { ...training, perClass: renumber(training.perClass) },
      validation: { ...validation, perClass: renumber(validation.perClass) },
      ...(test ? { test: { ...test, perClass: renumber(test.perClass) } } : {}),
    },
  });
}
