// Prepares this process's WebAssembly and says which SIMD level it offers. Flags belong to the process and must be set
// before anything is compiled, so one thread sets them for all. On Node 20 (V8 11) two are needed: relaxed SIMD is hidden,
// and the baseline compiler (Liftoff) miscompiles atomic operations around memory.atomic.wait32, so that a barrier loses
// an arrival; the optimising compiler does not, and neither compiler does in Node 22 and Electron 33 or later.
// Electron's main process has no trap handler for WebAssembly, so that V8 would compare every address with the memory's
// size: a third of the speed. It is told not to. Nothing but our own kernels runs there, every address they use comes from
// a plan that places all buffers inside the arena, and the contract tests hold them to it, with guards, where traps work.
import { setFlagsFromString } from 'node:v8';
import { detectSimdLevel, type SimdLevel } from '../../../engine/backends/wasm/execution.ts';

let detected: SimdLevel | undefined;

export function chooseSimdLevel(): SimdLevel {
  if (detected === undefined) {
    if (Number(process.versions.node.split('.')[0]) < 22 && process.versions['electron'] === undefined) {
      setFlagsFromString('--experimental-wasm-relaxed-simd');
      setFlagsFromString('--no-liftoff');
    }
    if (process.versions['electron'] !== undefined) setFlagsFromString('--no-wasm-bounds-checks');
    detected = detectSimdLevel();
  }
  return detected;
}
