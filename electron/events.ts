// Events on their way to the window. Training steps can come by the thousand a second: consecutive ones are merged and sent
// at most 30 times a second. Nothing overtakes anything but previews, which say themselves which step they belong to.
import type { FeatureMap, WindowEvent } from '../engine/protocol.ts';

/** What is used of Electron's MessagePortMain. */
export interface EventPort {
  postMessage(message: unknown): void;
  close(): void;
}

export interface EventChannel {
  /** From now on events go to this port; the one before is closed. */
  connect(port: EventPort): void;
  send(event: WindowEvent): void;
  /** Closes the port; later events are dropped. */
  disconnect(): void;
}

type BatchesEvent = Extract<WindowEvent, { kind: 'batches' }>;
const shortestIntervalMilliseconds = 1000 / 30;

export function createEventChannel(): EventChannel {
  let port: EventPort | undefined;
  let pending: BatchesEvent | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastBatchesAt = Number.NEGATIVE_INFINITY;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (pending === undefined) return;
    const event = pending;
    pending = undefined;
    lastBatchesAt = performance.now();
    port?.postMessage(event);
  };

  const sendBatches = (event: BatchesEvent): void => {
    if (pending !== undefined && isContinuation(pending, event)) {
      pending.losses.push(...event.losses);
      pending.accuracies.push(...event.accuracies);
      pending.imagesPerSecond = event.imagesPerSecond;
    } else {
      flush();
      pending = { ...event, losses: [...event.losses], accuracies: [...event.accuracies] };
    }
    const wait = lastBatchesAt + shortestIntervalMilliseconds - performance.now();
    if (wait <= 0) flush();
    else timer ??= setTimeout(flush, wait);
  };

  return {
    connect(next) {
      port?.close();
      port = next;
    },
    send(event) {
      if (event.kind === 'batches') return sendBatches(event);
      if (event.kind === 'preview') {
        port?.postMessage({ ...event, maps: event.maps.map(detachMap) });
        return;
      }
      flush();
      port?.postMessage(event);
    },
    disconnect() {
      clearTimeout(timer);
      timer = undefined;
      pending = undefined;
      port?.close();
      port = undefined;
    },
  };
}

function isContinuation(before: BatchesEvent, after: BatchesEvent): boolean {
  return before.runId === after.runId && before.firstStep + before.losses.length === after.firstStep;
}

/** A port takes no shared memory, and would copy the whole buffer behind a view: send exactly the values, in memory of their own. */
function detachMap(map: FeatureMap): FeatureMap {
  const { buffer, byteLength } = map.values;
  const ownsBuffer = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  return ownsBuffer ? map : { ...map, values: new Float32Array(map.values) };
}
