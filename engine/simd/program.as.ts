// Runs a program on several workers at once. Every worker calls the same function on the same shared memory: worker 0
// with `lead`, the others with `follow`. Within a step the workers claim tiles from a shared counter; a barrier ends it.
// Waiting spins first (a step takes microseconds; waking a sleeping thread takes thirty) and then sleeps, so that an idle
// machine is idle. Layout of the control block: plan/encode.ts.
import { dispatch } from '../backends/generated/dispatch.as';

const GENERATION: usize = 0;
const ARRIVED: usize = 64;
const SLEEPING: usize = 128;
const GATE: usize = 192;
const GATE_SLEEPING: usize = 256;
const PROGRAM: usize = 320;

const SPINS: i32 = 20000;

/**
 * Sleeps after spinning until the word at `address` no longer holds `value`. No wake-up is lost: the sleeper counts itself
 * before it looks again, the announcer changes the word before it looks for sleepers, and both are sequentially consistent.
 */
function awaitChange(address: usize, sleeping: usize, value: i32): void {
  for (let spins = 0; spins < SPINS; spins++) {
    if (atomic.load<i32>(address) != value) return;
  }
  atomic.add<i32>(sleeping, 1);
  while (atomic.load<i32>(address) == value) atomic.wait<i32>(address, value, -1);
  atomic.sub<i32>(sleeping, 1);
}

/** Changes the word at `address` and wakes whoever sleeps on it. */
function announce(address: usize, sleeping: usize): void {
  atomic.add<i32>(address, 1);
  if (atomic.load<i32>(sleeping) != 0) atomic.notify(address, -1);
}

/** The last worker to arrive makes `claimed` ready for the next time this step runs and lets all go on. */
function barrier(control: usize, workers: i32, claimed: usize): void {
  const generation = atomic.load<i32>(control + GENERATION);
  if (atomic.add<i32>(control + ARRIVED, 1) + 1 == workers) {
    atomic.store<i32>(claimed, 0);
    atomic.store<i32>(control + ARRIVED, 0);
    announce(control + GENERATION, control + SLEEPING);
  } else {
    awaitChange(control + GENERATION, control + SLEEPING, generation);
  }
}

/** program: i32 count, then that many addresses of steps; a step: opcode, tiles, claimed, unused, arguments. */
function runProgram(control: usize, program: usize, workers: i32, scratch: usize): void {
  const steps = load<i32>(program);
  for (let index = 0; index < steps; index++) {
    const step = load<usize>(program + 4 + (<usize>index << 2));
    const opcode = load<i32>(step);
    const tiles = load<i32>(step, 4);
    if (workers == 1) {
      for (let tile = 0; tile < tiles; tile++) dispatch(opcode, step + 16, tile, scratch);
    } else {
      for (;;) {
        const tile = atomic.add<i32>(step + 8, 1);
        if (tile >= tiles) break;
        dispatch(opcode, step + 16, tile, scratch);
      }
      barrier(control, workers, step + 8);
    }
  }
}

/** Worker 0: runs `program` together with the followers and returns when all are done. */
export function lead(control: usize, program: usize, workers: i32, scratch: usize): void {
  if (workers > 1) {
    store<usize>(control + PROGRAM, program);
    announce(control + GATE, control + GATE_SLEEPING);
  }
  runProgram(control, program, workers, scratch);
}

/** The other workers: waits until the gate differs from `seen`, runs what is there. Returns the gate's value, or −1 to end. */
export function follow(control: usize, workers: i32, scratch: usize, seen: i32): i32 {
  awaitChange(control + GATE, control + GATE_SLEEPING, seen);
  const program = load<usize>(control + PROGRAM);
  if (program == 0) return -1;
  runProgram(control, program, workers, scratch);
  return seen + 1;
}

/** Worker 0: lets the followers return −1. */
export function dismiss(control: usize): void {
  store<usize>(control + PROGRAM, 0);
  announce(control + GATE, control + GATE_SLEEPING);
}
