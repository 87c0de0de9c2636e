// Convolution along any number of axes, plain loops: y(i,f) = b(f) + Σ x(i·s + m·d − p, c) · w(m,c,f), and its gradients. With `flip`
// the kernel is read from its other end: convolution in the mathematical sense, instead of the cross-correlation that most
// libraries call convolution (Goodfellow et al., Deep Learning, equations 9.4 to 9.6).
import type { ReferenceCall } from '../operation.ts';
import { axisOutput, type WindowAxis } from '../window.ts';
import { type ConvolutionAttributes, tapsOf } from './attributes.ts';

/** For each output of one example, tap by tap, the place of the input that meets it there; −1 in the border. */
function findMeetings(axes: readonly WindowAxis[], lengths: readonly number[]): Int32Array {
  let meetings = Int32Array.of(0);
  let [outputs, taps] = [1, 1];
  axes.forEach((axis, index) => {
    const length = lengths[index] ?? 1;
    const output = axisOutput(axis, length);
    const next = new Int32Array(meetings.length * output * axis.kernel);
    let place = 0;
    for (let outer = 0; outer < outputs; outer++) {
      for (let i = 0; i < output; i++) {
        for (let tap = 0; tap < taps; tap++) {
          const before = meetings[outer * taps + tap] as number;
          for (let m = 0; m < axis.kernel; m++) {
            const position = i * axis.stride + m * axis.dilation - axis.before;
            next[place++] = before < 0 || position < 0 || position >= length ? -1 : before * length + position;
          }
        }
      }
    }
    meetings = next;
    outputs *= output;
    taps *= axis.kernel;
  });
  return meetings;
}

/**
 * Calls `visit` for every value of x with every tap that meets it: the flat index of x, and where in w and y the filters of its group
 * begin, one behind the other.
 */
function forEachRun(
  attributes: ConvolutionAttributes,
  x: readonly number[],
  filters: number,
  visit: (xAt: number, wAt: number, yAt: number) => void,
): void {
  const { axes, groups, flip } = attributes;
  const [batch, lengths, channels] = [x[0] ?? 0, x.slice(1, -1), x.at(-1) ?? 0];
  const places = lengths.reduce((product, length) => product * length, 1);
  const [channelsPerGroup, filtersPerGroup] = [channels / groups, filters / groups];
  const taps = tapsOf(attributes);
  const meetings = findMeetings(axes, lengths);
  const outputs = meetings.length / taps;
  for (let example = 0; example < batch; example++) {
    for (let output = 0; output < outputs; output++) {
      for (let tap = 0; tap < taps; tap++) {
        const place = meetings[output * taps + tap] as number;
        if (place < 0) continue;
        const cell = flip ? taps - 1 - tap : tap;
        for (let channel = 0; channel < channels; channel++) {
          const first = Math.floor(channel / channelsPerGroup) * filtersPerGroup;
          const row = cell * channelsPerGroup + (channel % channelsPerGroup);
          visit((example * places + place) * channels + channel, row * filters + first, (example * outputs + output) * filters + first);
        }
      }
    }
  }
}

export function convolutionLoops(call: ReferenceCall<ConvolutionAttributes>): void {
  const [x, w, y] = [call.f32('x'), call.f32('weights'), call.f32('y')];
  const filters = call.shape('y').at(-1) ?? 1;
  const run = filters / call.attributes.groups;
  const sums = new Float64Array(y.length);
  if (call.has('bias')) {
    const bias = call.f32('bias');
    for (let index = 0; index < sums.length; index++) sums[index] = bias[index % filters] as number;
  }
  forEachRun(call.attributes, call.shape('x'), filters, (xAt, wAt, yAt) => {
    const value = x[xAt] as number;
    for (let f = 0; f < run; f++) sums[yAt + f] = (sums[yAt + f] as number) + value * (w[wAt + f] as number);
  });
  y.set(sums);
}

/** dx(i·s + m·d − p, c) = Σ dy(i,f) · w(m,c,f). */
export function convolutionInputLoops(call: ReferenceCall<ConvolutionAttributes>): void {
  const [dy, w, dx] = [call.f32('dy'), call.f32('weights'), call.f32('dx')];
  const filters = call.shape('dy').at(-1) ?? 1;
  const run = filters / call.attributes.groups;
  const sums = new Float64Array(dx.length);
  forEachRun(call.attributes, call.shape('dx'), filters, (xAt, wAt, yAt) => {
    let sum = 0;
    for (let f = 0; f < run; f++) sum += (w[wAt + f] as number) * (dy[yAt + f] as number);
    sums[xAt] = (sums[xAt] as number) + sum;
  });
  dx.set(sums);
}

/** dw(m,c,f) = Σ x(i·s + m·d − p, c) · dy(i,f), db(f) = Σ dy(i,f). */
export function convolutionFilterLoops(call: ReferenceCall<ConvolutionAttributes>): void {
  const [x, dy, dweights, dbias] = [call.f32('x'), call.f32('dy'), call.f32('dweights'), call.f32('dbias')];
  const filters = dbias.length;
  const run = filters / call.attributes.groups;
  const sums = new Float64Array(dweights.length);
  forEachRun(call.attributes, call.shape('x'), filters, (xAt, wAt, yAt) => {
    const value = x[xAt] as number;
    for (let f = 0; f < run; f++) sums[wAt + f] = (sums[wAt + f] as number) + value * (dy[yAt + f] as number);
  });
  dweights.set(sums);
  const totals = new Float64Array(filters);
  for (let index = 0; index < dy.length; index++) totals[index % filters] = (totals[index % filters] as number) + (dy[index] as number);
  dbias.set(totals);
}
