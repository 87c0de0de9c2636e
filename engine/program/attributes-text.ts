// The attributes of an operation in the words of a listing: `3×3, stride 2, border 1`. What is neutral (a stride of 1, no border, one
// group) is left out, and so is what a size beside it says already.
import type { Attributes } from '../operations/operation.ts';

interface Axis {
  readonly kernel?: number;
  readonly size?: number;
  readonly stride: number;
  readonly dilation?: number;
  readonly before: number;
  readonly after: number;
}

/** Sizes that the results show, and random bits. */
const untold = new Set(['axes', 'lengths', 'shape', 'key']);
const neutral: readonly unknown[] = [0, false, '', undefined];
/** Shares and parts of the whole: a single one is all of it. */
const neutralAtOne = new Set(['groups', 'weight']);

const isSame = (values: readonly number[]): boolean => values.every((value) => value === values[0]);

/** `name 2`, `name 2×1` along the axes; nothing where all are neutral. */
function formatAlong(name: string, values: readonly number[], neutralValue: number): string[] {
  if (values.every((value) => value === neutralValue)) return [];
  return [`${name} ${isSame(values) ? values[0] : values.join('×')}`];
}

function formatAxes(axes: readonly Axis[]): string[] {
  const [before, after] = [axes.map((axis) => axis.before), axes.map((axis) => axis.after)];
  const isEven = before.every((value, index) => value === after[index]);
  return [
    axes.map(({ kernel, size }) => kernel ?? size ?? 1).join('×'),
    ...formatAlong(
      'stride',
      axes.map(({ stride }) => stride),
      1,
    ),
    ...formatAlong(
      'dilation',
      axes.map(({ dilation }) => dilation ?? 1),
      1,
    ),
    ...(isEven
      ? formatAlong('border', before, 0)
      : [...formatAlong('border in front', before, 0), ...formatAlong('border behind', after, 0)]),
  ];
}

const inWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** What is worth saying of an operation's attributes; empty where nothing is. */
export function formatAttributes(attributes: Attributes): string {
  const axes = attributes['axes'] as readonly Axis[] | undefined;
  const others = Object.entries(attributes).flatMap(([name, value]) => {
    if (untold.has(name) || neutral.includes(value) || (value === 1 && neutralAtOne.has(name))) return [];
    if (value === true) return [inWords(name)];
    return [typeof value === 'string' ? value : `${inWords(name)} ${String(value)}`];
  });
  return [...(axes ? formatAxes(axes) : []), ...others].join(', ');
}
