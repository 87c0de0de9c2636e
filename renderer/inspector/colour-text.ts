// Red, green and blue from 0 to 255, and the `#rrggbb` of a colour input.
export function formatColour(colour: readonly [number, number, number]): string {
  return `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

export function readColour(text: string): [number, number, number] {
  const number = Number.parseInt(text.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}
