// How large a model's file will be, known before the network is trained: so that a disk without room for it, or a file that could
// never be read again, is found out before hours of training and not after. The same parts as in model-json.ts, without values.

import { base64Length } from '../base/base64.ts';
import { largestSize } from '../base/image-sizes.ts';
import { sizeOf } from '../base/shape.ts';
import type { GraphDocument } from '../document/document.ts';
import type { Network } from '../network/network.ts';
import { networkAt } from '../network/network-at.ts';
import { sizeRangeOf } from '../network/sizes.ts';
import { testVectorCount } from '../train/test-records.ts';
import { checkedParts, modelFormat, modelVersion } from './model.ts';
import { endsOf, isClassifier } from './model-ends.ts';

const checksum = '0'.repeat(64);
/** As many digits as a number can have. */
const longNumber = 1.2345678901234567e-100;

/** Bytes, never less than the file will have, and hardly more. */
export function estimateModelBytes(document: GraphDocument, network: Network, classes: readonly string[]): number {
  const weights = network.layers.flatMap((layer) => layer.weights.map(({ name, shape }) => ({ node: layer.id, name, shape })));
  const numbers = Array.from({ length: 3 }, () => longNumber);
  const measures = { loss: longNumber, accuracy: longNumber, squaredError: longNumber, psnr: longNumber };
  const score = { ...measures, ...(network.ends.length > 1 ? { ends: network.ends.map(({ id }) => ({ id, ...measures })) } : {}) };
  const output = isClassifier(network)
    ? { output: classes.map(() => longNumber) }
    : { outputs: network.ends.map(({ id }) => ({ end: id, data: '' })) };
  const isAnySize = sizeRangeOf(document) !== undefined;
  const skeleton = {
    format: modelFormat,
    version: modelVersion,
    createdBy: 'x'.repeat(64),
    network: document,
    weights: weights.map((weight) => ({ ...weight, data: '', sha256: checksum })),
    ends: endsOf(network),
    classes,
    preprocessing: {
      height: 9999,
      width: 9999,
      channels: 3,
      fit: 'contain',
      background: numbers,
      ...(isAnySize ? { sizes: { step: 9999, largest: 9999 } } : {}),
      mean: numbers,
      standardDeviation: numbers,
    },
    training: { epochs: longNumber, steps: longNumber, images: longNumber, seconds: longNumber, training: score, validation: score },
    testVectors: Array.from({ length: testVectorCount }, () => ({
      input: '',
      ...(isAnySize ? { height: 9999, width: 9999 } : {}),
      ...output,
    })),
    checksums: Object.fromEntries(checkedParts.map((part) => [part, checksum])),
  };
  const valueBytes = weights.reduce((sum, { shape }) => sum + base64Length(4 * sizeOf(shape)), 0);
  const { input, ends } = widestNetwork(document, network);
  const outputBytes = isClassifier(network) ? 0 : ends.reduce((sum, end) => sum + base64Length(4 * sizeOf(end.outputShape)), 0);
  const imageBytes = testVectorCount * (base64Length(sizeOf(input.outputShape)) + outputBytes);
  return countBytes(JSON.stringify(skeleton, null, 2)) + valueBytes + imageBytes + 1;
}

/** Where images keep their own sizes, at the largest. */
function widestNetwork(document: GraphDocument, network: Network): Network {
  const range = sizeRangeOf(document);
  const found = range && networkAt(document, largestSize(range));
  return found?.ok ? found.value : network;
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
