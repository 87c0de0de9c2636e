// Makes assets/samples/ from Debian's package dataset-fashion-mnist (kept for provenance; its output is committed): one
// grey PNG sheet for each class, the first 200 of its training images, 28 × 28 pixels each in rows of 20.
// usage: tsx build/samples.ts [FOLDER OF THE IDX FILES]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { losslessCompressPngSync, Transformer } from '@napi-rs/image';

const source = process.argv[2] ?? '/usr/share/datasets/fashion-mnist';
const target = new URL('../assets/samples/', import.meta.url);
const classes = ['t-shirt', 'trouser', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'ankle-boot'];
const perClass = 200;
const side = 28;
const columns = 20;

const read = (name: string) => gunzipSync(readFileSync(join(source, `train-${name}-ubyte.gz`)));
const images = read('images-idx3').subarray(16);
const labels = read('labels-idx1').subarray(8);

/** The first images of a class, as positions in the file. */
function findFirst(label: number): number[] {
  const found: number[] = [];
  for (let index = 0; index < labels.length && found.length < perClass; index++) if (labels[index] === label) found.push(index);
  return found;
}

function drawSheet(tiles: readonly Uint8Array[]): Uint8Array {
  const width = columns * side;
  const sheet = new Uint8Array(width * Math.ceil(tiles.length / columns) * side);
  tiles.forEach((tile, index) => {
    const left = (index % columns) * side;
    const top = Math.floor(index / columns) * side;
    for (let row = 0; row < side; row++) sheet.set(tile.subarray(row * side, (row + 1) * side), (top + row) * width + left);
  });
  const colours = new Uint8Array(sheet.length * 4).fill(255);
  sheet.forEach((grey, pixel) => {
    colours.fill(grey, pixel * 4, pixel * 4 + 3);
  });
  return losslessCompressPngSync(
    Transformer.fromRgbaPixels(colours, width, sheet.length / width)
      .grayscale()
      .pngSync(),
  );
}

mkdirSync(target, { recursive: true });
const manifest = {
  version: 1,
  side,
  columns,
  classes: classes.map((name, label) => {
    const found = findFirst(label);
    const sheet = `${name}.png`;
    const tiles = found.map((index) => images.subarray(index * side * side, (index + 1) * side * side));
    writeFileSync(new URL(sheet, target), drawSheet(tiles));
    return { name, sheet, files: found.map((index) => `${String(index).padStart(5, '0')}.png`) };
  }),
};
writeFileSync(new URL('samples.json', target), `${JSON.stringify(manifest)}\n`);
