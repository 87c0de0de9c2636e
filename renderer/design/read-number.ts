// Numbers as people type them.
/** A comma is a decimal point too. NaN where it is no number. */
export function readNumber(text: string): number {
  const trimmed = text.trim().replace(',', '.').replace('−', '-');
  return trimmed === '' ? Number.NaN : Number(trimmed);
}
