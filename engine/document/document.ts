// The document: the only thing a person edits, and the only thing undo works on. Plain data, as it is on disk.
// Everything else (network, plan, counts, diagnostics) is derived from it. Version 2.
import type { Parameters } from '../base/fields.ts';
import type { FitMode } from './fit.ts';

export const documentFormat = 'receptive-network';
export const documentVersion = 2;

export interface GraphNode {
  /** Unique in the document; letters, digits, `-` and `_`, at most 64. */
  readonly id: string;
  /** A layer type: `conv2d`. */
  readonly type: string;
  /** Shown instead of the type's label when present. */
  readonly name?: string;
  readonly parameters: Parameters;
  readonly position: { readonly x: number; readonly y: number };
  /** Its weights stay as they are in training, and so do statistics that it keeps. Of no account without weights. */
  readonly frozen?: boolean;
  /** Uses the weights of the node of this id in place of its own. */
  readonly weightsOf?: string;
}

/**
 * Data flows from `source` to `target`. The order of a target's edges in the document is the order of its inputs, as far as ports do
 * not say otherwise; where none is named, the first output and the next free input are meant.
 */
export interface GraphEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly sourcePort?: string;
  readonly targetPort?: string;
}

/** A choice of one definition from a list (an optimizer, a schedule) with its parameters. */
export interface Chosen {
  readonly type: string;
  readonly parameters: Parameters;
}

export interface TrainingSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly optimizer: Chosen;
  /** Gives a factor on the optimizer's learning rate for each step. */
  readonly schedule: Chosen;
}

/** How a folder of images becomes tensors. Height, width and channels are the Input layer's. */
export interface ImageSettingsOfDocument {
  readonly fit: FitMode;
  /** Red, green, blue, 0–255: under transparency and around `contain`. */
  readonly background: readonly [number, number, number];
  readonly validationShare: number;
}

export interface GraphDocument {
  readonly format: typeof documentFormat;
  readonly version: typeof documentVersion;
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly training: TrainingSettings;
  readonly images: ImageSettingsOfDocument;
}
