// Base64 (RFC 4648, section 4) without Node and without the DOM. Decoding is strict: no white space, right padding, and no
// stray bits behind the last byte, so that one sequence of bytes has exactly one text and damage cannot hide.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const padding = '='.charCodeAt(0);
const invalid = 255;
const codeOfValue = Uint8Array.from(alphabet, (character) => character.charCodeAt(0));
const valueOfCode = new Uint8Array(256).fill(invalid);
codeOfValue.forEach((code, value) => {
  valueOfCode[code] = value;
});

/** Characters that become one string at a time: far below any engine's limit of arguments. */
const textChunk = 8192;

/** The length of the text for that many bytes. */
export function base64Length(byteCount: number): number {
  return Math.ceil(byteCount / 3) * 4;
}

export function encodeBase64(bytes: Uint8Array): string {
  const codes = new Uint8Array(base64Length(bytes.length));
  let at = 0;
  for (let index = 0; index < bytes.length; index += 3) {
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    const present = bytes.length - index;
    codes[at++] = codeOfValue[group >>> 18]!;
    codes[at++] = codeOfValue[(group >>> 12) & 63]!;
    codes[at++] = present > 1 ? codeOfValue[(group >>> 6) & 63]! : padding;
    codes[at++] = present > 2 ? codeOfValue[group & 63]! : padding;
  }
  const chunks: string[] = [];
  for (let start = 0; start < codes.length; start += textChunk) {
    chunks.push(String.fromCharCode(...codes.subarray(start, start + textChunk)));
  }
  return chunks.join('');
}

/** The bytes, or undefined where the text is not exactly what `encodeBase64` writes for them. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padded = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padded);
  const valueAt = (index: number): number => {
    const code = text.charCodeAt(index);
    return code < 256 ? valueOfCode[code]! : invalid;
  };
  let at = 0;
  for (let index = 0; index < text.length; index += 4) {
    const missing = index + 4 === text.length ? padded : 0;
    const first = valueAt(index);
    const second = valueAt(index + 1);
    const third = missing === 2 ? 0 : valueAt(index + 2);
    const fourth = missing > 0 ? 0 : valueAt(index + 3);
    if (first === invalid || second === invalid || third === invalid || fourth === invalid) return undefined;
    if ((missing === 2 && (second & 15) !== 0) || (missing === 1 && (third & 3) !== 0)) return undefined;
    const group = (first << 18) | (second << 12) | (third << 6) | fourth;
    bytes[at++] = group >>> 16;
    if (missing < 2) bytes[at++] = (group >>> 8) & 255;
    if (missing < 1) bytes[at++] = group & 255;
  }
  return bytes;
}
