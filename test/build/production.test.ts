// A window bundled in a test's process is the one that people get.
import { afterEach, expect, it } from 'vitest';
import { asProduction } from '../../build/production.ts';

const former = process.env.NODE_ENV;
afterEach(() => {
  process.env.NODE_ENV = former;
});

it('bundles for production whatever the process says, and leaves that as it was', async () => {
  process.env.NODE_ENV = 'test';
  expect(await asProduction(async () => process.env.NODE_ENV)).toBe('production');
  expect(process.env.NODE_ENV).toBe('test');
});

it('leaves it as it was after a failure, and unset where it was', async () => {
  delete process.env.NODE_ENV;
  await expect(asProduction(() => Promise.reject(new Error('not bundled')))).rejects.toThrow('not bundled');
  expect('NODE_ENV' in process.env).toBe(false);
});
