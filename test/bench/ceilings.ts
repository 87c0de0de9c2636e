// Measures what one core can do at most (ceilings.as.ts), in the same run as what is compared with it: the machine's speed
// changes from minute to minute.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { chooseSimdLevel } from '../../electron/pool/simd.ts';

export interface Ceilings {
  /** Operations a second, in billions: a fused multiply–add is two. */
  measureProducts(): number;
  /** Bytes moved a second, in billions, by a copy that moves `moved` bytes, read and written together. */
  measureCopy(moved: number): number;
}

interface Exports {
  multiplyAdd(turns: number): number;
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

/** Compiles the two loops. Throws where this machine has no relaxed SIMD. */
export async function createCeilings(): Promise<Ceilings> {
  if (chooseSimdLevel() !== 'relaxed') throw new Error('expected relaxed SIMD, which is what the ceilings are measured with');
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const words = ['ceilings.as.ts', '--outFile', 'ceilings.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--importMemory'];
  const { error, stderr } = await asc.main([...words, '--enable', 'simd,relaxed-simd', '--use', 'abort=', '--baseDir', folder], {
    readFile: (name, base) => (name.endsWith('ceilings.as.ts') ? readFileSync(resolve(base, name), 'utf8') : null),
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = new Uint8Array(contents as Uint8Array);
    },
    listFiles: () => [],
  });
  if (error !== null || binary === undefined) throw new Error(`the ceilings do not compile:\n${stderr.toString()}`);
  const memory = new WebAssembly.Memory({ initial: largestCopy / pageBytes + 2 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } });
  const { multiplyAdd, copy } = instance.exports as unknown as Exports;
  const turns = 2_000_000;
  return {
    measureProducts: () => (96 * turns) / best(10, () => void multiplyAdd(turns)) / 1e9,
    measureCopy: (moved) => {
      const bytes = Math.max(64, Math.floor(Math.min(moved, largestCopy) / 2 / 64) * 64);
      const times = Math.max(1, Math.floor(4e6 / bytes));
      return (2 * bytes * times) / best(10, () => copy(pageBytes + largestCopy / 2, pageBytes, bytes, times)) / 1e9;
    },
  };
}
