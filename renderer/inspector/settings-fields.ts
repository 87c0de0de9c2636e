// The document's own settings as fields, so that their forms are made like those of layers. Limits are the validator's.

import type { ChoiceField, IntegerField, NumberField } from '../../engine/base/fields.ts';
import type { Language } from '../../engine/base/messages.ts';
import { fitModes } from '../../engine/document/fit.ts';
import { documentSchema } from '../../engine/document/validator.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { settingTexts } from '../document/words.ts';

const training = documentSchema.shape.training.shape;
const images = documentSchema.shape.images.shape;

interface Limited {
  readonly minValue: number | null;
  readonly maxValue: number | null;
}
const limits = ({ minValue, maxValue }: Limited) => ({ minimum: minValue ?? 0, maximum: maxValue ?? Number.MAX_SAFE_INTEGER });

export function trainingFields(language: Language) {
  const text = textsIn(settingTexts, language);
  const describe = (name: keyof typeof training & ('epochs' | 'batchSize' | 'seed'), standard: number): IntegerField => ({
    kind: 'integer',
    label: text(name),
    help: text(`${name}Help`),
    ...limits(training[name]),
    default: standard,
  });
  return { epochs: describe('epochs', 10), batchSize: describe('batchSize', 32), seed: describe('seed', 1) } as const;
}

export function imageFields(language: Language) {
  const text = textsIn(settingTexts, language);
  const fit: ChoiceField = {
    kind: 'choice',
    label: text('fit'),
    help: text('fitHelp'),
    options: fitModes.map((value) => ({ value, label: text(value) })),
    default: 'contain',
  };
  const validationShare: NumberField = {
    kind: 'number',
    label: text('validationShare'),
    help: text('validationShareHelp'),
    ...limits(images.validationShare),
    default: 0.2,
  };
  return { fit, validationShare } as const;
}
