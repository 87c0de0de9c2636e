// Events on their way to the window. What a run tells as it goes (steps, epochs, previews) is gathered and told at the pace
// at which the window may draw: once, in order, so that the window draws once. Every other event is sent at once, after
// what was gathered before it; and so are the maps of an image that is looked at while nothing is trained.

import type { WindowEvent } from '../../../engine/protocol.ts';
import type { TrainEvent } from '../../../engine/train/events.ts';
import type { FeatureMap } from '../../../engine/train/maps.ts';
import type { DrawingPace } from './drawing-pace.ts';

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

type BatchesEvent = Extract<TrainEvent, { kind: 'batches' }>;
type ProgressEvent = Extract<TrainEvent, { kind: 'batches' | 'epoch' | 'preview' }>;

export function createEventChannel(pace: DrawingPace): EventChannel {
  let port: EventPort | undefined;
  let gathered: ProgressEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let lastTold = Number.NEGATIVE_INFINITY;
  /** No run, or a paused one: drawing takes no time from workers. */
  let isQuiet = false;

  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered.length === 0) return;
    const events = gathered;
    gathered = [];
    lastTold = performance.now();
    port?.postMessage({ kind: 'progress', events } satisfies WindowEvent);
    if (!isQuiet) pace.told();
  };

  const gather = (event: ProgressEvent): void => {
    addProgress(gathered, event);
    const isAsked = isQuiet && event.kind === 'preview'; // a person has chosen an image, and waits for it
    const wait = isAsked ? 0 : lastTold + pace.interval() - performance.now();
    if (wait <= 0) tell();
    else timer ??= setTimeout(tell, wait);
  };

  return {
    connect(next) {
      port?.close();
      port = next;
    },
    send(event) {
      if (event.kind === 'batches' || event.kind === 'epoch' || event.kind === 'preview') return gather(event);
      tell();
      isQuiet = isQuietAfter(event) ?? isQuiet;
      if (event.kind === 'run-started') {
        pace.start(event.workers);
        lastTold = Number.NEGATIVE_INFINITY; // the first step is told at once
      }
      port?.postMessage(event);
    },
    disconnect() {
      clearTimeout(timer);
      timer = undefined;
      gathered = [];
      port?.close();
      port = undefined;
    },
  };
}

/** Whether the workers rest after this event; undefined where it says nothing of that. */
function isQuietAfter({ kind }: WindowEvent): boolean | undefined {
  switch (kind) {
    case 'run-started':
    case 'resumed':
      return false;
    case 'paused':
    case 'finished':
    case 'stopped':
    case 'crashed':
      return true;
    default:
      return undefined;
  }
}

/** Steps that follow one another become one event; of several previews the newest stays. The sender's events are left as they are. */
function addProgress(gathered: ProgressEvent[], event: ProgressEvent): void {
  const last = gathered.at(-1);
  if (event.kind === 'batches') {
    if (last?.kind === 'batches' && isContinuation(last, event)) {
      last.losses.push(...event.losses);
      last.accuracies?.push(...(event.accuracies ?? []));
      last.psnrs?.push(...(event.psnrs ?? []));
      last.imagesPerSecond = event.imagesPerSecond;
    } else {
      const { accuracies, psnrs } = event;
      gathered.push({
        ...event,
        losses: [...event.losses],
        ...(accuracies ? { accuracies: [...accuracies] } : {}),
        ...(psnrs ? { psnrs: [...psnrs] } : {}),
      });
    }
    return;
  }
  if (event.kind === 'epoch') {
    gathered.push(event);
    return;
  }
  const former = gathered.findIndex((earlier) => earlier.kind === 'preview' && earlier.runId === event.runId);
  if (former >= 0) gathered.splice(former, 1);
  gathered.push({ ...event, maps: event.maps.map(detachMap) });
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
