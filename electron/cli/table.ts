// Columns of text for a person: numbers to the right, words to the left, and no line longer than a wide terminal. Lengths are columns of
// the terminal, of which a Chinese character takes two.
import { cutToWidth, padToWidth, widthOf } from './width.ts';

type Alignment = 'left' | 'right';

/** rows: every one as long as `alignments`. */
export function formatTable(rows: readonly (readonly string[])[], alignments: readonly Alignment[]): string {
  return formatRows(rows, alignments).join('\n');
}

/** The same, one text a row. Rows longer than `width` columns are broken in their last column, where that stands to the left. */
export function formatRows(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
  width = Number.POSITIVE_INFINITY,
): string[] {
  const last = alignments.length - 1;
  const widths = alignments.map((_, column) => Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ''))));
  const indent = widths.slice(0, last).reduce((sum, columnWidth) => sum + columnWidth + 2, 0);
  const pad = (cell: string, column: number): string => {
    if (alignments[column] === 'right') return padToWidth(cell, widths[column] ?? 0, 'before');
    return column === last ? breakText(cell, width - indent, indent + 4) : padToWidth(cell, widths[column] ?? 0, 'behind');
  };
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}

/** Lines of at most `width` columns, broken at spaces where there are some; all but the first are indented. */
function breakText(text: string, width: number, indent: number): string {
  const place = widthOf(text) <= width ? -1 : text.lastIndexOf(' ', cutToWidth(text, width).length);
  if (place <= 0) return text;
  return `${text.slice(0, place)}\n${' '.repeat(indent)}${breakText(text.slice(place + 1), Math.max(20, width - 4), indent)}`;
}
