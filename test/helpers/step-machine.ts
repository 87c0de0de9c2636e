// Runs recorded steps with the compiled kernels, tile by tile in a chosen order, and watches them: scratch is spoilt before every
// tile and must not be left behind its end; a transient buffer is spoilt as soon as its last step has run.
// Steps go through the program runner (engine/backends/wasm/simd/program.as.ts) one tile at a time.
import { setFlagsFromString } from 'node:v8';
import type { SimdLevel } from '../../engine/backends/wasm/execution.ts';
import { plainSimdCode, relaxedSimdCode } from '../../engine/backends/wasm/generated/kernel-code.ts';
import { kernelTable } from '../../engine/backends/wasm/generated/kernel-table.ts';
import type { AnyStepRequest } from '../../engine/backends/wasm/way.ts';
import { createRandom } from '../../engine/base/random.ts';
import { firstBufferOffset, type Recorder, slackBytes, type TestBuffer } from './step-recorder.ts';

export type TileOrder = 'ascending' | 'descending' | 'shuffled';

export interface StepMachine {
  readonly arena: ArrayBufferLike;
  /** Every byte of the buffers' part becomes 0xFF: NaN as a float, −1 as an integer. */
  spoil(): void;
  /** What the steps wrote where they should not have, a sentence each. */
  run(order?: TileOrder): string[];
}

const stepAddress = 1088;
const pageBytes = 65536;
const scratchGuard = 256;

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

function bufferOf(step: AnyStepRequest, name: string): TestBuffer {
  const buffer = step.writes[name] ?? step.reads[name];
  if (buffer === undefined) throw new Error(`${step.kernel} misses the buffer ${name}`);
  return buffer as TestBuffer;
}

function numberOf(step: AnyStepRequest, name: string): number {
  const value = step.numbers[name];
  if (value === undefined) throw new Error(`${step.kernel} misses the number ${name}`);
  return value;
}

function writeStep(view: DataView, step: AnyStepRequest): void {
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

/** Which transient buffers nobody touches after each step. */
function lastUses(steps: readonly AnyStepRequest[]): Map<number, TestBuffer[]> {
  const last = new Map<TestBuffer, number>();
  steps.forEach((step, index) => {
    for (const handle of [...Object.values(step.reads), ...Object.values(step.writes)]) last.set(handle as TestBuffer, index);
  });
  const ends = new Map<number, TestBuffer[]>();
  for (const [buffer, index] of last) if (buffer.isTransient) ends.set(index, [...(ends.get(index) ?? []), buffer]);
  return ends;
}

/** What changed outside the buffers that the steps write; an overrun into the slack behind a buffer is allowed. */
function findStrayWrites(before: Uint8Array, after: Uint8Array, recorder: Recorder): string[] {
  const written = new Set(recorder.steps.flatMap((step) => Object.values(step.writes)).map((handle) => (handle as TestBuffer).offset));
  return recorder.buffers.flatMap((buffer, index) => {
    const next = recorder.buffers[index + 1]?.offset ?? recorder.arenaBytes;
    const isOpen = written.has(buffer.offset) || buffer.isTransient;
    for (let place = isOpen ? buffer.offset + buffer.bytes + slackBytes : buffer.offset; place < next; place++)
      if (before[place] !== after[place]) return [`${buffer.name}, byte ${place - buffer.offset} of ${buffer.bytes}`];
    return [];
  });
}

export function createStepMachine(level: SimdLevel, recorder: Recorder): StepMachine {
  const { steps } = recorder;
  const scratch = recorder.arenaBytes;
  const pages = Math.ceil((scratch + recorder.scratchBytes + scratchGuard) / pageBytes);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const { exports } = new WebAssembly.Instance(moduleOf(level), { env: { memory } });
  const runTile = exports['runTile'] as (step: number, tile: number, scratch: number) => void;
  const arena: ArrayBufferLike = memory.buffer;
  const view = new DataView(arena);
  const bytes = new Uint8Array(arena);
  const ends = lastUses(steps);
  return {
    arena,
    spoil: () => bytes.fill(0xff, firstBufferOffset, recorder.arenaBytes),
    run: (order = 'ascending') => {
      const before = bytes.slice();
      const stray: string[] = [];
      steps.forEach((step, index) => {
        writeStep(view, step);
        const own = Math.ceil((step.scratchBytes ?? 0) / 64) * 64;
        for (const tile of tilesInOrder(step.tiles, order)) {
          bytes.fill(0xff, scratch, scratch + own + scratchGuard);
          runTile(stepAddress, tile, scratch);
          const behind = bytes.subarray(scratch + own, scratch + own + scratchGuard);
          if (behind.some((byte) => byte !== 0xff)) stray.push(`${step.kernel} behind its scratch of ${own} bytes`);
        }
        for (const buffer of ends.get(index) ?? []) bytes.fill(0xff, buffer.offset, buffer.offset + buffer.bytes);
      });
      return [...stray, ...findStrayWrites(before, bytes, recorder)];
    },
  };
}
