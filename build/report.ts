// The demonstration's report: what was trained, how long it took and how well it does, as a page of Markdown.
// Reads what `receptive evaluate --json` said; the network's details are in the model file itself.
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface DemonstrationResult {
  readonly folder: string;
  readonly model: string;
  readonly epochs: number;
  readonly seconds: number;
  /** JSON lines; the one with `perClass` holds the result. */
  readonly evaluation: string;
}

interface ClassScore {
  readonly name: string;
  readonly count: number;
  readonly correct: number;
}

interface Evaluation {
  readonly accuracy: number;
  readonly loss: number;
  readonly perClass: readonly ClassScore[];
}

/** Writes report.md beside the model and gives its path. */
export function writeReport(result: DemonstrationResult): string {
  const { accuracy, loss, perClass } = readEvaluation(result.evaluation);
  const images = perClass.reduce((sum, { count }) => sum + count, 0);
  const rows = perClass.map(
    ({ name, count, correct }) => `| ${name} | ${count} | ${correct} | ${formatShare(count === 0 ? 0 : correct / count)} |`,
  );
  const file = join(result.folder, 'report.md');
  writeFileSync(
    file,
    `${[
      '# LeNet on the sample images',
      '',
      `- Trained for ${result.epochs} epochs in ${result.seconds.toFixed(1)} s, opening the images included.`,
      `- Evaluated on ${images} images that it was not trained on: accuracy ${formatShare(accuracy)}, loss ${loss.toFixed(4)}.`,
      `- The model: \`${basename(result.model)}\`. Use it with \`npx receptive predict ${basename(result.model)} IMAGE\`.`,
      '',
      '| class | images | right | accuracy |',
      '| --- | ---: | ---: | ---: |',
      ...rows,
    ].join('\n')}\n`,
  );
  return file;
}

export function readEvaluation(lines: string): Evaluation {
  for (const line of lines.split('\n').filter((text) => text.startsWith('{'))) {
    const value = JSON.parse(line) as Partial<Evaluation> & { readonly score?: { readonly accuracy: number; readonly loss: number } };
    const score = value.score ?? value;
    if (value.perClass && score.accuracy !== undefined && score.loss !== undefined) {
      return { accuracy: score.accuracy, loss: score.loss, perClass: value.perClass };
    }
  }
  throw new Error(`Expected "receptive evaluate --json" to say accuracy, loss and perClass, found:\n${lines}`);
}

function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
