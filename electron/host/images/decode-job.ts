// What the decoding workers are asked and what they answer: batches of consecutive images, results in transferred
// buffers, a part of a batch as soon as it took long, so that little is lost where the process ends. The work itself is here too, apart from the thread, so that it can be tested and timed without one.

import { isAbsolute } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Message } from '../../../engine/base/messages.ts';
import type { ImageSettings, SkipReasonId } from '../../../engine/datasets/image-folder.ts';
import { sumChannels } from '../../../engine/datasets/statistics.ts';
import { checkHeader, decodeChecked, estimateDecodedBytes } from './decode.ts';
import type { DecodeFailure } from './decode-failure.ts';
import type { DecodeMemory } from './decode-memory.ts';
import type { FileReader } from './read-file.ts';

export const imageStates = { failed: 0, same: 1, decoded: 2 } as const;

export interface DecodeWorkerData {
  readonly folder: string;
  readonly settings: ImageSettings;
}

/** What a thread is started with: its seat in the room that all of them share (decode-room.ts). */
export interface DecodeThreadData extends DecodeWorkerData {
  readonly room: SharedArrayBuffer;
  readonly seat: number;
}

/** Images first … first + paths.length - 1. sizes and times: the stamp the cache holds, size -1 where it holds none. */
export interface DecodeJob {
  readonly first: number;
  readonly paths: readonly string[];
  readonly sizes: Float64Array<ArrayBuffer>;
  readonly times: Float64Array<ArrayBuffer>;
}

/** Of a job, or of the next part of one; by position in it. pixels holds the decoded images only, one after the other. */
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
  readonly failures: readonly { readonly index: number; readonly id: SkipReasonId; readonly reason: Message }[];
  readonly milliseconds: number;
}

export type DecodeWorkerMessage = { readonly kind: 'ready' } | { readonly kind: 'answer'; readonly answer: DecodeAnswer };

/** An answer is given after about so long, with what was decoded until then. */
const mostMilliseconds = 250;

/** Yields one answer, or several where the images take long: together they cover the job, in order. */
export async function* runDecodeJob(
  job: DecodeJob,
  data: DecodeWorkerData,
  reader: FileReader,
  memory: DecodeMemory,
): AsyncGenerator<DecodeAnswer> {
  for (let rest = job; rest.paths.length > 0; ) {
    const answer = await runPart(rest, data, reader, memory);
    rest = skipImages(rest, answer.states.length);
    if (rest.paths.length === 0) await memory.finish();
    yield answer;
  }
}

function skipImages({ first, paths, sizes, times }: DecodeJob, count: number): DecodeJob {
  if (count === paths.length) return { first: first + count, paths: [], sizes: new Float64Array(0), times: new Float64Array(0) };
  return { first: first + count, paths: paths.slice(count), sizes: sizes.slice(count), times: times.slice(count) };
}

async function runPart(job: DecodeJob, data: DecodeWorkerData, reader: FileReader, memory: DecodeMemory): Promise<DecodeAnswer> {
  const start = performance.now();
  const part = startPart(job, data, reader, memory);
  let done = 0;
  while (done < job.paths.length && performance.now() - start < mostMilliseconds) {
    let waiting = part.decode(done);
    while (waiting) {
      await waiting;
      waiting = part.decode(done);
    }
    const settling = memory.settle();
    if (settling) await settling;
    done += 1;
  }
  return part.finish(done, performance.now() - start);
}

function startPart(job: DecodeJob, { folder, settings }: DecodeWorkerData, reader: FileReader, memory: DecodeMemory) {
  const count = job.paths.length;
  const width = settings.channels * 2;
  const states = new Uint8Array(count);
  const sums = new Float64Array(count * width);
  const checks = new Uint32Array(count);
  const failures: { index: number; id: SkipReasonId; reason: Message }[] = [];
  const imageSizes = new Uint16Array(count * 2);
  let pixels = new Uint8Array(0);
  let filled = 0;
  // what the image that is waited for was promised
  let allowedBytes: number | undefined;
  let isReserved = false;

  const fail = (index: number, { id, reason }: DecodeFailure) => {
    failures.push({ index, id, reason });
  };

  /** A promise where there must be memory first; then it is to be called again. No reference to the file is left behind. */
  const decode = (index: number): Promise<void> | undefined => {
    const path = job.paths[index] ?? '';
    const size = job.sizes[index] ?? -1;
    const known = size < 0 ? undefined : { size, time: job.times[index] ?? 0 };
    const file = reader.read(isAbsolute(path) ? path : `${folder}/${path}`, known, allowedBytes);
    if (file.kind === 'large') {
      allowedBytes = file.size;
      return memory.reserveFile(file.size);
    }
    allowedBytes = undefined;
    if (file.kind === 'same') states[index] = imageStates.same;
    if (file.kind === 'failed') fail(index, file);
    if (file.kind !== 'read') return undefined;
    const header = checkHeader(file.bytes);
    if ('kind' in header) {
      fail(index, header);
      return undefined;
    }
    const waiting = isReserved ? undefined : memory.reserve(estimateDecodedBytes(header, settings));
    isReserved = waiting !== undefined;
    if (waiting) return waiting;
    const result = decodeChecked(file.bytes, header, settings);
    if (result.kind === 'failed') {
      fail(index, result);
      return undefined;
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
    return undefined;
  };

  const finish = (done: number, milliseconds: number): DecodeAnswer => {
    const isWhole = done === count;
    return {
      first: job.first,
      states: isWhole ? states : states.slice(0, done),
      sizes: isWhole ? job.sizes : job.sizes.slice(0, done),
      times: isWhole ? job.times : job.times.slice(0, done),
      sums: isWhole ? sums : sums.slice(0, done * width),
      checks: isWhole ? checks : checks.slice(0, done),
      pixels: pixels.subarray(0, filled),
      imageSizes: isWhole ? imageSizes : imageSizes.slice(0, done * 2),
      failures,
      milliseconds,
    };
  };
  return { decode, finish };
}

/** Room for one more image; where there is none, for all that are left if they are as large, and for twice what is there. */
function makeRoom(pixels: Uint8Array<ArrayBuffer>, filled: number, bytes: number, left: number): Uint8Array<ArrayBuffer> {
  if (filled + bytes <= pixels.length) return pixels;
  const larger = new Uint8Array(Math.max(filled + bytes, filled === 0 ? bytes * left : 2 * pixels.length));
  larger.set(pixels.subarray(0, filled));
  return larger;
}
