// Batch normalisation, plain. A chunk's statistics are its mean and its sum of squared deviations M₂; chunks are joined by
// Chan, Golub and LeVeque: M₂ = Σ (M₂ₖ + nₖ (meanₖ − mean)²). Running variance takes the unbiased M₂ / (rows − 1).
import type { ReferenceKernels, StepArguments } from '../../backends/reference-kernel.ts';
import { maskRectified, rectify } from '../../layers/rectify.ts';

const at = (array: Float32Array, index: number): number => array[index] as number;
/** Values of one kind per channel lie in whole vectors. */
const strideOf = (step: StepArguments): number => Math.ceil(step.number('channels') / 4) * 4;

/** First row of a chunk: the same cut as simd/parts.as.ts. */
function chunkStart(rows: number, chunk: number, chunks: number): number {
  return Math.floor((rows * chunk) / chunks);
}

/** partials: f32[chunks,2,stride]: means, then M₂. */
function batchNormChunk(step: StepArguments): void {
  const [x, partials] = [step.f32('x'), step.f32('partials')];
  const [rows, channels, chunks, stride] = [step.number('rows'), step.number('channels'), step.number('chunks'), strideOf(step)];
  for (let chunk = 0; chunk < chunks; chunk++) {
    const [from, to] = [chunkStart(rows, chunk, chunks), chunkStart(rows, chunk + 1, chunks)];
    for (let c = 0; c < channels; c++) {
      let [sum, squares] = [0, 0];
      for (let row = from; row < to; row++) sum += at(x, row * channels + c);
      const mean = sum / (to - from);
      for (let row = from; row < to; row++) squares += (at(x, row * channels + c) - mean) ** 2;
      partials[chunk * 2 * stride + c] = mean;
      partials[(chunk * 2 + 1) * stride + c] = squares;
    }
  }
}

/** statistics: f32[2,stride]: mean, then 1 / √(variance + ε). */
function batchNormStatistics(step: StepArguments): void {
  const [partials, statistics] = [step.f32('partials'), step.f32('statistics')];
  const [runningMean, runningVariance] = [step.f32('runningMean'), step.f32('runningVariance')];
  const [rows, channels, chunks, stride] = [step.number('rows'), step.number('channels'), step.number('chunks'), strideOf(step)];
  const [momentum, epsilon] = [step.number('momentum'), step.number('epsilon')];
  const length = (chunk: number): number => chunkStart(rows, chunk + 1, chunks) - chunkStart(rows, chunk, chunks);
  for (let c = 0; c < channels; c++) {
    let [mean, squares] = [0, 0];
    for (let chunk = 0; chunk < chunks; chunk++) mean += (at(partials, chunk * 2 * stride + c) * length(chunk)) / rows;
    for (let chunk = 0; chunk < chunks; chunk++) {
      squares += at(partials, (chunk * 2 + 1) * stride + c) + length(chunk) * (at(partials, chunk * 2 * stride + c) - mean) ** 2;
    }
    statistics[c] = mean;
    statistics[stride + c] = 1 / Math.sqrt(squares / rows + epsilon);
    runningMean[c] = (1 - momentum) * at(runningMean, c) + momentum * mean;
    runningVariance[c] = (1 - momentum) * at(runningVariance, c) + (momentum * squares) / Math.max(1, rows - 1);
  }
}

function normalize(step: StepArguments, mean: (c: number) => number, inverse: (c: number) => number): void {
  const [x, scale, shift, y, channels] = [step.f32('x'), step.f32('scale'), step.f32('shift'), step.f32('y'), step.number('channels')];
  const addend = step.number('hasAddend') === 1 ? step.f32('addend') : undefined;
  for (let index = 0; index < step.number('rows') * channels; index++) {
    const c = index % channels;
    y[index] = (at(x, index) - mean(c)) * inverse(c) * at(scale, c) + at(shift, c) + (addend === undefined ? 0 : at(addend, index));
  }
  if (step.number('rectify') === 1) rectify(y);
}

function batchNormForward(step: StepArguments): void {
  const [statistics, stride] = [step.f32('statistics'), strideOf(step)];
  normalize(
    step,
    (c) => at(statistics, c),
    (c) => at(statistics, stride + c),
  );
}

function batchNormInference(step: StepArguments): void {
  const [mean, variance, epsilon] = [step.f32('runningMean'), step.f32('runningVariance'), step.number('epsilon')];
  normalize(
    step,
    (c) => at(mean, c),
    (c) => 1 / Math.sqrt(at(variance, c) + epsilon),
  );
}

/** weights = source · factor, bias = (sourceBias − mean) · factor + shift, channel by channel. */
function batchNormFold(step: StepArguments): void {
  const [source, weights, bias] = [step.f32('source'), step.f32('weights'), step.f32('bias')];
  const [mean, variance, scale, shift] = [step.f32('runningMean'), step.f32('runningVariance'), step.f32('scale'), step.f32('shift')];
  const channels = step.number('channels');
  for (let c = 0; c < channels; c++) {
    const factor = at(scale, c) / Math.sqrt(at(variance, c) + step.number('epsilon'));
    const own = step.number('hasBias') === 1 ? at(step.f32('sourceBias'), c) : 0;
    bias[c] = (own - at(mean, c)) * factor + at(shift, c);
    for (let row = 0; row < step.number('rows'); row++) weights[row * channels + c] = at(source, row * channels + c) * factor;
  }
}

/** partials: f32[chunks,2,stride]: Σ dy, then Σ dy · (x − mean). */
function batchNormBackwardChunk(step: StepArguments): void {
  const [x, statistics, dy, partials] = [step.f32('x'), step.f32('statistics'), step.f32('dy'), step.f32('partials')];
  const [rows, channels, chunks, stride] = [step.number('rows'), step.number('channels'), step.number('chunks'), strideOf(step)];
  for (let chunk = 0; chunk < chunks; chunk++) {
    for (let c = 0; c < channels; c++) {
      let [sum, product] = [0, 0];
      for (let row = chunkStart(rows, chunk, chunks); row < chunkStart(rows, chunk + 1, chunks); row++) {
        sum += at(dy, row * channels + c);
        product += at(dy, row * channels + c) * (at(x, row * channels + c) - at(statistics, c));
      }
      partials[chunk * 2 * stride + c] = sum;
      partials[(chunk * 2 + 1) * stride + c] = product;
    }
  }
}

function batchNormBackwardWeights(step: StepArguments): void {
  const [partials, statistics, dscale, dshift] = [step.f32('partials'), step.f32('statistics'), step.f32('dscale'), step.f32('dshift')];
  const [channels, chunks, stride] = [step.number('channels'), step.number('chunks'), strideOf(step)];
  for (let c = 0; c < channels; c++) {
    let [sum, product] = [0, 0];
    for (let chunk = 0; chunk < chunks; chunk++) {
      sum += at(partials, chunk * 2 * stride + c);
      product += at(partials, (chunk * 2 + 1) * stride + c);
    }
    dshift[c] = sum;
    dscale[c] = product * at(statistics, stride + c);
  }
}

/** dx = scale · inverse · (dy − dshift / rows − x̂ · dscale / rows), with x̂ = (x − mean) · inverse. */
function batchNormBackwardInput(step: StepArguments): void {
  const [x, statistics, scale, dscale, dshift] = [
    step.f32('x'),
    step.f32('statistics'),
    step.f32('scale'),
    step.f32('dscale'),
    step.f32('dshift'),
  ];
  const [dy, dx, rows, channels, stride] = [step.f32('dy'), step.f32('dx'), step.number('rows'), step.number('channels'), strideOf(step)];
  for (let index = 0; index < rows * channels; index++) {
    const c = index % channels;
    const inverse = at(statistics, stride + c);
    const normalized = (at(x, index) - at(statistics, c)) * inverse;
    dx[index] = at(scale, c) * inverse * (at(dy, index) - at(dshift, c) / rows - (normalized * at(dscale, c)) / rows);
  }
  if (step.number('rectified') === 1) maskRectified(dx, x);
}

export const batchNormReference: ReferenceKernels = {
  batchNormChunk,
  batchNormStatistics,
  batchNormForward,
  batchNormInference,
  batchNormFold,
  batchNormBackwardChunk,
  batchNormBackwardWeights,
  batchNormBackwardInput,
};
