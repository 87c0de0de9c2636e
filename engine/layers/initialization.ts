// The choice of initialisation that every layer with a kernel offers, and what it means.
import type { ChoiceField } from '../base/fields.ts';
import type { Initializer } from './layer.ts';

export type InitializerName = 'he' | 'glorot' | 'lecun';

export const initializerField: ChoiceField<InitializerName> = {
  kind: 'choice',
  label: 'Initialisation',
  help: 'How the first weights are drawn: He for ReLU and its kin, Glorot for tanh and sigmoid, LeCun for SELU-like and linear layers.',
  options: [
    { value: 'he', label: 'He: normal, variance 2 / inputs' },
    { value: 'glorot', label: 'Glorot: uniform, variance 2 / (inputs + outputs)' },
    { value: 'lecun', label: 'LeCun: normal, variance 1 / inputs' },
  ],
  default: 'he',
};

/** Fans as PyTorch counts them: `fanIn` inputs feed one unit; `fanOut` is the units that one input feeds, those of all groups. */
export function initializer(name: InitializerName, fanIn: number, fanOut: number): Initializer {
  return { kind: name, fanIn, fanOut };
}
