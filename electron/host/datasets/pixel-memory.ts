// Decoded pixels in memory, where the cache fails. Where all images have one size, their bytes are known from the beginning, and
// too many are refused before anything is decoded; where they keep their own, memory grows as they come.

/** The cache can't be used, and memory has no room for so many bytes. */
export class PixelsTooLarge extends Error {
  readonly bytes: number;
  readonly limit: number;

  constructor(bytes: number, limit: number, cause: unknown) {
    super(`${bytes} bytes of pixels, at most ${limit} are held in memory`, { cause });
    this.bytes = bytes;
    this.limit = limit;
  }
}

export class PixelMemory {
  private readonly limit: number;
  /** Why pixels are held in memory at all. */
  private readonly failure: unknown;
  private pixels = new Uint8Array(new SharedArrayBuffer(0));

  /** limit: most bytes that it may hold. Throws PixelsTooLarge. */
  constructor(bytes: number, limit: number, failure: unknown) {
    this.limit = limit;
    this.failure = failure;
    this.makeRoom(bytes);
  }

  /** These bytes, until others are asked for. Throws PixelsTooLarge. */
  view(offset: number, bytes: number): Uint8Array {
    this.makeRoom(offset + bytes);
    return this.pixels.subarray(offset, offset + bytes);
  }

  /** At least so many bytes from the first on: there may be room left behind them. */
  share(bytes: number): SharedArrayBuffer {
    this.makeRoom(bytes);
    return this.pixels.buffer;
  }

  private makeRoom(bytes: number): void {
    if (bytes > this.limit) throw new PixelsTooLarge(bytes, this.limit, this.failure);
    if (bytes <= this.pixels.length) return;
    const larger = this.allocate(Math.max(bytes, Math.min(this.limit, 2 * this.pixels.length)));
    larger.set(this.pixels);
    this.pixels = larger;
  }

  private allocate(bytes: number): Uint8Array<SharedArrayBuffer> {
    try {
      return new Uint8Array(new SharedArrayBuffer(bytes));
    } catch {
      throw new PixelsTooLarge(bytes, 0, this.failure);
    }
  }
}
