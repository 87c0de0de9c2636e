// The control block between the host and worker 0: a few words of shared memory, so that a command reaches a worker that is
// busy computing, and a paused worker sleeps instead of polling.

const words = { command: 0, changed: 1, ticks: 2 } as const;
export const controlBlockBytes = 64;

export type ControlCommand = 'run' | 'pause' | 'stop';
const codes: readonly ControlCommand[] = ['run', 'pause', 'stop'];

export class Control {
  private readonly cells: Int32Array;

  constructor(readonly buffer: SharedArrayBuffer) {
    this.cells = new Int32Array(buffer);
  }

  /** Host: says what worker 0 shall do. A stop is final. */
  command(command: ControlCommand): void {
    if (this.current() === 'stop') return;
    Atomics.store(this.cells, words.command, codes.indexOf(command));
    this.wake();
  }

  current(): ControlCommand {
    return codes[Atomics.load(this.cells, words.command)] ?? 'stop';
  }

  /** Host: a message has been posted that worker 0 should look at. */
  wake(): void {
    Atomics.add(this.cells, words.changed, 1);
    Atomics.notify(this.cells, words.changed);
  }

  /** Host: whole milliseconds since the run began. Worker 0 reads them at every step, where its own clock would allocate. */
  tick(milliseconds: number): void {
    Atomics.store(this.cells, words.ticks, milliseconds);
  }

  ticks(): number {
    return Atomics.load(this.cells, words.ticks);
  }

  changes(): number {
    return Atomics.load(this.cells, words.changed);
  }

  /** Worker 0: sleeps until something has changed since `seen`. */
  sleep(seen: number): void {
    Atomics.wait(this.cells, words.changed, seen);
  }
}
