// How large a model's file will be, known before the network is trained: so that a disk without room for it, or a file that could
// never be read again, is found out before hours of training and not after. The same parts as in model-json.ts, without values.

import { base64Length } from '../base/base64.ts';
import { sizeOf } from '../base/shape.ts';
import type { GraphDocument } from '../document/document.ts';
import type { Network } from '../network/network.ts';
import { testVectorCount } from '../train/test-records.ts';
import { checkedParts, modelFormat, modelVersion } from './model.ts';

const checksum = '0'.repeat(64);
/** As many digits as a number can have. */
const longNumber = 1.2345678901234567e-100;

/** Bytes, never less than the file will have, and hardly more. */
export function estimateModelBytes(document: GraphDocument, network: Network, classes: readonly string[]): number {
  const weights = network.layers.flatMap((layer) => layer.weights.map(({ name, shape }) => ({ node: layer.id, name, shape })));
  const numbers = Array.from({ length: 3 }, () => longNumber);
  const score = { loss: longNumber, accuracy: longNumber };
  const skeleton = {
    format: modelFormat,
    version: modelVersion,
    createdBy: 'x'.repeat(64),
    network: document,
    weights: weights.map((weight) => ({ ...weight, data: '', sha256: checksum })),
    classes,
    preprocessing: {
      height: 9999,
      width: 9999,
      channels: 3,
      fit: 'contain',
      background: numbers,
      mean: numbers,
      standardDeviation: numbers,
    },
    training: { epochs: longNumber, steps: longNumber, images: longNumber, seconds: longNumber, training: score, validation: score },
    testVectors: Array.from({ length: testVectorCount }, () => ({ input: '', output: classes.map(() => longNumber) })),
    checksums: Object.fromEntries(checkedParts.map((part) => [part, checksum])),
  };
  const valueBytes = weights.reduce((sum, { shape }) => sum + base64Length(4 * sizeOf(shape)), 0);
  const imageBytes = testVectorCount * base64Length(sizeOf(network.input.outputShape));
  return countBytes(JSON.stringify(skeleton, null, 2)) + valueBytes + imageBytes + 1;
}

/** Of the text in UTF-8; half a surrogate pair counts two, and so does the other half. */
function countBytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isSurrogate = code >= 0xd800 && code < 0xe000;
    bytes += code < 0x80 ? 1 : code < 0x800 || isSurrogate ? 2 : 3;
  }
  return bytes;
}
