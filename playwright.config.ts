// End-to-end tests: a person's work in the bundled application, in a real Electron. One window at a time, no second tries:
// a test that passes only sometimes is a fault.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  // those marked so are for `npm run test:long` alone
  ...(process.env['RECEPTIVE_LONG_TESTS'] === undefined ? { grepInvert: /@long/ } : { grep: /@long/ }),
  outputDir: 'out/e2e',
  snapshotPathTemplate: 'test/e2e/pictures/{arg}{ext}',
  workers: 1,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  // letters may differ by a grey here and there, a corner or a colour not: by itself a button that is pressed would be as good as one that is not
  expect: { timeout: 15_000, toHaveScreenshot: { maxDiffPixelRatio: 0.002, threshold: 0.03, animations: 'disabled' } },
  reporter: [['line'], ['json', { outputFile: 'out/e2e-report.json' }]],
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
});
