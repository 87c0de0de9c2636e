// Photos for tests, made and not kept: gradients with noise, which compress as photos do. A few are encoded, the others are hard
// links of them, each decoded as a file of its own. And the command line run as a person runs it, with the most memory it had.
import { type ChildProcess, spawn } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Transformer } from '@napi-rs/image';
import { createDocument } from '../../engine/document/parse.ts';

export const photoClasses = ['left', 'right'] as const;
const mebibyte = 1024 * 1024;
const commandLine = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** count JPEG files of width × height in class folders, every second in the same. */
export function writePhotos(folder: string, width: number, height: number, count: number): void {
  const originals = Math.min(count, 2);
  for (const name of photoClasses) mkdirSync(join(folder, name), { recursive: true });
  const place = (photo: number) => join(folder, photoClasses[photo % 2] ?? '', `${photo}.jpg`);
  for (let photo = 0; photo < originals; photo++) writeFileSync(place(photo), encodePhoto(width, height, photo + 1));
  for (let photo = originals; photo < count; photo++) linkSync(place(photo % originals), place(photo));
}

function encodePhoto(width: number, height: number, seed: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 4);
  let state = seed;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const noise = state >>> 28;
      pixels[at] = ((x * 240) / width) ^ noise;
      pixels[at + 1] = (y * 240) / height + noise;
      pixels[at + 2] = ((x + y) >> 5) + noise;
      pixels[at + 3] = 255;
    }
  }
  return Transformer.fromRgbaPixels(pixels, width, height).jpegSync(80);
}

/** A small network for photos of two classes. */
export function writePhotoNetwork(file: string): void {
  const layers: readonly (readonly [string, object])[] = [
    ['input', { height: 28, width: 28, channels: 3 }],
    ['flatten', {}],
    ['dense', { units: photoClasses.length }],
    ['classification', {}],
  ];
  const nodes = layers.map(([type, parameters], index) => ({ id: type, type, parameters, position: { x: index * 200, y: 0 } }));
  const edges = nodes.slice(1).map((node, index) => ({ id: `edge${index}`, source: nodes[index]?.id, target: node.id }));
  const document = createDocument('Photos');
  writeFileSync(file, JSON.stringify({ ...document, nodes, edges, training: { ...document.training, epochs: 1, batchSize: 8 } }));
}

export interface MeasuredRun {
  readonly code: number | null;
  readonly error: string;
  /** Most memory that the process had resident at once, in MiB. */
  readonly peak: number;
  /** The JSON line about the images. */
  readonly dataset: { readonly fromCache: number; readonly decoded: number } | undefined;
}

/** watch: called twenty times a second with what is on standard error so far, and may end the process. */
export async function runMeasured(
  words: readonly string[],
  cache: string,
  watch: (child: ChildProcess, error: string) => void = () => undefined,
): Promise<MeasuredRun> {
  const child = spawn(process.execPath, [commandLine, ...words, '--json'], { env: { ...process.env, XDG_CACHE_HOME: cache } });
  let [output, error, peak] = ['', '', 0];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    error += text;
  });
  const timer = setInterval(() => {
    peak = Math.max(peak, readPeak(child.pid));
    watch(child, error);
  }, 50);
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearInterval(timer);
  const lines = output.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  return { code, error, peak, dataset: lines.find(({ kind }) => kind === 'dataset') };
}

function readPeak(pid: number | undefined): number {
  try {
    const kibibytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return (Number(kibibytes ?? 0) * 1024) / mebibyte;
  } catch {
    return 0; // it has just ended
  }
}
