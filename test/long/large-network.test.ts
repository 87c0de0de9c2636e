// The largest network that is promised to train within 3 GiB does: in a process of its own, whose most memory is measured.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../bench/large.ts', import.meta.url));

it('trains 25 million parameters on images of 224×224, eight at once, within 3 GiB', { timeout: 300_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, '2'], { timeout: 280_000 });
  const { parameters, arenaBytes, residentBytes, loss } = JSON.parse(stdout) as Record<string, number>;
  expect(parameters).toBeGreaterThan(25_000_000);
  expect(Number.isFinite(loss)).toBe(true);
  expect(residentBytes).toBeGreaterThan(arenaBytes as number);
  expect(residentBytes).toBeLessThan(3 * 1024 ** 3);
});
