// The way of a connection that skips layers: up from its source, along above the layers between, down to its target. All
// others take React Flow's own steps.
import { columnPitch, nodeHeight, rowGap } from '../document/sizes.ts';

export interface Ends {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly targetX: number;
  readonly targetY: number;
}

const reach = 18;
const corner = 10;
const tallest = nodeHeight('convolution');

/** True where at least one column lies between the two ends, in the same row. */
export function skipsLayers({ sourceX, sourceY, targetX, targetY }: Ends): boolean {
  return targetX - sourceX > columnPitch && Math.abs(targetY - sourceY) < tallest;
}

export function routeAbove({ sourceX, sourceY, targetX, targetY }: Ends): {
  readonly path: string;
  readonly labelX: number;
  readonly labelY: number;
} {
  const lane = Math.min(sourceY, targetY) - tallest / 2 - rowGap / 4;
  const path = [
    `M${sourceX},${sourceY}`,
    `H${sourceX + reach - corner}`,
    `Q${sourceX + reach},${sourceY} ${sourceX + reach},${sourceY - corner}`,
    `V${lane + corner}`,
    `Q${sourceX + reach},${lane} ${sourceX + reach + corner},${lane}`,
    `H${targetX - reach - corner}`,
    `Q${targetX - reach},${lane} ${targetX - reach},${lane + corner}`,
    `V${targetY - corner}`,
    `Q${targetX - reach},${targetY} ${targetX - reach + corner},${targetY}`,
    `H${targetX}`,
  ].join(' ');
  return { path, labelX: (sourceX + targetX) / 2, labelY: lane };
}
