// What the parts of a model must have to do with one another: class names, preprocessing and test vectors against the network.
// The form of each is right already (model-schema.ts); the weights have a file of their own (model-weights.ts).

import { base64Length, decodeBase64 } from '../base/base64.ts';
import type { Diagnostic } from '../base/diagnostics.ts';
import { describeValue, shorten } from '../base/issue-diagnostics.ts';
import { formatShape, isSameShape, sizeOf } from '../base/shape.ts';
import type { Network } from '../network/network.ts';
import { isWholeProbability } from '../train/scores.ts';
import { testVectorCount } from '../train/test-records.ts';
import type { Model } from './model.ts';
import { exportAgain } from './model-weights.ts';

/** Class names, preprocessing and test vectors against the network. */
export function checkAgreement(model: Model, network: Network): readonly Diagnostic[] {
  const { classes, preprocessing, testVectors } = model;
  const outputs = sizeOf(network.output.outputShape);
  const diagnostics: Diagnostic[] = [];
  const expect = (holds: boolean, id: string, path: string, message: string, expected: string, received: string) => {
    if (!holds) diagnostics.push(modelProblem(id, path, message, expected, received));
  };
  expect(
    classes.length === outputs,
    'class-count',
    'classes',
    'There must be one class name an output',
    `${outputs} names`,
    `${classes.length}`,
  );
  const repeated = classes.findIndex((name, index) => classes.indexOf(name) !== index);
  expect(
    repeated < 0,
    'class-repeated',
    `classes[${repeated}]`,
    'A class name stands there twice',
    'different names',
    describeValue(classes[repeated]),
  );

  const { height, width, channels, mean, standardDeviation } = preprocessing;
  const received = [height, width, channels];
  const input = network.input.outputShape;
  expect(
    isSameShape(input, received),
    'preprocessing-size',
    'preprocessing',
    'The images have another size than the Input layer',
    formatShape(input),
    formatShape(received),
  );
  for (const [name, list] of Object.entries({ mean, standardDeviation })) {
    expect(
      list.length === channels,
      'preprocessing-channels',
      `preprocessing.${name}`,
      'There must be one value a channel',
      `${channels}`,
      `${list.length}`,
    );
  }
  const settings = [preprocessing.fit, ...preprocessing.background].join(' ');
  const drawn = [model.network.images.fit, ...model.network.images.background].join(' ');
  expect(settings === drawn, 'preprocessing-fit', 'preprocessing', 'Fit and background differ from those of the network', drawn, settings);

  const imageBytes = height * width * channels;
  testVectors.forEach((vector, index) => {
    const path = `testVectors[${index}]`;
    const whole = vector.input.length === base64Length(imageBytes) && decodeBase64(vector.input)?.length === imageBytes;
    expect(whole, 'test-vector-input', `${path}.input`, 'A test image is damaged', `base64 of ${imageBytes} bytes`, shorten(vector.input));
    const total = vector.output.reduce((sum, share) => sum + share, 0);
    const sound = vector.output.length === outputs && isWholeProbability(total);
    expect(
      sound,
      'test-vector-output',
      `${path}.output`,
      'A test output is damaged',
      `${outputs} probabilities with sum 1`,
      `${vector.output.length} with sum ${total}`,
    );
  });
  expect(
    testVectors.length === testVectorCount,
    'test-vector-count',
    'testVectors',
    'A test vector is missing',
    `${testVectorCount}`,
    `${testVectors.length}`,
  );
  return diagnostics;
}

export function modelProblem(id: string, path: string, message: string, expected: string, received: string): Diagnostic {
  return { id, severity: 'error', path, message, expected, received, fix: exportAgain };
}
