// Lifts documents of older versions to the present one, a version at a time. An entry at n turns version n into n + 1 and
// works on plain data, because the types of old versions are gone.

export type Migration = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** Version 1 is the first, so there is nothing to lift yet. */
export const documentMigrations: Readonly<Record<number, Migration>> = {};

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
