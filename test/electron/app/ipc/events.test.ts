// Events to the window: merged where they come too fast, complete, in order, and free of shared memory.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DrawingPace } from '../../../../electron/app/ipc/drawing-pace.ts';
import { createEventChannel, type EventPort } from '../../../../electron/app/ipc/events.ts';
import type { WindowEvent } from '../../../../engine/protocol.ts';

function createPort() {
  const sent: WindowEvent[] = [];
  const port = { postMessage: (event: unknown) => void sent.push(event as WindowEvent), close: vi.fn() } satisfies EventPort;
  return { port, sent };
}

function batch(step: number, runId = 1): WindowEvent {
  return { kind: 'batches', runId, firstStep: step, losses: [step], accuracies: [step / 1000], imagesPerSecond: step };
}

const finished: WindowEvent = {
  kind: 'stopped',
  runId: 1,
  summary: { epochs: 1, steps: 3, images: 3, seconds: 1, training: { loss: 1, accuracy: 1 }, validation: null },
};

/** What was told, one by one. */
function listEvents(events: readonly WindowEvent[]): WindowEvent[] {
  return events.flatMap((event) => (event.kind === 'progress' ? event.events : [event]));
}

function listLosses(events: readonly WindowEvent[]): number[] {
  return listEvents(events).flatMap((event) => (event.kind === 'batches' ? event.losses : []));
}

/** Told every so many milliseconds. */
function createPace(interval = 100) {
  return { interval: () => interval, start: vi.fn(), told: vi.fn() } satisfies DrawingPace;
}

describe('training steps', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('reach the window at the pace of its drawing, each step once and in order', () => {
    const { port, sent } = createPort();
    const pace = createPace(50);
    const events = createEventChannel(pace);
    events.connect(port);
    for (let step = 0; step < 2000; step++) {
      events.send(batch(step));
      vi.advanceTimersByTime(0.5);
    }
    expect(sent.length).toBe(21);
    expect(pace.told).toHaveBeenCalledTimes(21);
    vi.runAllTimers();
    expect(listLosses(sent)).toEqual(Array.from({ length: 2000 }, (_, step) => step));
    expect(listEvents(sent).at(-1)).toMatchObject({ imagesPerSecond: 1999 });
  });

  test('a slow run’s steps are sent at once', () => {
    const { port, sent } = createPort();
    const events = createEventChannel(createPace());
    events.connect(port);
    events.send(batch(0));
    vi.advanceTimersByTime(110);
    events.send(batch(1));
    expect(listLosses(sent)).toEqual([0, 1]);
  });

  test('are not overtaken by the event that ends their run, and steps of two runs are not merged', () => {
    const { port, sent } = createPort();
    const events = createEventChannel(createPace());
    events.connect(port);
    events.send(batch(0));
    events.send(batch(1));
    events.send(finished);
    events.send(batch(2, 2));
    vi.runAllTimers();
    const told = listEvents(sent);
    expect(told.map((event) => event.kind)).toEqual(['batches', 'batches', 'stopped', 'batches']);
    expect(told.map((event) => ('runId' in event ? event.runId : 0))).toEqual([1, 1, 1, 2]);
  });

  test('merging leaves the sender’s own event as it was', () => {
    const events = createEventChannel(createPace());
    events.connect(createPort().port);
    events.send(batch(0));
    const mine = batch(1);
    events.send(mine);
    events.send(batch(2));
    expect(mine).toEqual(batch(1));
  });
});

describe('previews', () => {
  const preview = (values: Float32Array): WindowEvent => ({
    kind: 'preview',
    runId: 1,
    step: 1,
    maps: [{ node: 'a', height: 1, width: 2, channels: 1, totalChannels: 1, values: values as Float32Array<ArrayBuffer> }],
    probabilities: [1],
  });
  const sendPreview = (values: Float32Array): Float32Array | undefined => {
    const { port, sent } = createPort();
    const events = createEventChannel(createPace());
    events.connect(port);
    events.send(preview(values));
    const [event] = listEvents(sent);
    return event?.kind === 'preview' ? event.maps[0]?.values : undefined;
  };

  test('are copied out of shared memory, which a port does not take', () => {
    const shared = new Float32Array(new SharedArrayBuffer(16), 4, 2);
    shared.set([1, 2]);
    const values = sendPreview(shared);
    expect(values?.buffer).toBeInstanceOf(ArrayBuffer);
    expect([...(values ?? [])]).toEqual([1, 2]);
    expect(() => structuredClone(values)).not.toThrow();
  });

  test('do not drag the buffer around a view along', () => {
    expect(sendPreview(new Float32Array(1000).subarray(10, 12))?.buffer.byteLength).toBe(8);
  });

  test('that own their memory are not copied once more', () => {
    const own = Float32Array.of(1, 2);
    expect(sendPreview(own)).toBe(own);
  });
});

describe('a drawing', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('brings steps, epochs and the newest preview together, in order', () => {
    const { port, sent } = createPort();
    const events = createEventChannel(createPace());
    events.connect(port);
    const preview = (step: number): WindowEvent => ({ kind: 'preview', runId: 1, step, maps: [], probabilities: [] });
    const epoch: WindowEvent = {
      kind: 'epoch',
      runId: 1,
      epoch: 1,
      step: 3,
      training: { loss: 1, accuracy: 0 },
      validation: null,
      learningRate: 0.1,
      seconds: 1,
      waited: 0,
    };
    events.send(batch(0));
    for (const event of [batch(1), preview(2), batch(2), epoch, preview(3), batch(3)]) events.send(event);
    vi.runAllTimers();
    expect(sent.map((event) => event.kind)).toEqual(['progress', 'progress']);
    expect(listEvents(sent.slice(1)).map((event) => event.kind)).toEqual(['batches', 'batches', 'epoch', 'preview', 'batches']);
    expect(listEvents(sent).find((event) => event.kind === 'preview')).toMatchObject({ step: 3 });
  });

  test('is asked for at once when a run starts, and the pace learns of its workers', () => {
    const { port, sent } = createPort();
    const pace = createPace(1000);
    const events = createEventChannel(pace);
    events.connect(port);
    events.send(batch(0, 1));
    events.send({
      kind: 'run-started',
      runId: 2,
      epochs: 1,
      stepsPerEpoch: 1,
      batchSize: 1,
      workers: 3,
      arenaBytes: 1,
      parameterCount: 1,
      backend: '',
    });
    events.send(batch(0, 2));
    expect(sent.map((event) => event.kind)).toEqual(['progress', 'run-started', 'progress']);
    expect(pace.start).toHaveBeenCalledExactlyOnceWith(3);
  });
});

describe('a preview that a person waits for', () => {
  const preview = (step: number): WindowEvent => ({ kind: 'preview', runId: 1, step, maps: [], probabilities: [] });

  test('is told at once when the run has ended or is paused, and at the pace of drawing while it goes on', () => {
    const { port, sent } = createPort();
    const events = createEventChannel(createPace(2000));
    const count = (): number => listEvents(sent).filter((event) => event.kind === 'preview').length;
    events.connect(port);
    events.send(batch(0));
    events.send(preview(1));
    expect(count()).toBe(0);
    events.send(finished);
    expect(count()).toBe(1);
    events.send(preview(2));
    expect(count()).toBe(2);
    events.send({ kind: 'resumed', runId: 1, step: 2 });
    events.send(batch(2));
    events.send(preview(3));
    expect(count()).toBe(2);
    events.send({ kind: 'paused', runId: 1, step: 3 });
    events.send(preview(4));
    expect(count()).toBe(4);
    events.disconnect();
  });
});

describe('the port', () => {
  test('of a reloaded page replaces the one before, which is closed', () => {
    const [first, second] = [createPort(), createPort()];
    const events = createEventChannel(createPace());
    events.connect(first.port);
    events.connect(second.port);
    events.send(finished);
    expect(first.port.close).toHaveBeenCalledOnce();
    expect([first.sent.length, second.sent.length]).toEqual([0, 1]);
  });

  test('may be missing: events before a page or after its end are dropped', () => {
    const { port, sent } = createPort();
    const events = createEventChannel(createPace());
    events.send(finished);
    events.connect(port);
    events.send(batch(0));
    events.disconnect();
    events.send(finished);
    expect(listEvents(sent).map((event) => event.kind)).toEqual(['batches']);
    expect(port.close).toHaveBeenCalledOnce();
  });
});
