// The document's own settings as fields, so that their forms are made like those of layers. Limits are the validator's.

import type { Fields } from '../../engine/base/fields.ts';
import { fitModes } from '../../engine/document/fit.ts';
import { documentSchema } from '../../engine/document/validator.ts';

const training = documentSchema.shape.training.shape;
const images = documentSchema.shape.images.shape;

interface Limited {
  readonly minValue: number | null;
  readonly maxValue: number | null;
}
const limits = ({ minValue, maxValue }: Limited) => ({ minimum: minValue ?? 0, maximum: maxValue ?? Number.MAX_SAFE_INTEGER });

export const trainingFields = {
  epochs: {
    kind: 'integer',
    label: 'Epochs',
    help: 'How often the network sees every training image.',
    ...limits(training.epochs),
    default: 10,
  },
  batchSize: {
    kind: 'integer',
    label: 'Batch size',
    help: 'Images whose gradients are averaged into one step. An epoch’s last step takes those that are left; a single one joins the step before where batch normalisation of vectors could learn nothing from it.',
    ...limits(training.batchSize),
    default: 32,
  },
  seed: {
    kind: 'integer',
    label: 'Seed',
    help: 'The same seed gives the same weights, bit for bit.',
    ...limits(training.seed),
    default: 1,
  },
} as const satisfies Fields;

const fitLabels = { contain: 'contain (bars)', cover: 'cover (crop)', stretch: 'stretch' } as const;

export const imageFields = {
  fit: {
    kind: 'choice',
    label: 'Fit',
    help: 'How images of other proportions become the size of the Input layer.',
    options: fitModes.map((value) => ({ value, label: fitLabels[value] })),
    default: 'contain',
  },
  validationShare: {
    kind: 'number',
    label: 'Validation share',
    help: 'Share of every class kept for validation, where the folder has no validation part of its own.',
    ...limits(images.validationShare),
    default: 0.2,
  },
} as const satisfies Fields;
