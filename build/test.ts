// `npm test [-- stage … [-- arguments for the runner]]`: runs the stages, all but the long one unless some are named, and ends with the
// one line "N passed, N failed". A stage that can't run counts as one failed test and does not keep the next from running.

import { addCounts, type TestCounts } from './test-counts.ts';
import { stages } from './test-stages.ts';

const commandArguments = process.argv.slice(2);
const separator = commandArguments.indexOf('--');
const names = separator < 0 ? commandArguments : commandArguments.slice(0, separator);
const runnerArguments = separator < 0 ? [] : commandArguments.slice(separator + 1);

const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`Expected stages of: ${stages.map(({ name }) => name).join(', ')}. Found: ${unknown.join(', ')}`);
  process.exit(2);
}

const counts: TestCounts[] = [];
for (const stage of stages) {
  if (names.length > 0 ? !names.includes(stage.name) : stage.onlyNamed) continue;
  console.log(`\n── ${stage.name} ──`);
  const started = performance.now();
  const count = await stage.run(runnerArguments).catch((error: unknown): TestCounts => {
    console.log(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1 };
  });
  counts.push(count);
  console.log(`${stage.name}: ${count.passed} passed, ${count.failed} failed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const { passed, failed } = addCounts(counts);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
