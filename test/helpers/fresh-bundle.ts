// Before the unit tests, and before each further run where they are watched: a bundle of exactly these sources, because worker threads
// and the command line run from it.
import type { TestProject } from 'vitest/node';
import { bundleIfStale } from '../../build/bundle.ts';

const report = (line: string): void => console.log(line);

export async function setup(project: TestProject): Promise<void> {
  await bundleIfStale(report);
  project.onTestsRerun(async () => {
    await bundleIfStale(report).catch((error: unknown) => {
      report(
        `${error instanceof Error ? error.message : String(error)}\nWorker threads and the command line are those of the last bundle.`,
      );
    });
  });
}
