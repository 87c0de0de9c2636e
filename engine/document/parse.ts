// Turns unknown data (a file, a message) into a document, or says where and why it is none. A document is hostile input:
// everything is checked here once, so that nothing behind this line has to.
import type { z } from 'zod';
import { type Diagnostic, fail, type Outcome, succeed } from '../base/diagnostics.ts';
import { defaultParameters, type Parameters, parametersValidator, type WordlessFields } from '../base/fields.ts';
import { describeValue, diagnoseIssues, formatPath } from '../base/issue-diagnostics.ts';
import { messagesOf } from '../base/messages.ts';
import { findLayer } from '../layers/index.ts';
import { findOptimizer } from '../optimizers/index.ts';
import { findSchedule } from '../schedules/index.ts';
import { type Chosen, documentFormat, documentVersion, type GraphDocument } from './document.ts';
import { documentMigrations, migrate } from './migrations.ts';
import { documentSchema } from './validator.ts';
import { words } from './words.ts';

const { problem, phrase } = messagesOf(words);

/** A path as a diagnostic has it: none for the file as a whole. */
const at = (path: readonly PropertyKey[]): { readonly path?: string } => {
  const place = formatPath(path);
  return place === undefined ? {} : { path: place };
};

/** An empty document with the settings a beginner would keep. */
export function createDocument(name: string): GraphDocument {
  const choose = (type: string, definition: { readonly fields: WordlessFields } | undefined): Chosen => {
    if (definition === undefined) throw new Error(`no definition of ${type}`);
    return { type, parameters: defaultParameters(definition.fields) };
  };
  return {
    format: documentFormat,
    version: documentVersion,
    name,
    nodes: [],
    edges: [],
    training: {
      epochs: 10,
      batchSize: 32,
      seed: 1,
      optimizer: choose('sgd', findOptimizer('sgd')),
      schedule: choose('constant', findSchedule('constant')),
    },
    images: { fit: 'contain', background: [0, 0, 0], validationShare: 0.2 },
  };
}

type Checked = { readonly parameters: Parameters } | { readonly diagnostics: readonly Diagnostic[] };

function checkParameters(
  definition: { readonly fields: WordlessFields } | undefined,
  type: string,
  parameters: unknown,
  path: readonly PropertyKey[],
  node?: string,
): Checked {
  if (definition === undefined) {
    return {
      diagnostics: [{ ...problem('unknown-type', { type }), ...at([...path, 'type']), ...(node === undefined ? {} : { node }) }],
    };
  }
  const result = parametersValidator(definition.fields).safeParse(parameters);
  if (result.success) return { parameters: result.data };
  return { diagnostics: diagnoseIssues('invalid-file', parameters, result.error, { prefix: [...path, 'parameters'], node }) };
}

function checkVersion(data: unknown): { readonly data: unknown } | Diagnostic {
  const shape = typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Readonly<Record<string, unknown>>) : undefined;
  if (shape === undefined || shape['format'] !== documentFormat) {
    const received = shape?.['format'] === undefined ? phrase('no-format') : describeValue(shape['format']);
    return {
      ...problem('not-a-network', { format: documentFormat, received: shape === undefined ? describeValue(data) : received }),
      ...at(shape === undefined ? [] : ['format']),
    };
  }
  const lifted = migrate(shape, documentVersion, documentMigrations);
  if (lifted['version'] !== documentVersion) {
    const received = shape['version'] === undefined ? phrase('no-version') : describeValue(shape['version']);
    return { ...problem('unknown-version', { version: documentVersion, received }), path: 'version' };
  }
  return { data: lifted };
}

function checkNames(document: z.infer<typeof documentSchema>): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const reportTwice = (kind: 'node' | 'edge', name: string, path: readonly PropertyKey[]): void => {
    problems.push({ ...problem('duplicate-id', { kind, name }), ...at(path) });
  };
  const reportUnknown = (name: string, path: readonly PropertyKey[]): void => {
    problems.push({ ...problem('unknown-node', { name }), ...at(path) });
  };
  const nodes = new Set<string>();
  document.nodes.forEach((node, index) => {
    if (nodes.has(node.id)) reportTwice('node', node.id, ['nodes', index, 'id']);
    nodes.add(node.id);
  });
  document.nodes.forEach(({ weightsOf }, index) => {
    if (weightsOf !== undefined && !nodes.has(weightsOf)) reportUnknown(weightsOf, ['nodes', index, 'weightsOf']);
  });
  const edges = new Set<string>();
  document.edges.forEach((edge, index) => {
    if (edges.has(edge.id)) reportTwice('edge', edge.id, ['edges', index, 'id']);
    edges.add(edge.id);
    for (const end of ['source', 'target'] as const) {
      if (!nodes.has(edge[end])) reportUnknown(edge[end], ['edges', index, end]);
    }
  });
  return problems;
}

/** Checks and completes a document: missing parameters get their defaults, unknown ones are refused. */
export function parseDocument(data: unknown): Outcome<GraphDocument> {
  const checked = checkVersion(data);
  if (!('data' in checked)) return fail(checked);
  const result = documentSchema.safeParse(checked.data);
  if (!result.success) return fail(...diagnoseIssues('invalid-file', checked.data, result.error));
  const raw = result.data;
  const problems = checkNames(raw);
  const complete = (
    definition: { readonly fields: WordlessFields } | undefined,
    chosen: { type: string; parameters: unknown },
    path: readonly PropertyKey[],
    node?: string,
  ): Parameters => {
    const outcome = checkParameters(definition, chosen.type, chosen.parameters, path, node);
    if ('parameters' in outcome) return outcome.parameters;
    problems.push(...outcome.diagnostics);
    return {};
  };
  const nodes = raw.nodes.map(({ name, frozen, weightsOf, ...node }, index) => ({
    ...node,
    ...(name === undefined ? {} : { name }),
    ...(frozen === undefined ? {} : { frozen }),
    ...(weightsOf === undefined ? {} : { weightsOf }),
    parameters: complete(findLayer(node.type), node, ['nodes', index], node.id),
  }));
  const { optimizer, schedule } = raw.training;
  const choose = (
    definition: { readonly fields: WordlessFields } | undefined,
    chosen: { type: string; parameters: unknown },
    name: string,
  ): Chosen => ({
    type: chosen.type,
    parameters: complete(definition, chosen, ['training', name]),
  });
  const training = {
    ...raw.training,
    optimizer: choose(findOptimizer(optimizer.type), optimizer, 'optimizer'),
    schedule: choose(findSchedule(schedule.type), schedule, 'schedule'),
  };
  const edges = raw.edges.map(({ sourcePort, targetPort, ...edge }) => ({
    ...edge,
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(targetPort === undefined ? {} : { targetPort }),
  }));
  return problems.length > 0 ? fail(...problems) : succeed({ ...raw, nodes, edges, training });
}
