// Protocol buffers, the writing half, as far as ONNX needs it (https://protobuf.dev/programming-guides/encoding): a message is a
// list of fields, a field its number and wire type, then a varint, four bytes, or a length and as many bytes.

const varintType = 0;
const lengthType = 2;
const fixed32Type = 5;

export type Field = readonly number[] | Uint8Array;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return bytes;
}

const tag = (field: number, type: number): number[] => varint(field * 8 + type);

/** A whole number from 0 to 2⁵³ − 1. */
export function integerField(field: number, value: number): Field {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`expected a whole number from 0, received ${value}`);
  return [...tag(field, varintType), ...varint(value)];
}

export function floatField(field: number, value: number): Field {
  return [...tag(field, fixed32Type), ...new Uint8Array(Float32Array.of(value).buffer)];
}

export function bytesField(field: number, bytes: Uint8Array): Field {
  return joinFields([[...tag(field, lengthType), ...varint(bytes.length)], bytes]);
}

export function textField(field: number, text: string): Field {
  return bytesField(field, new TextEncoder().encode(text));
}

export function messageField(field: number, parts: readonly Field[]): Field {
  return bytesField(field, joinFields(parts));
}

/** A whole message: its fields one behind the other. */
export function joinFields(parts: readonly Field[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    joined.set(part, place);
    place += part.length;
  }
  return joined;
}
