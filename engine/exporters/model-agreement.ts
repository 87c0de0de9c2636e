// What the parts of a model must have to do with one another: class names, preprocessing and test vectors against the network.
// The form of each is right already (model-schema.ts); the weights have a file of their own (model-weights.ts).

import { base64Length, decodeBase64 } from '../base/base64.ts';
import type { Diagnostic } from '../base/diagnostics.ts';
import { describeValue, shorten } from '../base/issue-diagnostics.ts';
import { type Message, messagesOf } from '../base/messages.ts';
import { isSameShape } from '../base/shape.ts';
import { classCountOf, type Network } from '../network/network.ts';
import { sizeRangeOf } from '../network/sizes.ts';
import { testVectorCount } from '../train/test-records.ts';
import type { Model } from './model.ts';
import { checkEnds, checkOutputs } from './model-ends.ts';
import { damage } from './model-weights.ts';
import { describeRange, imageBytesOf, networkOfVector } from './vector-sizes.ts';
import { words } from './words.ts';

const { problem, phrase } = messagesOf(words);

/** Class names, preprocessing and test vectors against the network. */
export function checkAgreement(model: Model, network: Network): readonly Diagnostic[] {
  const { classes, preprocessing, testVectors } = model;
  const outputs = classCountOf(network);
  const diagnostics: Diagnostic[] = [...checkEnds(model.ends, network)];
  const expect = (holds: boolean, path: string, found: () => Message): void => {
    if (!holds) diagnostics.push(damage(path, found()));
  };
  expect(classes.length === outputs, 'classes', () => problem('class-count', { outputs, names: classes.length }));
  const repeated = classes.findIndex((name, index) => classes.indexOf(name) !== index);
  expect(repeated < 0, `classes[${repeated}]`, () => problem('class-repeated', { name: describeValue(classes[repeated]) }));

  const { height, width, channels, mean, standardDeviation } = preprocessing;
  const received = [height, width, channels];
  const input = network.input.outputShape;
  expect(isSameShape(input, received), 'preprocessing', () => problem('preprocessing-size', { expected: input, received }));
  for (const [name, { length }] of Object.entries({ mean, standardDeviation })) {
    const place = `preprocessing.${name}`;
    expect(length === channels, place, () => problem('preprocessing-channels', { channels, values: length }));
  }
  const settings = [preprocessing.fit, ...preprocessing.background].join(' ');
  const drawn = [model.network.images.fit, ...model.network.images.background].join(' ');
  expect(settings === drawn, 'preprocessing', () => problem('preprocessing-fit', { expected: drawn, received: settings }));

  const [sizes, drawnSizes] = [preprocessing.sizes, sizeRangeOf(model.network)];
  const isSameRange = sizes?.step === drawnSizes?.step && sizes?.largest === drawnSizes?.largest;
  expect(isSameRange, 'preprocessing.sizes', () =>
    problem('preprocessing-sizes', { expected: describeRange(drawnSizes), received: describeRange(sizes) }),
  );
  testVectors.forEach((vector, index) => {
    const path = `testVectors[${index}]`;
    const own = networkOfVector(model, network, vector);
    if (own === undefined) {
      const { height: high = phrase('no-height'), width: wide = phrase('no-width') } = vector;
      expect(false, path, () => problem('test-vector-size', { expected: describeRange(drawnSizes), height: high, width: wide }));
      return;
    }
    const imageBytes = imageBytesOf(own);
    const whole = vector.input.length === base64Length(imageBytes) && decodeBase64(vector.input)?.length === imageBytes;
    const input = `${path}.input`;
    expect(whole, input, () => problem('test-vector-input', { bytes: imageBytes, received: shorten(vector.input) }));
    const damaged = checkOutputs(vector, path, own);
    if (damaged !== undefined) diagnostics.push(damaged);
  });
  const counts = { expected: testVectorCount, received: testVectors.length };
  expect(testVectors.length === testVectorCount, 'testVectors', () => problem('test-vector-count', counts));
  return diagnostics;
}
