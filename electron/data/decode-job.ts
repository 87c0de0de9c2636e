// What the decoding workers are asked and what they answer: batches of consecutive images, results in transferred
// buffers. The work itself is here too, apart from the thread, so that it can be tested and timed without one.
import { isAbsolute } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ImageSettings, SkipReasonId } from '../../engine/datasets/image-folder.ts';
import { sumChannels } from '../../engine/datasets/statistics.ts';
import { decodeBytes } from './decode.ts';
import type { FileReader } from './read-file.ts';

export const imageStates = { failed: 0, same: 1, decoded: 2 } as const;

export interface DecodeWorkerData {
  readonly folder: string;
  readonly settings: ImageSettings;
}

/** Images first … first + paths.length - 1. sizes and times: the stamp the cache holds, size -1 where it holds none. */
export interface DecodeJob {
  readonly first: number;
  readonly paths: readonly string[];
  readonly sizes: Float64Array<ArrayBuffer>;
  readonly times: Float64Array<ArrayBuffer>;
}

/** By position in the job; pixels holds the decoded images only, one after the other. */
export interface DecodeAnswer {
  readonly first: number;
  readonly states: Uint8Array<ArrayBuffer>;
  readonly sizes: Float64Array<ArrayBuffer>;
  readonly times: Float64Array<ArrayBuffer>;
  /** Σ v and Σ v² by channel, see sumChannels. */
  readonly sums: Float64Array<ArrayBuffer>;
  /** CRC-32 of the pixels. */
  readonly checks: Uint32Array<ArrayBuffer>;
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** Height and width of each decoded image. */
  readonly imageSizes: Uint16Array<ArrayBuffer>;
  readonly failures: readonly { readonly index: number; readonly id: SkipReasonId; readonly reason: string }[];
  readonly milliseconds: number;
}

export type DecodeWorkerMessage = { readonly kind: 'ready' } | { readonly kind: 'answer'; readonly answer: DecodeAnswer };

export function runDecodeJob(job: DecodeJob, { folder, settings }: DecodeWorkerData, reader: FileReader): DecodeAnswer {
  const start = performance.now();
  const count = job.paths.length;
  const width = settings.channels * 2;
  const states = new Uint8Array(count);
  const sums = new Float64Array(count * width);
  const checks = new Uint32Array(count);
  const failures: { index: number; id: SkipReasonId; reason: string }[] = [];
  const imageSizes = new Uint16Array(count * 2);
  let pixels = new Uint8Array(0);
  let filled = 0;
  job.paths.forEach((path, index) => {
    const size = job.sizes[index] ?? -1;
    const known = size < 0 ? undefined : { size, time: job.times[index] ?? 0 };
    const file = reader.read(isAbsolute(path) ? path : `${folder}/${path}`, known);
    if (file.kind === 'same') {
      states[index] = imageStates.same;
      return;
    }
    const result = file.kind === 'failed' ? file : decodeBytes(file.bytes, settings);
    if (result.kind === 'failed' || file.kind === 'failed') {
      if (result.kind === 'failed') failures.push({ index, id: result.id, reason: result.reason });
      return;
    }
    pixels = makeRoom(pixels, filled, result.pixels.length, count - index);
    pixels.set(result.pixels, filled);
    filled += result.pixels.length;
    imageSizes[2 * index] = result.height;
    imageSizes[2 * index + 1] = result.width;
    sumChannels(result.pixels, settings.channels, sums, index * width);
    checks[index] = crc32(result.pixels);
    states[index] = imageStates.decoded;
    job.sizes[index] = file.stamp.size;
    job.times[index] = file.stamp.time;
  });
  return {
    first: job.first,
    states,
    sizes: job.sizes,
    times: job.times,
    sums,
    checks,
    pixels: pixels.subarray(0, filled),
    imageSizes,
    failures,
    milliseconds: performance.now() - start,
  };
}

/** Room for one more image; where there is none, for all that are left if they are as large, and for twice what is there. */
function makeRoom(pixels: Uint8Array<ArrayBuffer>, filled: number, bytes: number, left: number): Uint8Array<ArrayBuffer> {
  if (filled + bytes <= pixels.length) return pixels;
  const larger = new Uint8Array(Math.max(filled + bytes, filled === 0 ? bytes * left : 2 * pixels.length));
  larger.set(pixels.subarray(0, filled));
  return larger;
}
