// Lifts documents of older versions to the present one, a version at a time. An entry at n turns version n into n + 1 and
// works on plain data, because the types of old versions are gone.

export type Migration = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Version 1 had one end, `softmax`, and its loss among the settings of training: the end is called `classification` and knows its loss. */
function moveLossToEnd(data: Data): Record<string, unknown> {
  const training = isData(data['training']) ? data['training'] : {};
  const { loss, ...settings } = training;
  const chosen = isData(loss) ? loss : {};
  const parameters = isData(chosen['parameters']) ? chosen['parameters'] : {};
  const lift = (node: unknown): unknown =>
    isData(node) && node['type'] === 'softmax'
      ? {
          ...node,
          type: 'classification',
          parameters: { ...(isData(node['parameters']) ? node['parameters'] : {}), ...parameters, loss: chosen['type'] ?? 'crossEntropy' },
        }
      : node;
  return {
    ...data,
    nodes: Array.isArray(data['nodes']) ? data['nodes'].map(lift) : data['nodes'],
    training: isData(data['training']) ? settings : data['training'],
  };
}

export const documentMigrations: Readonly<Record<number, Migration>> = { 1: moveLossToEnd };

/**
 * Applies migrations from the data's own `version` up to `current`. Returns the data as it is where the version is not a
 * number or not known: the caller reports that.
 */
export function migrate(
  data: Readonly<Record<string, unknown>>,
  current: number,
  migrations: Readonly<Record<number, Migration>>,
): Readonly<Record<string, unknown>> {
  let present = data;
  for (;;) {
    const version = present['version'];
    const migration = typeof version === 'number' && version < current ? migrations[version] : undefined;
    if (migration === undefined) return present;
    present = { ...migration(present), version: (version as number) + 1 };
  }
}
