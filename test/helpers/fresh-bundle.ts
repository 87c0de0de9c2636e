// Before the unit tests: a bundle of exactly these sources, because worker threads and the command line run from it.
import { bundleIfStale } from '../../build/bundle.ts';

export async function setup(): Promise<void> {
  await bundleIfStale((line) => console.log(line));
}
