// receptive inspect --operations and --ways: the training program as a listing, and how this machine computes each operation.
import type { WayOffer } from '../../engine/backends/wasm/plan/choose.ts';
import type { ExplainedWay } from '../../engine/backends/wasm/plan/explain.ts';
import { formatShape } from '../../engine/base/shape.ts';
import type { Pass } from '../../engine/operations/operation.ts';
import type { ListedOperation } from '../../engine/program/listing.ts';
import type { OperationProgram } from '../../engine/program/program.ts';
import type { Output } from './output.ts';
import type { CheckedNetwork } from './read-files.ts';
import { formatTable } from './table.ts';

const headings: Readonly<Record<Pass, string>> = {
  input: 'Images in',
  forward: 'Forward',
  loss: 'Loss',
  backward: 'Backward: gradients, from the loss to the first layer',
  update: 'Update of the weights',
};

/** The program of one training step in batches as the settings say. */
export async function composeTrainingStep({ document, network }: CheckedNetwork): Promise<OperationProgram> {
  const { composeProgram } = await import('../../engine/program/compose.ts');
  const { batchSize, seed, loss, optimizer } = document.training;
  return composeProgram(network, { name: 'train', batch: batchSize, training: true }, { seed, loss, optimizer });
}

/** Says the entries of a program, a heading wherever another pass begins. */
function sayByPass<T extends { readonly pass: Pass }>(
  output: Output,
  entries: readonly T[],
  rows: readonly string[],
  line: (entry: T) => Readonly<Record<string, unknown>>,
  kind: string,
): void {
  let pass: Pass | undefined;
  entries.forEach((entry, index) => {
    if (entry.pass !== pass) output.sayText(`\n${headings[entry.pass]}`);
    pass = entry.pass;
    output.say({ kind, ...line(entry) }, `  ${rows[index] ?? ''}`);
  });
}

export async function sayOperations(output: Output, program: OperationProgram): Promise<void> {
  const { formatOperation, listOperations } = await import('../../engine/program/listing.ts');
  const operations = listOperations(program);
  const sizeOf = ({ results: [result], operation }: ListedOperation): string =>
    result === undefined ? '' : `${formatShape(result.shape)}${operation === 'reshape' ? ', seen differently' : ''}`;
  const rows = formatTable(
    operations.map((operation) => [formatOperation(operation), sizeOf(operation)]),
    ['left', 'left'],
  ).split('\n');
  output.sayText(`One training step on ${program.batch} images: ${operations.length} operations. A size begins with the batch.`);
  sayByPass(output, operations, rows, (operation) => ({ ...operation }), 'operation');
  if (program.rewritten.length > 0) output.sayText('\nRewritten, because it is the same and costs less');
  for (const note of program.rewritten) output.say({ kind: 'rewrite', text: note }, `  ${note}`);
}

const formatCost = (cost: number): string => (cost >= 1000 ? cost.toExponential(2) : `${Math.round(cost)}`);

function formatOffer({ way, cost, misfit }: WayOffer): string {
  return misfit === undefined ? `${way} ${formatCost(cost ?? 0)}` : `${way}: ${misfit}`;
}

function formatOthers({ way, offers }: ExplainedWay): string {
  const others = offers.filter((offer) => offer.way !== way);
  const own = offers.find((offer) => offer.way === way);
  if (others.length === 0) return '';
  return [...(own?.cost ? [`cost ${formatCost(own.cost)}`] : []), `not ${others.map(formatOffer).join('; ')}`].join(', ');
}

export async function sayWays(output: Output, program: OperationProgram): Promise<void> {
  const { explainWays } = await import('../../engine/backends/wasm/plan/explain.ts');
  const ways = explainWays(program);
  const rows = formatTable(
    ways.map((entry) => [entry.node, entry.operation, entry.way ?? '–', formatOthers(entry)]),
    ['left', 'left', 'left', 'left'],
  ).split('\n');
  output.sayText(
    'The way that this machine takes to each operation, and why not another. Costs of one operation compare; the least is taken.',
  );
  sayByPass(output, ways, rows, ({ way, ...entry }) => ({ ...entry, way: way ?? null }), 'way');
}
