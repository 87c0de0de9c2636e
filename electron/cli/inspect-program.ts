// receptive inspect --operations and --ways: the program of a training step as a listing that can be read from top to bottom, and how
// this machine computes each operation. Every operation is a JSON line; headings and glossaries are for people alone.
import type { WayOffer } from '../../engine/backends/wasm/plan/choose.ts';
import type { ExplainedWay } from '../../engine/backends/wasm/plan/explain.ts';
import { formatShortCount, plural } from '../../engine/base/numbers.ts';
import { formatShape } from '../../engine/base/shape.ts';
import type { Pass } from '../../engine/operations/operation.ts';
import type { ListedOperation } from '../../engine/program/listing.ts';
import type { OperationProgram } from '../../engine/program/program.ts';
import type { CheckedNetwork } from '../host/models/read-files.ts';
import type { Output } from './output.ts';
import { formatRows } from './table.ts';

/** Characters of a line behind its indentation. */
const lineWidth = 146;

const headings: Readonly<Record<Pass, string>> = {
  input: 'Images in',
  forward: 'Forward: from the images to the last layer',
  loss: 'Loss: how wrong the answers are, and in which direction',
  score: 'Scores: what else is told of the answers',
  backward: 'Backward: gradients of the loss, from the last layer to the first',
  update: 'Update: the weights that decay are one run of numbers, the others another',
};

/** The program of one training step in batches as the settings say. */
export async function composeTrainingStep({ document, network }: CheckedNetwork): Promise<OperationProgram> {
  const { composeProgram } = await import('../../engine/program/compose.ts');
  const { batchSize, seed, optimizer } = document.training;
  return composeProgram(network, { name: 'train', batch: batchSize, training: true }, { seed, optimizer });
}

/** Says the entries of a program, a heading wherever another pass begins. */
function sayByPass<T extends { readonly pass: Pass }>(output: Output, entries: readonly T[], rows: readonly string[], kind: string): void {
  let pass: Pass | undefined;
  entries.forEach((entry, index) => {
    if (entry.pass !== pass) output.sayText(`\n${headings[entry.pass]}`);
    pass = entry.pass;
    output.say({ kind, ...entry }, `  ${rows[index] ?? ''}`);
  });
}

function sayGlossary(output: Output, title: string, rows: readonly (readonly string[])[]): void {
  output.sayText(`\n${title}`);
  for (const row of formatRows(
    rows,
    (rows[0] ?? []).map(() => 'left'),
    lineWidth,
  ))
    output.sayText(`  ${row}`);
}

export async function sayOperations(output: Output, program: OperationProgram): Promise<void> {
  const { formatOperation, listOperations, listSignatures } = await import('../../engine/program/listing.ts');
  const operations = listOperations(program);
  // what has no result changes its first operand
  const sizeOf = ({ results, operands }: ListedOperation): string => formatShape((results[0] ?? operands[0])?.shape ?? []);
  const costOf = ({ multiplyAdds }: ListedOperation): string => (multiplyAdds === 0 ? '' : formatShortCount(multiplyAdds));
  const textOf = (operation: ListedOperation): string =>
    `${formatOperation(operation)}${operation.isView ? ' (seen differently: nothing is computed)' : ''}`;
  const rows = formatRows(
    operations.map((operation) => [sizeOf(operation), costOf(operation), textOf(operation)]),
    ['left', 'right', 'left'],
    lineWidth,
  );
  const total = operations.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
  output.sayText(
    `One training step on ${plural(program.batch, 'image')}: ${plural(operations.length, 'operation')}, ${formatShortCount(total)} multiply–adds. A line: size of the result (the batch first),\nmultiply–adds, what is computed. x.gradient is the gradient of the loss with respect to x, x.gradient.b the part of it that comes\nthrough layer b. What has a star is changed in place, too.`,
  );
  sayByPass(output, operations, rows, 'operation');
  const glossary = listSignatures(operations).map(({ signature, explanation }) => [signature, explanation]);
  sayGlossary(output, 'What the operations are', glossary);
  if (program.rewritten.length > 0) output.sayText('\nRewritten, because the result is the same and costs less');
  for (const note of program.rewritten) output.say({ kind: 'rewrite', text: note }, `  ${note}`);
}

/** The other ways: those that cost more, as multiples of what was taken, then those that can't. */
function formatOthers({ way, offers }: ExplainedWay): string {
  const taken = offers.find((offer) => offer.way === way)?.cost ?? 0;
  const dearer = offers.filter((offer): offer is WayOffer & { readonly cost: number } => offer.way !== way && offer.cost !== undefined);
  return [
    ...dearer.map((offer) => `${offer.way} ×${(offer.cost / taken).toFixed(2)}`),
    ...offers.flatMap((offer) => (offer.misfit === undefined ? [] : [`${offer.way}: ${offer.misfit}`])),
  ].join('; ');
}

const formatCost = ({ way, offers }: ExplainedWay): string => {
  const cost = offers.find((offer) => offer.way === way)?.cost ?? 0;
  return cost === 0 ? '' : formatShortCount(cost);
};

export async function sayWays(output: Output, program: OperationProgram): Promise<void> {
  const { explainWays } = await import('../../engine/backends/wasm/plan/explain.ts');
  const ways = explainWays(program);
  const rows = formatRows(
    [
      ['layer', 'operation', 'way', 'cost', 'others'],
      ...ways.map((entry) => [entry.node, entry.operation, entry.way ?? '–', formatCost(entry), formatOthers(entry)]),
    ],
    ['left', 'left', 'left', 'right', 'left'],
    lineWidth,
  );
  output.sayText(
    `How this machine computes one training step on ${plural(program.batch, 'image')}. Where an operation can be computed in several ways, the cheapest that\nfits is taken: a cost is about as many multiply–adds as would take as long by the definition, and behind another way stands how many\ntimes as much it would cost, or why it does not fit.\n\n  ${rows[0]}`,
  );
  sayByPass(
    output,
    ways.map(({ way, ...entry }) => ({ ...entry, way: way ?? null })),
    rows.slice(1),
    'way',
  );
  const explained = new Map(ways.map(({ operation, way = '–', explanation }) => [`${operation} ${way}`, [operation, way, explanation]]));
  sayGlossary(output, 'What the ways are', [...explained.values()]);
}
