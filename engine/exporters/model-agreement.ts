// What the parts of a model must have to do with one another: class names, preprocessing and test vectors against the network.
// The form of each is right already (model-schema.ts); the weights have a file of their own (model-weights.ts).

import { base64Length, decodeBase64 } from '../base/base64.ts';
import type { Diagnostic } from '../base/diagnostics.ts';
import { describeValue, shorten } from '../base/issue-diagnostics.ts';
import { formatShape, isSameShape } from '../base/shape.ts';
import { classCountOf, type Network } from '../network/network.ts';
import { sizeRangeOf } from '../network/sizes.ts';
import { testVectorCount } from '../train/test-records.ts';
import type { Model } from './model.ts';
import { checkEnds, checkOutputs } from './model-ends.ts';
import { exportAgain } from './model-weights.ts';
import { describeRange, imageBytesOf, networkOfVector } from './vector-sizes.ts';

/** Class names, preprocessing and test vectors against the network. */
export function checkAgreement(model: Model, network: Network): readonly Diagnostic[] {
  const { classes, preprocessing, testVectors } = model;
  const outputs = classCountOf(network);
  const diagnostics: Diagnostic[] = [...checkEnds(model.ends, network)];
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

  const [sizes, drawnSizes] = [preprocessing.sizes, sizeRangeOf(model.network)].map(describeRange) as [string, string];
  expect(
    sizes === drawnSizes,
    'preprocessing-size',
    'preprocessing.sizes',
    'The images have other sizes than the Input layer',
    drawnSizes,
    sizes,
  );
  testVectors.forEach((vector, index) => {
    const path = `testVectors[${index}]`;
    const own = networkOfVector(model, network, vector);
    if (own === undefined) {
      const found = `${vector.height ?? 'no height'} × ${vector.width ?? 'no width'}`;
      expect(false, 'test-vector-size', path, 'A test image has a size that the network does not take', drawnSizes, found);
      return;
    }
    const imageBytes = imageBytesOf(own);
    const whole = vector.input.length === base64Length(imageBytes) && decodeBase64(vector.input)?.length === imageBytes;
    expect(whole, 'test-vector-input', `${path}.input`, 'A test image is damaged', `base64 of ${imageBytes} bytes`, shorten(vector.input));
    const damage = checkOutputs(vector, path, own);
    if (damage !== undefined) diagnostics.push(damage);
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
