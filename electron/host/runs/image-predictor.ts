// Answers images of one size with a trained network whose weights are in the arena: whole batches first, the rest one by one. Made once
// and used often: a single image's answer takes microseconds, and must not be kept waiting by what can be made beforehand.

import type { ImageSize } from '../../../engine/base/image-sizes.ts';
import { sizeOf } from '../../../engine/base/shape.ts';
import { classCountOf, type Network, predictionSlot } from '../../../engine/network/network.ts';
import type { Execution } from '../../../engine/program/execution.ts';
import { evaluateProgram, programBatchOf, singleProgram } from '../../../engine/train/programs.ts';
import { programAt } from '../../../engine/train/run-sizes.ts';

interface PredictedEnd {
  readonly source: Float32Array;
  /** The first image's share of it. */
  readonly first: Float32Array;
  /** Values an image. */
  readonly length: number;
}

export class ImagePredictor {
  private readonly bytes: Uint8Array;
  private readonly labels: Int32Array;
  private readonly ends: readonly PredictedEnd[];
  private readonly imageBytes: number;
  private readonly batch: number;
  private readonly single: string;
  private readonly many: string;

  constructor(
    private readonly execution: Execution,
    network: Network,
    size?: ImageSize,
  ) {
    this.bytes = execution.u8('bytes');
    this.labels = classCountOf(network) > 0 ? execution.i32('labels') : new Int32Array(0);
    this.ends = network.ends.map(({ id, outputShape }) => {
      const [source, length] = [execution.f32(predictionSlot(id)), sizeOf(outputShape)];
      return { source, first: source.subarray(0, length), length };
    });
    this.imageBytes = sizeOf(network.input.outputShape);
    this.single = programAt(singleProgram, size);
    this.many = programAt(evaluateProgram, size);
    this.batch = programBatchOf(execution, this.many);
  }

  /** u8[count, height, width, channels] in, f32[count, …shape] out for each end of the network, in their order. */
  predict(images: Uint8Array): Float32Array<ArrayBuffer>[] {
    const { imageBytes, ends, batch } = this;
    const count = Math.floor(images.length / imageBytes);
    const outputs = ends.map(({ length }) => new Float32Array(count * length));
    // nobody knows these images' classes
    this.labels.fill(-1);
    for (let first = 0; first < count; ) {
      const taken = count - first >= batch ? batch : 1;
      this.bytes.set(images.subarray(first * imageBytes, (first + taken) * imageBytes));
      this.execution.run(taken === 1 ? this.single : this.many);
      for (let end = 0; end < ends.length; end++) {
        const { source, first: one, length } = ends[end] as PredictedEnd;
        outputs[end]?.set(taken === 1 ? one : source.subarray(0, taken * length), first * length);
      }
      first += taken;
    }
    return outputs;
  }
}
