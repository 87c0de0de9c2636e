// The memory that decoding may take at once, shared by all decoding threads: who is about to decode a picture takes what it
// will need first, known from the header, and waits while others hold too much. One who needs more than there is decodes
// alone. Only the thread whose turn it is waits for bytes, so that a large picture is not passed by small ones for ever; and
// no thread waits for its turn while it holds anything, so that two can't wait for each other.

// Words of shared memory: bytes are counted in KiB, which leaves room for terabytes. A bell is rung whenever some are given back.
const words = { capacity: 0, turn: 1, bell: 2, held: 3 } as const;
const unit = 1024;

export function createDecodeRoom(bytes: number, seats: number): SharedArrayBuffer {
  const memory = new SharedArrayBuffer((words.held + seats) * 4);
  new Int32Array(memory)[words.capacity] = Math.floor(bytes / unit);
  return memory;
}

/** Gives back what a thread held that has ended, its turn as well. */
export function vacateSeat(memory: SharedArrayBuffer, seat: number): void {
  const cells = new Int32Array(memory);
  giveBack(cells, seat);
  if (Atomics.compareExchange(cells, words.turn, seat + 1, 0) === seat + 1) Atomics.notify(cells, words.turn);
}

/** Whether so little is left that another thread would only wait. */
export function isCrowded(memory: SharedArrayBuffer): boolean {
  const cells = new Int32Array(memory);
  const held = cells.subarray(words.held).reduce((sum, bytes) => sum + bytes, 0);
  return held * 4 > (cells[words.capacity] as number) * 3;
}

function giveBack(cells: Int32Array, seat: number): void {
  Atomics.store(cells, words.held + seat, 0);
  Atomics.add(cells, words.bell, 1);
  Atomics.notify(cells, words.bell);
}

/** One thread's place in the room. */
export class DecodeSeat {
  private readonly cells: Int32Array;
  private readonly seat: number;
  private isOnTurn = false;

  constructor(memory: SharedArrayBuffer, seat: number) {
    this.cells = new Int32Array(memory);
    this.seat = seat;
  }

  /** Blocks until it is this thread's turn. A thread that holds bytes without having the turn may not call it. */
  takeTurn(): void {
    if (this.isOnTurn) return;
    for (;;) {
      const owner = Atomics.compareExchange(this.cells, words.turn, 0, this.seat + 1);
      if (owner === 0) break;
      Atomics.wait(this.cells, words.turn, owner);
    }
    this.isOnTurn = true;
  }

  hasTurn(): boolean {
    return this.isOnTurn;
  }

  endTurn(): void {
    if (!this.isOnTurn) return;
    this.isOnTurn = false;
    Atomics.store(this.cells, words.turn, 0);
    Atomics.notify(this.cells, words.turn);
  }

  /** Takes bytes more where they are there and nobody has the turn; never waits. */
  tryTake(bytes: number): boolean {
    if (Atomics.compareExchange(this.cells, words.turn, 0, this.seat + 1) !== 0) return false;
    this.isOnTurn = true;
    const isThere = this.isThere(bytes);
    if (isThere) this.hold(bytes);
    this.endTurn();
    return isThere;
  }

  /** Takes bytes more, on this thread's turn; blocks until they are there, or until nobody else holds any. */
  take(bytes: number): void {
    for (;;) {
      const bell = Atomics.load(this.cells, words.bell);
      if (this.isThere(bytes)) return this.hold(bytes);
      Atomics.wait(this.cells, words.bell, bell);
    }
  }

  /** Gives back all that this thread holds. */
  leave(): void {
    giveBack(this.cells, this.seat);
  }

  private hold(bytes: number): void {
    Atomics.add(this.cells, words.held + this.seat, Math.ceil(bytes / unit));
  }

  private isThere(bytes: number): boolean {
    let others = 0;
    for (let seat = 0; seat < this.cells.length - words.held; seat++) {
      if (seat !== this.seat) others += Atomics.load(this.cells, words.held + seat);
    }
    const mine = Atomics.load(this.cells, words.held + this.seat);
    return others === 0 || others + mine + Math.ceil(bytes / unit) <= (this.cells[words.capacity] as number);
  }
}
