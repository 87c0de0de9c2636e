// How a model file of an older version becomes one of this version: step by step through a table, each entry from version n to
// n + 1. A version that no step leads from is refused, never guessed at.
import { type Diagnostic, fail, type Outcome, succeed } from '../base/diagnostics.ts';
import { describeValue } from '../base/issue-diagnostics.ts';
import { messagesOf } from '../base/messages.ts';
import { type Migration, migrate } from '../document/migrations.ts';
import { modelVersion } from './model.ts';
import { words } from './words.ts';

const { problem, fix, phrase } = messagesOf(words);

export type ModelFields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is ModelFields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Version 1 had one end, a node of type `softmax` that tells classes, and did not name it. The network is migrated where it is parsed. */
function nameEnds(fields: ModelFields): Record<string, unknown> {
  const { network, classes } = fields;
  const nodes = isFields(network) && Array.isArray(network['nodes']) ? network['nodes'] : [];
  const ends = nodes.filter((node) => isFields(node) && node['type'] === 'softmax');
  const shape = [Array.isArray(classes) ? classes.length : 0];
  return { ...fields, ends: ends.map((node: ModelFields) => ({ id: node['id'], kind: 'classification', target: 'labels', shape })) };
}

/** By the version it starts from. A migration takes unchecked data: it must not throw. */
export const modelMigrations: Readonly<Record<number, Migration>> = { 1: nameEnds };

/** The fields in the current version; a diagnostic for a version that is unknown, too new, or no version at all. */
export function migrateModel(
  fields: ModelFields,
  migrations: Readonly<Record<number, Migration>> = modelMigrations,
  current: number = modelVersion,
): Outcome<ModelFields> {
  const migrated = migrate(fields, current, migrations);
  return migrated['version'] === current ? succeed(migrated) : fail(unknownVersion(fields['version'], current));
}

function unknownVersion(found: unknown, current: number): Diagnostic {
  const isNewer = typeof found === 'number' && Number.isInteger(found) && found > current;
  const received = found === undefined ? phrase('no-version-told') : phrase('version', { version: describeValue(found) });
  return {
    ...problem('model-version', { isLater: current > 1, version: current, received }),
    path: 'version',
    fix: { ...fix(isNewer ? 'newer-program' : 'export-again-plainly'), changes: [] },
  };
}
