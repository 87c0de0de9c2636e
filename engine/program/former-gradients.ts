// Gradients on their way back: which buffers hold the gradient with respect to a layer's output, one from each edge that leaves
// it, and who else still has to read them. A layer that passes its gradient on unchanged (a sum, a view) hands on the buffer
// itself; therefore a buffer is written in place only while a single edge holds it.
import type { BufferHandle } from '../layers/layer.ts';

export class GradientFlow {
  private readonly arrived = new Map<string, BufferHandle[]>();
  /** Edges that hold a buffer and whose source has not been lowered yet. */
  private readonly holders = new Map<BufferHandle, number>();

  /** One more gradient with respect to the output of `id`. */
  receive(id: string, gradient: BufferHandle): void {
    this.arrived.set(id, [...(this.arrived.get(id) ?? []), gradient]);
    this.holders.set(gradient, (this.holders.get(gradient) ?? 0) + 1);
  }

  /** What has come back to `id`, in the order it was computed. */
  of(id: string): readonly BufferHandle[] {
    return this.arrived.get(id) ?? [];
  }

  /** True where nobody but the edge it arrived by needs what is in `gradient` now. */
  isExclusive(gradient: BufferHandle): boolean {
    return (this.holders.get(gradient) ?? 0) <= 1;
  }

  /** The steps of `id` have been written: its edges hold nothing any more. */
  release(id: string): void {
    for (const gradient of this.of(id)) this.holders.set(gradient, (this.holders.get(gradient) ?? 1) - 1);
    this.arrived.delete(id);
  }
}
