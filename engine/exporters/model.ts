// The trained model as it is taken away: `receptive-model` version 2. Self-contained plain data with everything needed to
// run it elsewhere and to notice damage: network, weights, class names, preprocessing, and test vectors.
import type { GraphDocument } from '../document/document.ts';
import type { FitMode } from '../document/fit.ts';
import type { RunSummary } from '../train/summary.ts';

export const modelFormat = 'receptive-model';
export const modelVersion = 2;

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
  /** With `sizes`, of the smallest images. */
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly fit: FitMode;
  readonly background: readonly [number, number, number];
  /** Where images keep their own sizes: by how many pixels they grow, and the longest side. */
  readonly sizes?: { readonly step: number; readonly largest: number } | undefined;
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}

/** An end of the network: what it predicts, and what that was held against. */
export interface ModelEnd {
  /** Of the node in `network.nodes`. */
  readonly id: string;
  readonly kind: string;
  readonly target: 'labels' | 'images';
  /** Of one prediction: [classes], or [height, width, channels] of values from 0 to 1. */
  readonly shape: readonly number[];
}

/** One end's prediction: f32, little-endian, base64. */
export interface EndOutput {
  readonly end: string;
  readonly data: string;
}

/** An input (u8[height,width,channels], base64) and what it gives. */
export interface TestVector {
  readonly input: string;
  /** Where images keep their own sizes. */
  readonly height?: number | undefined;
  readonly width?: number | undefined;
  /** The probabilities, where the only end is a classification. */
  readonly output?: readonly number[] | undefined;
  /** Every end's prediction otherwise, in the order of the ends. */
  readonly outputs?: readonly EndOutput[] | undefined;
}

export interface Model {
  readonly format: typeof modelFormat;
  readonly version: typeof modelVersion;
  readonly createdBy: string;
  readonly network: GraphDocument;
  readonly weights: readonly ModelWeight[];
  readonly ends: readonly ModelEnd[];
  /** None where no end is held against labels. */
  readonly classes: readonly string[];
  readonly preprocessing: Preprocessing;
  readonly training: RunSummary;
  /** Three, from the validation part (or the training part where there is none). */
  readonly testVectors: readonly TestVector[];
  /** sha256 of the other parts' JSON (model-checksums.ts). */
  readonly checksums?: Readonly<Record<CheckedPart, string>>;
}

/** What is neither a weight, with a checksum of its own, nor read before anything else, nor follows from the network, as `ends` does. */
export const checkedParts = ['createdBy', 'network', 'classes', 'preprocessing', 'training', 'testVectors'] as const;
export type CheckedPart = (typeof checkedParts)[number];
