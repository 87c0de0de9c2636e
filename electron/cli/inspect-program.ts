// receptive inspect --operations and --ways: the program of a training step as a listing that can be read from top to bottom, and how
// this machine computes each operation. Every operation is a JSON line; headings and glossaries are for people alone.
import type { WayOffer } from '../../engine/backends/wasm/plan/choose.ts';
import type { ExplainedWay } from '../../engine/backends/wasm/plan/explain.ts';
import { formatShortCount } from '../../engine/base/numbers.ts';
import { formatShape } from '../../engine/base/shape.ts';
import type { Pass } from '../../engine/operations/operation.ts';
import type { ListedOperation } from '../../engine/program/listing.ts';
import type { OperationProgram } from '../../engine/program/program.ts';
import { textsIn } from '../../engine/words/texts.ts';
import type { CheckedNetwork } from '../host/models/read-files.ts';
import type { Output } from './output.ts';
import { formatRows } from './table.ts';
import { programTexts } from './words/inspect.ts';

/** Characters of a line behind its indentation. */
const lineWidth = 146;

/** The program of one training step in batches as the settings say. */
export async function composeTrainingStep({ document, network }: CheckedNetwork): Promise<OperationProgram> {
  const { composeProgram } = await import('../../engine/program/compose.ts');
  const { batchSize, seed, optimizer } = document.training;
  return composeProgram(network, { name: 'train', batch: batchSize, training: true }, { seed, optimizer });
}

/** Says the entries of a program, a heading wherever another pass begins. */
function sayByPass<T extends { readonly pass: Pass }>(output: Output, entries: readonly T[], rows: readonly string[], kind: string): void {
  const text = textsIn(programTexts, output.language);
  let pass: Pass | undefined;
  entries.forEach((entry, index) => {
    if (entry.pass !== pass) output.sayText(`\n${text(entry.pass)}`);
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
  const text = textsIn(programTexts, output.language);
  const operations = listOperations(program);
  // what has no result changes its first operand
  const sizeOf = ({ results, operands }: ListedOperation): string => formatShape((results[0] ?? operands[0])?.shape ?? []);
  const costOf = ({ multiplyAdds }: ListedOperation): string => (multiplyAdds === 0 ? '' : formatShortCount(multiplyAdds));
  const textOf = (operation: ListedOperation): string =>
    operation.isView ? text('view', { operation: formatOperation(operation) }) : formatOperation(operation);
  const rows = formatRows(
    operations.map((operation) => [sizeOf(operation), costOf(operation), textOf(operation)]),
    ['left', 'right', 'left'],
    lineWidth,
  );
  const total = operations.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
  output.sayText(
    text('operationsIntroduction', {
      images: program.batch,
      operations: operations.length,
      multiplyAdds: formatShortCount(total),
    }),
  );
  sayByPass(output, operations, rows, 'operation');
  const glossary = listSignatures(operations).map(({ signature, explanation }) => [signature, explanation]);
  sayGlossary(output, text('operationsGlossary'), glossary);
  if (program.rewritten.length > 0) output.sayText(`\n${text('rewritten')}`);
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
  const text = textsIn(programTexts, output.language);
  const ways = explainWays(program);
  const rows = formatRows(
    [
      [text('layer'), text('operation'), text('way'), text('cost'), text('others')],
      ...ways.map((entry) => [entry.node, entry.operation, entry.way ?? '–', formatCost(entry), formatOthers(entry)]),
    ],
    ['left', 'left', 'left', 'right', 'left'],
    lineWidth,
  );
  output.sayText(`${text('waysIntroduction', { images: program.batch })}\n\n  ${rows[0]}`);
  sayByPass(
    output,
    ways.map(({ way, ...entry }) => ({ ...entry, way: way ?? null })),
    rows.slice(1),
    'way',
  );
  const explained = new Map(ways.map(({ operation, way = '–', explanation }) => [`${operation} ${way}`, [operation, way, explanation]]));
  sayGlossary(output, text('waysGlossary'), [...explained.values()]);
}
