// Runs a program on several workers at once. One calls `lead`, the others `follow`, on the same shared memory: all claim
// tiles of the current step from one ticket, and whoever completes a step's last tile makes the next step current. Nobody
// is waited for who has claimed nothing: a worker that is late, asleep or not yet started joins at whatever step is current.
// A claim names its step, so that a late one can't fall into another: a ticket is the step's serial number, which is never
// used again, and the next tile. Waiting spins first (a step takes microseconds; waking a sleeping thread takes thirty) and
// then sleeps, so that an idle machine is idle. Layout of programs: plan/encode.ts.
import { dispatch } from '../generated/dispatch.as';

/** Of the step that is current, or of none between two programs. What sleepers wait for. */
const SERIAL: usize = 0;
const SLEEPING: usize = 64;
/** i64: serial and the next tile of it. */
const TICKET: usize = 128;
/** Tiles of the current step that are done and counted. */
const COMPLETED: usize = 192;
/**
 * The program that runs, 0 to end; and the serial of its first step, written before it and read after it. Behind them lies a
 * word of backends/wasm.ts, at 320.
 */
const PROGRAM: usize = 256;
const FIRST: usize = 260;

// some tenths of a millisecond: longer than a worker waits for the last tile of a step, so that it hardly ever sleeps within a program
const SPINS: i32 = 200000;
/** What atomic.wait answers. */
const TIMED_OUT: i32 = 2;
/** As long as it takes. */
const FOREVER: i64 = -1;

/**
 * Sleeps after spinning until the serial is no longer `serial`. No wake-up is lost: the sleeper counts itself before it looks
 * again, the announcer changes the serial before it looks for sleepers, and both are sequentially consistent. False where
 * `patience` nanoseconds were not enough.
 */
function awaitNext(control: usize, serial: i32, patience: i64): bool {
  for (let spins = 0; spins < SPINS; spins++) {
    if (atomic.load<i32>(control + SERIAL) != serial) return true;
  }
  atomic.add<i32>(control + SLEEPING, 1);
  let isOver = false;
  while (!isOver && atomic.load<i32>(control + SERIAL) == serial)
    isOver = atomic.wait<i32>(control + SERIAL, serial, patience) == TIMED_OUT;
  atomic.sub<i32>(control + SLEEPING, 1);
  return atomic.load<i32>(control + SERIAL) != serial;
}

/** Makes a step current, or none where `serial` is one past the program's last. */
function publish(control: usize, serial: i32): void {
  atomic.store<i64>(control + TICKET, <i64>serial << 32);
  atomic.store<i32>(control + SERIAL, serial);
  if (atomic.load<i32>(control + SLEEPING) != 0) atomic.notify(control + SERIAL, -1);
}

/** Private memory of a worker for one step: it holds other things before and after. */
@inline
function scratchOf(step: usize, worker: usize): usize {
  return load<usize>(step, 8) + worker * load<usize>(step, 12);
}

/**
 * Takes part in the program that runs until it has ended. While a worker holds tiles that it has not counted, their step
 * stays current: its further claims are of the same step. False where another held a step for longer than `patience`
 * nanoseconds.
 */
function takePart(control: usize, worker: usize, patience: i64): bool {
  for (;;) {
    const ticket = atomic.add<i64>(control + TICKET, 1);
    const serial = <i32>(ticket >> 32);
    const program = atomic.load<usize>(control + PROGRAM);
    if (program == 0) return true;
    const index = serial - atomic.load<i32>(control + FIRST);
    if (index < 0 || index >= load<i32>(program)) return true;
    const step = load<usize>(program + 4 + (<usize>index << 2));
    const opcode = load<i32>(step);
    const tiles = load<i32>(step, 4);
    const scratch = scratchOf(step, worker);
    let done = 0;
    for (let tile = <i32>ticket; tile < tiles; tile = <i32>atomic.add<i64>(control + TICKET, 1)) {
      dispatch(opcode, step + 16, tile, scratch);
      done++;
    }
    const isLast = done > 0 ? atomic.add<i32>(control + COMPLETED, done) + done == tiles : tiles == 0 && <i32>ticket == 0;
    if (isLast) {
      atomic.store<i32>(control + COMPLETED, 0);
      publish(control, serial + 1);
    } else if (!awaitNext(control, serial, patience)) break;
  }
  return false;
}

/**
 * Runs `program` as worker 0 with whoever of the others is there, and returns when it is done. `workers` 1: alone. False where
 * one of the others has claimed work and was not done with it within `patience` milliseconds (below 0: no limit); the memory
 * must not be used any more then. Threads may take turns at leading, but only one leads at a time.
 */
export function lead(control: usize, program: usize, workers: i32, patience: i32): bool {
  if (workers == 1) {
    for (let index = 0, steps = load<i32>(program); index < steps; index++) {
      const step = load<usize>(program + 4 + (<usize>index << 2));
      const opcode = load<i32>(step);
      const scratch = scratchOf(step, 0);
      for (let tile = 0, tiles = load<i32>(step, 4); tile < tiles; tile++) dispatch(opcode, step + 16, tile, scratch);
    }
    return true;
  }
  const first = atomic.load<i32>(control + SERIAL) + 1;
  atomic.store<i32>(control + FIRST, first);
  atomic.store<usize>(control + PROGRAM, program);
  publish(control, first);
  return takePart(control, 0, patience < 0 ? FOREVER : <i64>patience * 1_000_000);
}

/** The other workers: take part in every program until they are dismissed. */
export function follow(control: usize, worker: usize): void {
  for (;;) {
    const serial = atomic.load<i32>(control + SERIAL);
    takePart(control, worker, FOREVER);
    // before the first program there is none, either
    if (serial != 0 && atomic.load<usize>(control + PROGRAM) == 0) return;
    awaitNext(control, serial, FOREVER);
  }
}

/** The leader: lets the followers return. */
export function dismiss(control: usize): void {
  atomic.store<usize>(control + PROGRAM, 0);
  publish(control, atomic.load<i32>(control + SERIAL) + 1);
}

/** One tile of one step, for those who want to see what it does alone. */
export function runTile(step: usize, tile: i32, scratch: usize): void {
  dispatch(load<i32>(step), step + 16, tile, scratch);
}
