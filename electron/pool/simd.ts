// Prepares this process's WebAssembly and says which SIMD level it offers. Flags belong to the process and must be set
// before anything is compiled, so one thread sets them for all. On Node 20 (V8 11) two are needed: relaxed SIMD is hidden,
// and the baseline compiler (Liftoff) miscompiles atomic operations around memory.atomic.wait32, so that a barrier loses
// an arrival; the optimising compiler does not, and neither compiler does in Node 22 and Electron 33 or later.
import { setFlagsFromString } from 'node:v8';
import { detectSimdLevel, type SimdLevel } from '../../engine/backends/wasm.ts';

let detected: SimdLevel | undefined;

export function chooseSimdLevel(): SimdLevel {
  if (detected === undefined) {
    if (Number(process.versions.node.split('.')[0]) < 22 && process.versions['electron'] === undefined) {
      setFlagsFromString('--experimental-wasm-relaxed-simd');
      setFlagsFromString('--no-liftoff');
    }
    detected = detectSimdLevel();
  }
  return detected;
}
