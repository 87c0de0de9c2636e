// What the network makes of one pinned image: the newest feature maps by node, the class probabilities, the image given back. Canvases draw
// from here without rendering React; `version` counts what arrived for a node.
import { createStore } from 'zustand/vanilla';
import type { ImageReference, Prediction } from '../../engine/protocol.ts';
import type { TrainEvent } from '../../engine/train/events.ts';
import type { FeatureMap } from '../../engine/train/maps.ts';

export interface NodePreview {
  readonly map: FeatureMap;
  readonly version: number;
}

export interface PreviewState {
  readonly pinned?: ImageReference | undefined;
  readonly maps: ReadonlyMap<string, NodePreview>;
  readonly probabilities: readonly number[];
  /** What ends that give images back have made of it. */
  readonly reconstructions: readonly FeatureMap[];
  /** The true class of the pinned image where it is known. */
  readonly label?: number | undefined;
  readonly step: number;
}

const nothing: PreviewState = { maps: new Map(), probabilities: [], reconstructions: [], step: 0 };

export const previewStore = createStore<PreviewState>()(() => nothing);

/** Another image: what is shown of the former one goes. */
export function pinImage(pinned: ImageReference | undefined, label?: number): void {
  previewStore.setState({ ...nothing, pinned, label }, true);
}

/** The true class of an image that is still the pinned one. */
export function labelPinned(image: ImageReference, label: number): void {
  previewStore.setState(({ pinned }) => (pinned === image && label >= 0 ? { label } : {}));
}

/** Forgets maps of a former run or network; the pinned image stays. */
export function forgetMaps(): void {
  previewStore.setState({ maps: new Map(), probabilities: [], reconstructions: [], step: 0 });
}

export function receivePreview(event: Extract<TrainEvent, { kind: 'preview' }>): void {
  previewStore.setState((state) => {
    const maps = new Map(state.maps);
    for (const map of event.maps) maps.set(map.node, { map, version: (state.maps.get(map.node)?.version ?? 0) + 1 });
    return { maps, step: event.step, probabilities: event.probabilities, reconstructions: event.reconstructions ?? [] };
  });
}

export function receivePrediction(prediction: Prediction): void {
  const { probabilities, reconstructions = [], label } = prediction;
  previewStore.setState((state) => ({ probabilities, reconstructions, label: label ?? state.label }));
}

/** Indices of the likeliest classes, the likeliest first. */
export function rankClasses(probabilities: readonly number[], most: number): number[] {
  return probabilities
    .map((_, index) => index)
    .sort((first, second) => (probabilities[second] ?? 0) - (probabilities[first] ?? 0))
    .slice(0, most);
}
