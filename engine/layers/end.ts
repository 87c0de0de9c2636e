// What the ends of a network have in common: the choice of a loss with its settings, and their weight beside other ends.
import type { BringsWords, CaptionWords, ListedField } from '../base/described.ts';
import type { ParameterValue, WordlessChoice } from '../base/fields.ts';
import type { Language } from '../base/messages.ts';
import { findLoss, lossesFor } from '../losses/index.ts';
import type { TargetKind } from '../losses/loss.ts';
import type { Value } from '../operations/operation.ts';
import type { MeasureContext } from './layer.ts';
import { lossWords as english } from './words.ts';
import { lossWords as chinese } from './words.zh.ts';

export const weightField = { kind: 'number', minimum: 0, maximum: 1000, default: 1 } as const;

type WithWords = ListedField & BringsWords;

/** The choice of a loss for a kind of target, and the settings of each, shown while it is chosen. They bring their words, which losses have. */
export function lossFields(
  target: TargetKind,
  chosen: string,
): { readonly loss: WordlessChoice & BringsWords } & Readonly<Record<string, WithWords>> {
  const losses = lossesFor(target);
  const said = (words: CaptionWords, language: Language): CaptionWords => ({
    ...words,
    options: Object.fromEntries(losses.map((loss) => [loss.type, loss.words[language].label])),
  });
  const loss = {
    kind: 'choice',
    options: losses.map(({ type }) => type),
    default: chosen,
    words: { en: said(english, 'en'), zh: said(chinese, 'zh') },
  } as const;
  const settings = losses.flatMap(({ type, fields, words }) =>
    Object.entries(fields).map(([name, field]): [string, WithWords] => {
      const own = (language: Language): CaptionWords => {
        const caption = words[language].fields[name];
        if (caption === undefined) throw new Error(`the setting ${name} of ${type} has no words`);
        return caption;
      };
      return [name, { ...field, when: { field: 'loss', isOneOf: [type] }, words: { en: own('en'), zh: own('zh') } }];
    }),
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
