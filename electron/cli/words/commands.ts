// What the help says of commands and their options, in English. What stands for a value (`DIR`, `NETWORK`) is a sign, the same in all
// languages.
import { defineTexts } from '../../../engine/words/texts.ts';
import { chinese } from './commands.zh.ts';

export const helpTexts = defineTexts(
  {
    title: 'Receptive: convolutional networks, drawn, trained on a folder of images and taken away.',
    more: 'receptive COMMAND --help tells more. Exit code: 0 done, 1 bad input, 130 cancelled.',
    oneOf: '{help} ({options})',
  },
  chinese.help,
);

export const commonOptionTexts = defineTexts(
  {
    json: 'One JSON object a line on standard output, and nothing else there.',
    language: 'The language of everything that is said here; else that of the system.',
    help: 'Shows this help.',
    workers: 'Threads; all cores where not given.',
  },
  chinese.commonOptions,
);

export const inspectOptionTexts = defineTexts(
  {
    summary: 'Shows every layer of a network: output size, parameters, multiply–adds; and the totals.',
    operations: 'Lists the operations of one training step: forward, gradients, update, and what was rewritten.',
    ways: 'Says how this machine computes each operation of a training step, and why not otherwise.',
  },
  chinese.inspectOptions,
);

export const trainOptionTexts = defineTexts(
  {
    summary: 'Trains a network on a folder of images, one subfolder a class, and writes a model.',
    data: 'The images: a subfolder a class, or train/ and validation/ or test/ above them. A network that only gives images back takes them without classes, too.',
    test: 'Other images, on which the trained network is evaluated.',
    out: 'Where the model is written.',
    epochs: 'How often every image is seen.',
    batch: 'Images a step; the last one of an epoch takes what is left.',
    learningRate: 'Length of a step.',
    optimizer: 'How weights are updated.',
    seed: 'The same seed gives the same weights, bit by bit.',
    size: 'Height and width of the images instead of those of the Input layer; of the smallest where sizes vary.',
    grey: 'Grey images, one channel, instead of what the Input layer says.',
    fit: 'Makes the network fit the images: its outputs the classes, its input their colours and size. The file of the network stays as it is.',
  },
  chinese.trainOptions,
);

export const evaluateOptionTexts = defineTexts(
  {
    summary: 'Tells how many images of a folder a model gets right, or how near to them it comes.',
    data: 'The images: a subfolder a class, named as in training; any images where the model only gives them back.',
    part: 'Divides the folder as in training and takes that part. Without it: the test or validation folder where there is one, else every image.',
  },
  chinese.evaluateOptions,
);

export const predictOptionTexts = defineTexts(
  {
    summary: 'Tells the class of images, with probabilities, or gives them back as the network sees them.',
    outImages: 'Where images that the network gives back are written, as PNG.',
  },
  chinese.predictOptions,
);

export const gradientOptionTexts = defineTexts(
  {
    summary: 'Shows which parts of an image a unit of a model looks at: the gradient of its value.',
    unit: 'Which unit: {form}; counted from 0.',
    out: 'Writes the gradient as an image: grey is 0, lighter is positive, darker negative.',
  },
  chinese.gradientOptions,
);

export const sampleOptionTexts = defineTexts(
  { summary: 'Writes the sample images (Fashion-MNIST, 28×28 grey) into a folder, a subfolder a class.' },
  chinese.sampleOptions,
);

export const templatesOptionTexts = defineTexts(
  {
    summary: 'Lists the networks to start from; with --write NAME FILE writes one.',
    write: 'Writes the template to FILE, which must not exist yet.',
  },
  chinese.templatesOptions,
);
