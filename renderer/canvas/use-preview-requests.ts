// Asks for feature maps of exactly the layers that can be seen, for the pinned image, whenever either changes. While the
// window is hidden, and while nothing trains, nothing is asked for.
import { type RefObject, useEffect } from 'react';
import { useReactFlow, useStoreApi, type Viewport } from 'react-flow-renderer';
import type { GraphDocument } from '../../engine/graph/document.ts';
import { findLayer } from '../../engine/layers/index.ts';
import type { PreviewRequest } from '../../engine/protocol.ts';
import { send } from '../bridge.ts';
import { documentStore, getDocument } from '../stores/document.ts';
import { reportFailure } from '../stores/messages.ts';
import { previewStore } from '../stores/preview.ts';
import { runStore } from '../stores/run.ts';
import { hasSameContents } from '../stores/use-stable.ts';
import { nodeHeight, nodeWidth, showsMaps } from './sizes.ts';

const delayMilliseconds = 150;
const rate = 5;
/** As many tiles as a strip shows at most (draw-maps.ts). */
const maximumChannels = 36;

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The layers with maps that lie at least partly in the area. */
export function findVisibleLayers(document: GraphDocument, area: Area): string[] {
  return document.nodes.flatMap(({ id, type, position }) => {
    const group = findLayer(type)?.group;
    const isSeen =
      position.x < area.right &&
      position.x + nodeWidth > area.left &&
      position.y < area.bottom &&
      position.y + nodeHeight(group) > area.top;
    return isSeen && showsMaps(group) ? [id] : [];
  });
}

export function toArea({ x, y, zoom }: Viewport, width: number, height: number): Area {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}

export function usePreviewRequests(frame: RefObject<HTMLElement | null>): void {
  const flow = useReactFlow();
  const flowState = useStoreApi();
  useEffect(() => {
    let asked: { request: PreviewRequest; runId: number } | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = (): void => {
      timer = undefined;
      const { pinned } = previewStore.getState();
      const { runId, status } = runStore.getState();
      if (pinned === undefined || runId === undefined || (status !== 'running' && status !== 'paused')) return;
      const { clientWidth: width = 0, clientHeight: height = 0 } = frame.current ?? {};
      const nodes = document.hidden ? [] : findVisibleLayers(getDocument(), toArea(flow.getViewport(), width, height)).slice(0, 256);
      const request: PreviewRequest = { nodes, image: pinned, rate, maximumChannels };
      if (asked?.runId === runId && hasSameContents(asked.request, request)) return;
      asked = { request, runId };
      send('requestPreview', request).catch(reportFailure('Asking for feature maps'));
    };
    const askSoon = (): void => {
      timer ??= setTimeout(ask, delayMilliseconds);
    };
    const undo = [
      flowState.subscribe((state, former) => {
        if (state.transform !== former.transform || state.width !== former.width || state.height !== former.height) askSoon();
      }),
      documentStore.subscribe(askSoon),
      previewStore.subscribe((state, former) => {
        if (state.pinned !== former.pinned) askSoon();
      }),
      runStore.subscribe((state, former) => {
        if (state.status !== former.status || state.runId !== former.runId) askSoon();
      }),
    ];
    document.addEventListener('visibilitychange', askSoon);
    askSoon();
    return () => {
      clearTimeout(timer);
      for (const stop of undo) stop();
      document.removeEventListener('visibilitychange', askSoon);
    };
  }, [flow, flowState, frame]);
}
