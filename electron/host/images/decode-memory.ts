// One decoding thread's care for memory. The decoder's buffers lie outside the JavaScript heap: they are released only after
// a collection has found them unused and the event loop has turned, neither of which happens by itself in a thread that
// decodes picture after picture. So both are brought about here, after so many bytes rather than after every picture, which
// would cost tiny ones dearly; and only then are the bytes given back to the room that all threads share.
import { setImmediate as turnEventLoop } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { DecodeSeat } from './decode-room.ts';
import { mebibyte } from './limits.ts';

/** Below this, a picture is not counted in the shared room. */
const smallest = mebibyte;
/** Collected, and the event loop turned, after so many bytes. */
const mostUncollected = 32 * mebibyte;
/** From here on a collection of everything costs little beside the decoding: a few milliseconds. */
const largeRelease = 64 * mebibyte;
/** What small collections overlook, because it has survived one, is left for so many bytes at most. */
const mostUntilAll = 128 * mebibyte;
/** What a picture of any size leaves behind until then. */
const overhead = 4096;

type Collect = (options?: { readonly type: 'minor' }) => void;

let collector: Collect | undefined;

/** Does nothing where the engine offers no collection: the event loop's turn alone releases most, if later. */
function collect(all: boolean): void {
  if (collector === undefined) {
    setFlagsFromString('--expose-gc');
    const found: unknown = runInNewContext('globalThis.gc');
    collector = typeof found === 'function' ? (found as Collect) : () => undefined;
  }
  // with an option of any kind Node 20 collects young objects alone
  if (all) collector();
  else collector({ type: 'minor' });
}

export class DecodeMemory {
  private readonly seat: DecodeSeat;
  /** Bytes of pictures decoded since the last collection: those counted in the room, and those too small for it. */
  private held = 0;
  private loose = 0;
  private untilAll = mostUntilAll;

  constructor(seat: DecodeSeat) {
    this.seat = seat;
  }

  /** Before a picture that will take so many bytes is decoded. A promise where something is to be waited for. */
  reserve(bytes: number): Promise<void> | undefined {
    if (bytes < smallest) {
      this.loose += bytes + overhead;
      return this.loose >= mostUncollected ? this.release() : undefined;
    }
    if (!this.seat.hasTurn() && !this.seat.tryTake(bytes)) return this.wait(bytes);
    if (this.seat.hasTurn()) this.takeOnTurn(bytes);
    this.held += bytes;
    return undefined;
  }

  /** Before a file of so many bytes is read. The thread keeps the turn until the picture in it is reserved, so that one thread
   * at most holds a large file that it doesn't decode yet. */
  async reserveFile(bytes: number): Promise<void> {
    await this.release();
    this.seat.takeTurn();
    this.seat.take(bytes);
    this.held += bytes;
  }

  /** After a picture, when nothing refers to it any more. */
  settle(): Promise<void> | undefined {
    return this.held >= mostUncollected || this.seat.hasTurn() ? this.release() : undefined;
  }

  /** At the end of a job: while this thread has nothing to do, others may wait for what it holds. */
  finish(): Promise<void> | undefined {
    return this.held > 0 ? this.release() : undefined;
  }

  private async wait(bytes: number): Promise<void> {
    await this.release();
    this.seat.takeTurn();
    this.takeOnTurn(bytes);
    this.held += bytes;
  }

  private takeOnTurn(bytes: number): void {
    this.seat.take(bytes);
    this.seat.endTurn();
  }

  private async release(): Promise<void> {
    const bytes = this.held + this.loose;
    this.untilAll -= bytes;
    const all = bytes >= largeRelease || this.untilAll <= 0;
    if (all) this.untilAll = mostUntilAll;
    collect(all);
    await turnEventLoop();
    this.loose = 0;
    if (this.held > 0) this.seat.leave();
    this.held = 0;
    this.seat.endTurn();
  }
}
