// Answers images with a trained network whose weights are in the arena: whole batches first, the rest one by one. Made once
// and used often: a single image's answer takes microseconds, and must not be kept waiting by what can be made beforehand.

import { sizeOf } from '../../engine/base/shape.ts';
import { type Network, predictionSlot } from '../../engine/network/network.ts';
import type { Execution } from '../../engine/program/execution.ts';
import { evaluateProgram, evaluationBatchOf, singleProgram } from '../../engine/train/programs.ts';

export class ImagePredictor {
  private readonly bytes: Uint8Array;
  private readonly labels: Int32Array;
  private readonly source: Float32Array;
  private readonly imageBytes: number;
  private readonly classes: number;
  private readonly batch: number;

  constructor(
    private readonly execution: Execution,
    network: Network,
  ) {
    this.bytes = execution.u8('bytes');
    this.labels = execution.i32('labels');
    this.source = execution.f32(predictionSlot(network.output.id));
    this.imageBytes = sizeOf(network.input.outputShape);
    this.classes = sizeOf(network.output.outputShape);
    this.batch = evaluationBatchOf(execution);
  }

  /** u8[count, height, width, channels] in, f32[count, classes] out. */
  predict(images: Uint8Array): Float32Array<ArrayBuffer> {
    const { imageBytes, classes, batch } = this;
    const count = Math.floor(images.length / imageBytes);
    const probabilities = new Float32Array(count * classes);
    // nobody knows these images' classes
    this.labels.fill(-1);
    for (let first = 0; first < count; ) {
      const taken = count - first >= batch ? batch : 1;
      this.bytes.set(images.subarray(first * imageBytes, (first + taken) * imageBytes));
      this.execution.run(taken === 1 ? singleProgram : evaluateProgram);
      probabilities.set(this.source.subarray(0, taken * classes), first * classes);
      first += taken;
    }
    return probabilities;
  }
}
