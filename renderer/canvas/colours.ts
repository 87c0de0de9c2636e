// From a value between 0 and 1 to a colour that keeps its order of brightness, also without colour vision: viridis, from
// nine of its colours (Smith and van der Walt, matplotlib, CC0).
const anchors: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
];

function makeTable(): Uint32Array {
  const table = new Uint32Array(256);
  const bytes = new Uint8ClampedArray(table.buffer);
  for (let level = 0; level < 256; level++) {
    const place = (level / 255) * (anchors.length - 1);
    const index = Math.min(anchors.length - 2, Math.floor(place));
    const share = place - index;
    for (let channel = 0; channel < 3; channel++) {
      const from = anchors[index]?.[channel] ?? 0;
      const to = anchors[index + 1]?.[channel] ?? 0;
      bytes[level * 4 + channel] = from + (to - from) * share;
    }
    bytes[level * 4 + 3] = 255;
  }
  return table;
}

/** One pixel of ImageData (as a 32-bit word) for each of 256 levels. */
export const colourTable = makeTable();
