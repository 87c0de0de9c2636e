// The trained model as it is taken away: `receptive-model` version 1. Self-contained plain data with everything needed to
// run it elsewhere and to notice damage: network, weights, class names, preprocessing, and test vectors.
import type { GraphDocument } from '../document/document.ts';
import type { FitMode } from '../document/fit.ts';
import type { RunSummary } from '../train/summary.ts';

export const modelFormat = 'receptive-model';
export const modelVersion = 1;

/** f32, little-endian, base64; sha256 (hexadecimal) of the bytes. */
export interface EncodedTensor {
  readonly shape: readonly number[];
  readonly data: string;
  readonly sha256: string;
}
export interface ModelWeight extends EncodedTensor {
  readonly node: string;
  readonly name: string;
}

/** How an image becomes the network's input: resize by `fit`, then (byte / 255 − mean) / standardDeviation by channel. */
export interface Preprocessing {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly fit: FitMode;
  readonly background: readonly [number, number, number];
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}

/** An input (u8[height,width,channels], base64) and the probabilities it gives. */
export interface TestVector {
  readonly input: string;
  readonly output: readonly number[];
}

export interface Model {
  readonly format: typeof modelFormat;
  readonly version: typeof modelVersion;
  readonly createdBy: string;
  readonly network: GraphDocument;
  readonly weights: readonly ModelWeight[];
  readonly classes: readonly string[];
  readonly preprocessing: Preprocessing;
  readonly training: RunSummary;
  /** Three, from the validation part (or the training part where there is none). */
  readonly testVectors: readonly TestVector[];
  /** sha256 of the other parts' JSON (model-checksums.ts). */
  readonly checksums?: Readonly<Record<CheckedPart, string>>;
}

/** What is neither a weight, with a checksum of its own, nor read before anything else. */
export const checkedParts = ['createdBy', 'network', 'classes', 'preprocessing', 'training', 'testVectors'] as const;
export type CheckedPart = (typeof checkedParts)[number];
