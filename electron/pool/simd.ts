// Which SIMD level this process uses. Node 20 hides relaxed SIMD behind a flag that must be set before anything is compiled;
// later versions and Electron have it on. The flag belongs to the process, so one thread sets it for all.
import { setFlagsFromString } from 'node:v8';
import { detectSimdLevel, type SimdLevel } from '../../engine/backends/wasm.ts';

let detected: SimdLevel | undefined;

export function chooseSimdLevel(): SimdLevel {
  if (detected === undefined) {
    if (Number(process.versions.node.split('.')[0]) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
    detected = detectSimdLevel();
  }
  return detected;
}
