// Measures what one core can do at most (ceilings.as.ts), and what the micro-kernels reach alone (micro-kernels.as.ts), in the same run as what is compared with it: the machine's speed
// changes from minute to minute.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { chooseSimdLevel } from '../../electron/host/runs/simd.ts';

export interface Ceilings {
  /** Operations a second, in billions, of the faster of two loops: a fused multiply–add is two. */
  measureProducts(): number;
  /** Bytes moved a second, in billions, by a copy that moves `moved` bytes, read and written together. */
  measureCopy(moved: number): number;
}

interface Exports {
  multiplyAdd(turns: number, first: number, second: number): number;
  accumulate(turns: number, first: number, second: number): number;
  copy(target: number, source: number, bytes: number, times: number): void;
}

const pageBytes = 65536;
const largestCopy = 128 * 1024 * 1024;

/** Seconds that `work` takes, the best of `rounds`. */
function best(rounds: number, work: () => void): number {
  let seconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    work();
    seconds = Math.min(seconds, (performance.now() - started) / 1000);
  }
  return seconds;
}

/** A file of this folder in WebAssembly, and the same as text. */
export async function translate(file: string): Promise<{ readonly binary: Uint8Array<ArrayBuffer>; readonly text: string }> {
  let binary: Uint8Array<ArrayBuffer> | undefined;
  let text = '';
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const words = [file, '--outFile', 'bench.wasm', '--textFile', 'bench.wat', '-O3', '--noAssert', '--runtime', 'stub', '--importMemory'];
  const { error, stderr } = await asc.main([...words, '--enable', 'simd,relaxed-simd', '--use', 'abort=', '--baseDir', folder], {
    readFile: (name, base) => {
      const path = resolve(base, name);
      return existsSync(path) ? readFileSync(path, 'utf8') : null;
    },
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = new Uint8Array(contents as Uint8Array);
      else text = String(contents);
    },
    listFiles: () => [],
  });
  if (error !== null || binary === undefined) throw new Error(`${file} does not compile:\n${stderr.toString()}`);
  return { binary, text };
}

async function compile(file: string): Promise<WebAssembly.Module> {
  if (chooseSimdLevel() !== 'relaxed') throw new Error('expected relaxed SIMD, which is what the ceilings are measured with');
  return new WebAssembly.Module((await translate(file)).binary);
}

function instantiate<Exports>(module: WebAssembly.Module, bytes: number): Exports {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
}

/** What each micro-kernel reaches alone, in billions of operations a second, with sums of `depth` terms. */
export async function measureMicroKernels(depth: number): Promise<readonly (readonly [name: string, rate: number])[]> {
  const kernels = instantiate<Record<string, (depth: number, times: number) => void>>(await compile('micro-kernels.as.ts'), 8 * pageBytes);
  const times = Math.ceil(2_000_000 / depth);
  return Object.entries(kernels)
    .filter(([, kernel]) => typeof kernel === 'function')
    .map(([name, kernel]) => [name, ((name === 'four' ? 64 : 96) * depth * times) / best(10, () => kernel(depth, times)) / 1e9]);
}

/** Compiles the loops. Throws where this machine has no relaxed SIMD. */
export async function createCeilings(): Promise<Ceilings> {
  const { multiplyAdd, accumulate, copy } = instantiate<Exports>(await compile('ceilings.as.ts'), largestCopy + 2 * pageBytes);
  // short rounds, so that one of them meets the highest clock
  const [turns, rounds] = [250_000, 40];
  return {
    measureProducts: () =>
      Math.max(
        (96 * turns) / best(rounds, () => void multiplyAdd(turns, 0.999, 0.001)),
        (80 * turns) / best(rounds, () => void accumulate(turns, 0.999, 0.001)),
      ) / 1e9,
    measureCopy: (moved) => {
      const bytes = Math.max(64, Math.floor(Math.min(moved, largestCopy) / 2 / 64) * 64);
      const times = Math.max(1, Math.floor(4e6 / bytes));
      return (2 * bytes * times) / best(10, () => copy(pageBytes + largestCopy / 2, pageBytes, bytes, times)) / 1e9;
    },
  };
}
