// Positions in a part that show every class: records of a part lie class after class, in the order of their paths.
/** perClass: images of each class, or of all together. At most `most` positions, as many of each class as possible, spread over the part. */
export function chooseSpread(perClass: readonly number[], most: number): number[] {
  const total = perClass.reduce((sum, count) => sum + count, 0);
  const filled = perClass.filter((count) => count > 0).length;
  if (filled === 0) return [];
  const rounds = Math.max(1, Math.floor(most / filled));
  const positions: number[] = [];
  let start = 0;
  for (const count of perClass) {
    const taken = Math.min(rounds, count);
    for (let round = 0; round < taken; round++) positions.push(start + Math.floor((round * count) / taken));
    start += count;
  }
  return [...new Set(positions)].filter((position) => position < total).slice(0, most);
}
