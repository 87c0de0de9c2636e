// Predictions of a network whose images keep their own sizes: programs for the sizes that have been asked for so far, at most as many
// as a data set may have, and anew where another one comes. Jobs follow one after the other, since new programs mean new threads.

import { type Outcome, succeed } from '../../../engine/base/diagnostics.ts';
import { type ImageSize, isSameSize, mostSizes } from '../../../engine/base/image-sizes.ts';
import { type OpenedDataset, type PartName, sizeOfRecord } from '../../../engine/datasets/image-folder.ts';
import { sizeRangeOf } from '../../../engine/network/sizes.ts';
import type { Prediction } from '../../../engine/protocol.ts';
import type { Preview } from '../../../engine/train/preview.ts';
import { RefusedSizes } from './failure.ts';
import type { PreviewMessage } from './messages.ts';
import { createPoolPredictor, type PoolPredictor } from './predictor.ts';
import type { Evaluation, Predictor, TrainedNetwork } from './trainer.ts';

/** What answers, and for which sizes. */
interface Answering {
  readonly predictor: PoolPredictor;
  readonly sizes: readonly ImageSize[];
}

const indexOf = (sizes: readonly ImageSize[], size: ImageSize): number => sizes.findIndex((other) => isSameSize(other, size));

export class SizedPredictor implements PreviewingPredictor {
  /** Ends when all jobs so far have ended. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly trained: TrainedNetwork,
    private readonly workers: number,
    private answering: Answering,
  ) {}

  isOpen(): boolean {
    return this.answering.predictor.isOpen();
  }

  /** Does a job when those before it have ended, with programs for these sizes. */
  private inTurn<Result>(sizes: readonly ImageSize[], job: (answering: Answering) => Promise<Result>): Promise<Result> {
    const done = this.turn.then(async () => job(await this.prepare(sizes)));
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async prepare(wanted: readonly ImageSize[]): Promise<Answering> {
    const { sizes, predictor } = this.answering;
    const missing = wanted.filter((size, index) => indexOf(sizes, size) < 0 && indexOf(wanted, size) === index);
    if (missing.length === 0) return this.answering;
    const all =
      sizes.length + missing.length <= mostSizes ? [...sizes, ...missing] : wanted.filter((size, index) => indexOf(wanted, size) === index);
    const made = await createPoolPredictor(this.trained, this.workers, all);
    if (!made.ok) throw new RefusedSizes(made.diagnostics);
    this.answering = { predictor: made.value, sizes: all };
    await predictor.dispose();
    return this.answering;
  }

  predict(images: Uint8Array, sizes: readonly ImageSize[] = []): Promise<readonly Prediction[]> {
    const channels = this.channels();
    return this.inTurn(sizes, async ({ predictor, sizes: known }) => {
      const predictions: Prediction[] = [];
      let place = 0;
      for (const size of sizes) {
        const bytes = size.height * size.width * channels;
        predictions.push(...(await predictor.predictAt(images.subarray(place, place + bytes), indexOf(known, size))));
        place += bytes;
      }
      return predictions;
    });
  }

  private channels(): number {
    const input = this.trained.document.nodes.find(({ type }) => type === 'input');
    return Number(input?.parameters['channels'] ?? 1);
  }

  evaluate(
    dataset: OpenedDataset,
    part: PartName,
    onProgress?: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<Evaluation | undefined> {
    const records = dataset.parts[part]?.indices ?? new Int32Array(0);
    const used = new Set(Array.from(records, (record) => dataset.pixels.layout?.sizeOf[record] ?? 0));
    const sizes = dataset.pixels.layout?.sizes ?? [dataset.settings];
    return this.inTurn(
      sizes.filter((_, index) => used.has(index)),
      ({ predictor, sizes: known }) => {
        const places = sizes.map((size) => indexOf(known, size));
        const sizeOf = Uint8Array.from(dataset.labels, (_, record) => Math.max(0, places[dataset.pixels.layout?.sizeOf[record] ?? 0] ?? 0));
        return predictor.evaluate(dataset, part, onProgress, signal, sizeOf);
      },
    );
  }

  preview(dataset: OpenedDataset, request: PreviewMessage): Promise<Preview> {
    const size = sizeOfRecord(dataset, request.record);
    return this.inTurn([size], ({ predictor, sizes }) => predictor.preview(dataset, request, indexOf(sizes, size)));
  }

  async dispose(): Promise<void> {
    await this.turn;
    await this.answering.predictor.dispose();
  }
}

/** A predictor that also shows what layers make of an image. */
export interface PreviewingPredictor extends Predictor {
  preview(dataset: OpenedDataset, request: PreviewMessage): Promise<Preview>;
}

/** A predictor for `trained` on up to `workers` threads; refused where its memory can't be had. */
export async function createPredictor(trained: TrainedNetwork, workers: number): Promise<Outcome<PreviewingPredictor>> {
  const range = sizeRangeOf(trained.document);
  if (range === undefined) return createPoolPredictor(trained, workers);
  const sizes = [{ height: range.height, width: range.width }];
  const made = await createPoolPredictor(trained, workers, sizes);
  return made.ok ? succeed(new SizedPredictor(trained, workers, { predictor: made.value, sizes })) : made;
}
