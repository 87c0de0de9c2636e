// The tests that take too long for `npm test`: `npm run test:long`.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    environment: 'node',
    globalSetup: 'test/helpers/fresh-bundle.ts',
    pool: 'forks',
    // they measure memory and time: one after the other
    fileParallelism: false,
  },
});
