// Unit and architecture tests: everything in test/ but the end-to-end tests, which Playwright runs in a real Electron, and the
// long ones (vitest.long.config.ts).
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'test/bench/**', 'test/long/**'],
    environment: 'node',
    globalSetup: 'test/helpers/fresh-bundle.ts',
    pool: 'forks',
    // by itself it would leave one of two cores idle
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    // no test imports a kernel's source: what is compiled from it is tried by these
    watchTriggerPatterns: [{ pattern: /engine\/backends\/wasm\/.*\.as\.ts$/, testsToRun: () => 'test/engine/operations/ways.test.ts' }],
  },
});
