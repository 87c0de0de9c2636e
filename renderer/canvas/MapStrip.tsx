// The live feature maps of one layer. Drawn from the preview store straight into the canvas: React renders it once.
import { useEffect, useRef } from 'react';
import { nodeWidth, stripHeight } from '../document/sizes.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { type NodePreview, previewStore } from '../runs/preview.ts';
import { drawMaps } from './draw-maps.ts';
import { dropDrawing, queueDrawing } from './draw-queue.ts';
import styles from './MapStrip.module.css';
import { canvasTexts } from './words.ts';

const stripWidth = nodeWidth - 18;
/** Drawn finer than the screen, for a canvas zoomed in. */
const fineness = 2;

export function MapStrip({ id, label }: { readonly id: string; readonly label: string }) {
  const reference = useRef<HTMLCanvasElement>(null);
  const text = useTexts(canvasTexts);
  useEffect(() => {
    const canvas = reference.current;
    if (canvas === null) return;
    let drawn: NodePreview | undefined;
    const draw = (): void => {
      const preview = previewStore.getState().maps.get(id);
      if (preview === drawn) return;
      drawn = preview;
      if (preview === undefined) canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
      else drawMaps(canvas, preview.map, fineness * 2);
      canvas.dataset.version = String(preview?.version ?? 0);
      canvas.dataset.channels = String(preview?.map.totalChannels ?? 0);
    };
    queueDrawing(draw);
    const stopFollowing = previewStore.subscribe((state, former) => {
      if (state.maps !== former.maps) queueDrawing(draw);
    });
    return () => {
      stopFollowing();
      dropDrawing(draw);
    };
  }, [id]);
  return (
    <canvas
      ref={reference}
      className={styles.strip}
      data-testid={`maps-${id}`}
      data-version="0"
      role="img"
      aria-label={text('maps', { layer: label })}
      width={stripWidth * fineness}
      height={stripHeight * fineness}
    />
  );
}
