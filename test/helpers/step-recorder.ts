// Lays buffers out for a test, one behind the other in a plain arena, and collects the steps of a program. Independent of how plans
// place buffers: nothing overlaps; behind every buffer lie 64 bytes of slack, into which kernels may read and write, and 64 bytes of
// guard, which must stay as they are.
import type { StepCollector } from '../../engine/backends/wasm/plan/lower.ts';
import type { AnyStepRequest, BufferHandle } from '../../engine/backends/wasm/way.ts';

/** Control block and program come first (step-machine.ts). */
export const firstBufferOffset = 8192;
export const slackBytes = 64;
const guardBytes = 64;

export interface TestBuffer extends BufferHandle {
  readonly offset: number;
  /** Nobody outside reads it: it may be spoilt once its last step has run. */
  readonly isTransient: boolean;
}

export class Recorder implements StepCollector {
  readonly buffers: TestBuffer[] = [];
  readonly steps: AnyStepRequest[] = [];
  private end = firstBufferOffset;

  buffer(name: string, bytes: number, isTransient = false): TestBuffer {
    const buffer = { name, bytes, offset: this.end, isTransient };
    this.end = Math.ceil((this.end + bytes + slackBytes + guardBytes) / 64) * 64;
    this.buffers.push(buffer);
    return buffer;
  }

  transientBuffer(name: string, _kind: string, bytes: number): TestBuffer {
    return this.buffer(name, bytes, true);
  }

  step(_node: string, _pass: string, request: AnyStepRequest): void {
    this.steps.push(request);
  }

  get arenaBytes(): number {
    return this.end;
  }

  get scratchBytes(): number {
    return Math.max(0, ...this.steps.map((step) => step.scratchBytes ?? 0));
  }
}
