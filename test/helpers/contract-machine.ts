// Runs recorded steps on an arena: with the plain loops, or with the compiled kernels, tile by tile in a chosen order.
// Compiled steps go through the program runner (engine/simd/program.as.ts) one tile at a time.
import { setFlagsFromString } from 'node:v8';
import { plainSimdCode, relaxedSimdCode } from '../../engine/backends/wasm/generated/kernel-code.ts';
import { kernelTable } from '../../engine/backends/wasm/generated/kernel-table.ts';
import type { ReferenceKernels, StepArguments } from '../../engine/backends/reference-kernel.ts';
import type { SimdLevel } from '../../engine/backends/wasm/execution.ts';
import type { StepRequest } from '../../engine/layers/layer.ts';
import { createRandom } from '../../engine/base/random.ts';
import type { Recorder, TestBuffer } from './contract-lowering.ts';

export type TileOrder = 'ascending' | 'descending' | 'shuffled';

export interface Machine {
  readonly arena: ArrayBufferLike;
  run(steps: readonly StepRequest[], order?: TileOrder): void;
}

function bufferOf(step: StepRequest, name: string): TestBuffer {
  const buffer = step.writes[name] ?? step.reads[name];
  if (buffer === undefined) throw new Error(`${step.kernel} misses the buffer ${name}`);
  return buffer as TestBuffer;
}

function numberOf(step: StepRequest, name: string): number {
  const value = step.numbers?.[name];
  if (value === undefined) throw new Error(`${step.kernel} misses the number ${name}`);
  return value;
}

/** The plain loops. They see exactly their buffers, so that a write past the end is lost and shows as a missing value. */
export function createReferenceMachine(kernels: ReferenceKernels, recorder: Recorder): Machine {
  const arena = new ArrayBuffer(recorder.arenaBytes);
  const argumentsOf = (step: StepRequest): StepArguments => ({
    f32: (name) => new Float32Array(arena, bufferOf(step, name).offset, bufferOf(step, name).bytes >> 2),
    i32: (name) => new Int32Array(arena, bufferOf(step, name).offset, bufferOf(step, name).bytes >> 2),
    u8: (name) => new Uint8Array(arena, bufferOf(step, name).offset, bufferOf(step, name).bytes),
    number: (name) => numberOf(step, name),
  });
  return {
    arena,
    run: (steps) => {
      for (const step of steps) {
        const kernel = kernels[step.kernel];
        if (kernel === undefined) throw new Error(`no reference kernel ${step.kernel}`);
        kernel(argumentsOf(step));
      }
    },
  };
}

const stepAddress = 1088;
const pageBytes = 65536;

if (Number(process.versions.node.split('.')[0]) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
const modules = new Map<SimdLevel, WebAssembly.Module>();

function moduleOf(level: SimdLevel): WebAssembly.Module {
  const known = modules.get(level);
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(Buffer.from(level === 'relaxed' ? relaxedSimdCode : plainSimdCode, 'base64'));
  modules.set(level, module);
  return module;
}

/** Whether this machine runs the kernels of `level`. */
export function hasSimdLevel(level: SimdLevel): boolean {
  return WebAssembly.validate(Buffer.from(level === 'relaxed' ? relaxedSimdCode : plainSimdCode, 'base64'));
}

function writeStep(view: DataView, step: StepRequest): void {
  const entry = kernelTable[step.kernel];
  if (entry === undefined) throw new Error(`no compiled kernel ${step.kernel}`);
  view.setInt32(stepAddress, entry.opcode, true);
  entry.fields.forEach(([name, kind], index) => {
    const place = stepAddress + 16 + index * 4;
    if (kind === 'buffer') view.setUint32(place, bufferOf(step, name).offset, true);
    else if (kind === 'float') view.setFloat32(place, numberOf(step, name), true);
    else {
      const value = name === 'tiles' ? step.tiles : numberOf(step, name);
      if (!Number.isInteger(value)) throw new Error(`${step.kernel} takes an integer ${name}, received ${value}`);
      view.setInt32(place, value | 0, true);
    }
  });
}

function tilesInOrder(tiles: number, order: TileOrder): Int32Array {
  const list = Int32Array.from({ length: tiles }, (_, tile) => tile);
  if (order === 'descending') list.reverse();
  if (order === 'shuffled') createRandom(tiles).shuffle(list);
  return list;
}

/** The compiled kernels. Scratch is spoilt before every tile: nothing may rest on what another tile left there. */
export function createWasmMachine(level: SimdLevel, recorder: Recorder): Machine {
  const scratch = recorder.arenaBytes;
  const scratchBytes = recorder.scratchBytes;
  const pages = Math.ceil((scratch + scratchBytes + 64) / pageBytes);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const { exports } = new WebAssembly.Instance(moduleOf(level), { env: { memory } });
  const runTile = exports.runTile as (step: number, tile: number, scratch: number) => void;
  const arena: ArrayBufferLike = memory.buffer;
  const view = new DataView(arena);
  return {
    arena,
    run: (steps, order = 'ascending') => {
      for (const step of steps) {
        writeStep(view, step);
        for (const tile of tilesInOrder(step.tiles, order)) {
          new Uint8Array(arena, scratch, scratchBytes).fill(0xff);
          runTile(stepAddress, tile, scratch);
        }
      }
    },
  };
}
