// Asks for feature maps of exactly the layers that can be seen, for the pinned image, whenever either changes: while a run is
// under way, and after it, when the trained network looks at another image. While the window is hidden nothing is asked for.
import { type RefObject, useEffect } from 'react';
import { useReactFlow, useStoreApi } from 'react-flow-renderer';
import type { PreviewRequest } from '../../engine/protocol.ts';
import { sentence } from '../../engine/words/texts.ts';
import { send } from '../bridge/bridge.ts';
import { documentStore, getDocument } from '../document/document.ts';
import { hasSameContents } from '../document/use-stable.ts';
import { attempt } from '../messages/messages.ts';
import { previewStore } from '../runs/preview.ts';
import { runStore } from '../runs/run.ts';
import { findVisibleLayers, toArea } from './area.ts';
import { canvasTexts } from './words.ts';

const delayMilliseconds = 150;
/** The main process asks for fewer where drawing costs much (electron/app/ipc/drawing-pace.ts). */
const rate = 10;
/** As many tiles as a strip shows at most (draw-maps.ts). */
const maximumChannels = 36;

export function usePreviewRequests(frame: RefObject<HTMLElement | null>): void {
  const flow = useReactFlow();
  const flowState = useStoreApi();
  useEffect(() => {
    let asked: { request: PreviewRequest; runId: number } | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = (): void => {
      timer = undefined;
      const { pinned } = previewStore.getState();
      const { runId, status, isElsewhere } = runStore.getState();
      if (pinned === undefined || runId === undefined || status === 'starting' || status === 'stopping') return;
      const { clientWidth: width = 0, clientHeight: height = 0 } = frame.current ?? {};
      const nodes =
        document.hidden || isElsewhere === true
          ? []
          : findVisibleLayers(getDocument(), toArea(flow.getViewport(), width, height)).slice(0, 256);
      const request: PreviewRequest = { nodes, image: pinned, rate, maximumChannels };
      if (asked?.runId === runId && hasSameContents(asked.request, request)) return;
      asked = { request, runId };
      void attempt('maps', sentence(canvasTexts, 'asking'), () => send('requestPreview', request));
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
        if (state.status !== former.status || state.runId !== former.runId || state.isElsewhere !== former.isElsewhere) askSoon();
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
