import { beforeEach, describe, expect, it } from 'vitest';
import type { TrainEvent } from '../../engine/train/events.ts';
import { templates } from '../../renderer/app/start/templates.ts';
import { findVisibleLayers, toArea } from '../../renderer/canvas/area.ts';
import { layOutTiles } from '../../renderer/canvas/draw-maps.ts';
import { forgetMaps, labelPinned, pinImage, previewStore, receivePrediction, receivePreview } from '../../renderer/runs/preview.ts';

const image = { part: 'validation', index: 4 } as const;
const preview = (step: number, ...nodes: string[]): Extract<TrainEvent, { kind: 'preview' }> => ({
  kind: 'preview',
  runId: 1,
  step,
  maps: nodes.map((node) => ({ node, height: 1, width: 1, channels: 1, totalChannels: 1, values: new Float32Array([step]) })),
  probabilities: [0.1, 0.9],
});

beforeEach(() => pinImage(image));

describe('previews', () => {
  it('keep the newest map of each layer and count what arrived for it', () => {
    receivePreview(preview(1, 'a', 'b'));
    receivePreview(preview(2, 'a'));
    const { maps, step, probabilities } = previewStore.getState();
    expect([maps.get('a')?.version, maps.get('a')?.map.values[0]]).toEqual([2, 2]);
    expect([maps.get('b')?.version, maps.get('b')?.map.values[0]]).toEqual([1, 1]);
    expect([step, probabilities]).toEqual([2, [0.1, 0.9]]);
  });

  it('leave the entry of a layer alone when nothing arrived for it, so that it is not drawn again', () => {
    receivePreview(preview(1, 'a', 'b'));
    const before = previewStore.getState().maps.get('b');
    receivePreview(preview(2, 'a'));
    expect(previewStore.getState().maps.get('b')).toBe(before);
  });

  it('show nothing of the former image when another is pinned', () => {
    receivePreview(preview(1, 'a'));
    receivePrediction({ classes: ['x', 'y'], probabilities: [1, 0], label: 1 });
    expect(previewStore.getState().label).toBe(1);
    pinImage({ part: 'training', index: 0 });
    const { maps, probabilities, label } = previewStore.getState();
    expect([maps.size, probabilities.length, label]).toEqual([0, 0, undefined]);
  });

  it('take a label only for the image that is still pinned', () => {
    labelPinned({ part: 'validation', index: 9 }, 3);
    expect(previewStore.getState().label).toBeUndefined();
    labelPinned(image, 3);
    expect(previewStore.getState().label).toBe(3);
    forgetMaps();
    expect([previewStore.getState().pinned, previewStore.getState().label]).toEqual([image, 3]);
  });

  it('are asked for only where maps are shown and seen', () => {
    const document = templates[0]?.document;
    if (document === undefined) throw new Error('expected a template');
    const everywhere = findVisibleLayers(document, { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 });
    expect(everywhere).toContain('conv1');
    expect(everywhere).not.toContain('input');
    expect(findVisibleLayers(document, { left: 5e5, top: 5e5, right: 6e5, bottom: 6e5 })).toEqual([]);
    const place = document.nodes.find((node) => node.id === 'conv1')?.position ?? { x: 0, y: 0 };
    const zoomedIn = toArea({ x: -place.x * 2, y: -place.y * 2, zoom: 2 }, 200, 100);
    expect(findVisibleLayers(document, zoomedIn)).toEqual(['conv1']);
  });
});

describe('the tiles of a strip', () => {
  it.each([
    [1, 76],
    [6, 45],
    [16, 33],
  ])('are as large as %i channels allow', (channels, side) => {
    const grid = layOutTiles(channels, 292, 76, 4);
    expect([grid.shown, grid.side]).toEqual([channels, side]);
  });

  it('stay within the strip, and leave channels out rather than become too small', () => {
    for (let channels = 1; channels < 300; channels++) {
      const { columns, side, shown } = layOutTiles(channels, 292, 76, 4);
      const rows = Math.ceil(shown / columns);
      expect(side).toBeGreaterThanOrEqual(20);
      expect(columns * (side + 4) - 4).toBeLessThanOrEqual(292);
      expect(rows * (side + 4) - 4).toBeLessThanOrEqual(76);
    }
    expect(layOutTiles(256, 292, 76, 4).shown).toBe(36);
  });
});
