// What the ends of a network have in common: the choice of a loss with its settings, and their weight beside other ends.
import type { ChoiceField, Field, Fields, ParameterValue } from '../base/fields.ts';
import { findLoss, lossesFor } from '../losses/index.ts';
import type { TargetKind } from '../losses/loss.ts';
import type { Value } from '../operations/operation.ts';
import type { MeasureContext } from './layer.ts';
import { lossWords } from './words.ts';

export const weightField = { kind: 'number', minimum: 0, maximum: 1000, default: 1 } as const;

/** The choice of a loss for a kind of target, and the settings of each, shown while it is chosen. They bring their words, which losses have. */
export function lossFields(target: TargetKind, chosen: string): { readonly loss: ChoiceField } & Fields {
  const losses = lossesFor(target);
  const loss: ChoiceField = {
    kind: 'choice',
    ...lossWords,
    options: losses.map(({ type, label }) => ({ value: type, label })),
    default: chosen,
  };
  const settings = losses.flatMap(({ type, fields }) =>
    Object.entries(fields).map(([name, field]): [string, Field] => [name, { ...field, when: { field: 'loss', isOneOf: [type] } }]),
  );
  return { loss, ...Object.fromEntries(settings) };
}

/** The losses of an end that has these fields. Throws on a loss that there is not: its validator has refused it. */
export function measureLoss(
  target: TargetKind,
  context: MeasureContext<Readonly<Record<string, ParameterValue>> & { readonly loss: string; readonly weight: number }>,
): Value {
  const { parameters } = context;
  const definition = findLoss(target, parameters.loss);
  if (definition === undefined) throw new Error(`no loss ${parameters.loss} of ${target}`);
  return definition.compute({ ...context, weight: parameters.weight });
}
