// Definitions and their words: put together by name, in each language. What must not compile is marked; the compiler refuses a mark
// without an error (npx tsc -p test).
import { expect, it } from 'vitest';
import { describe } from '../../../engine/base/described.ts';
import { type ArgumentsOf, messagesOf } from '../../../engine/base/messages.ts';
import { translate } from '../../../engine/base/translation.ts';
import { defineLayer, describeLayer, noWeights } from '../../../engine/layers/layer.ts';
import { defineSchedule } from '../../../engine/schedules/schedule.ts';

const fields = {
  mode: { kind: 'choice', options: ['fast', 'slow'], default: 'fast' },
  rate: { kind: 'number', minimum: 0, maximum: 1, default: 0.5, when: { field: 'mode', isOneOf: ['slow'] } },
} as const;
const mode = { label: 'Mode', help: 'How it goes.', options: { slow: 'Slowly', fast: 'Fast' } };
const rate = { label: 'Rate', help: 'How fast.' };
const said = { label: 'Test', explanation: 'For this test.' };
const words = { ...said, fields: { rate, mode } };
const chinese = {
  label: '测试',
  explanation: '供测试用。',
  fields: { rate: { label: '速率', help: '多快。' }, mode: { label: '方式', help: '如何。', options: { slow: '慢', fast: '快' } } },
};
const schedule = { type: 'test', fields, factor: () => 1 };

it('fields get their words and options their labels, in the order in which the definition lists them, in each language', () => {
  const definition = defineSchedule({ ...schedule, words: { en: words, zh: chinese } });
  const { label, explanation, fields: described } = describe(definition, 'en');
  expect({ label, explanation }).toEqual(said);
  const options = [
    { value: 'fast', label: 'Fast' },
    { value: 'slow', label: 'Slowly' },
  ];
  expect(Object.entries(described)).toEqual([
    ['mode', { ...fields.mode, ...mode, options }],
    ['rate', { ...fields.rate, ...rate }],
  ]);
  expect(describe(definition, 'zh')).toMatchObject({ label: '测试', fields: { mode: { options: [{ label: '快' }, { label: '慢' }] } } });
});

it('a field that brings its words keeps them, and needs no others', () => {
  const worded = { ...fields.rate, words: { en: rate, zh: chinese.fields.rate } };
  const plain = { ...said, fields: {} };
  const definition = defineSchedule({ ...schedule, fields: { worded }, words: { en: plain, zh: plain } });
  expect(describe(definition, 'zh').fields).toMatchObject({ worded: { label: '速率' } });
});

it('ports get their words by side and name; a single output has words of its own', () => {
  const ports = [
    { name: 'x', element: 'f32' },
    { name: 'k', element: 'i32' },
  ] as const;
  const work = { type: 'test', group: 'merge', weights: noWeights, samples: [], fields: {} } as const;
  const never = () => {
    throw new Error('not called');
  };
  const functions = { inferShape: never, compute: never };
  const english = { ...said, synonyms: 'trial', inputs: { x: { label: 'X in', help: 'In.' }, k: rate }, fields: {} };
  const inputs = { minimum: 2, maximum: 2, ports } as const;
  const definition = defineLayer({ ...work, ...functions, inputs, words: { en: english, zh: english } });
  const { inputs: described, outputs } = describeLayer(definition, 'en');
  expect(described.map(({ name, label }) => `${name}: ${label}`)).toEqual(['x: X in', 'k: Rate']);
  expect(outputs.map(({ name, label }) => `${name}: ${label}`)).toEqual(['y: Output']);
  expect(describeLayer(definition, 'zh').outputs[0]?.label).toBe('输出');
});

it('a field without words is refused, by the compiler first; so are words too many, by the compiler alone', () => {
  const only = { ...said, fields: { mode } };
  const more = { ...said, fields: { rate, mode, third: rate } };
  const unnamed = { ...said, fields: { rate, mode: { ...mode, options: { fast: 'Fast' } } } };
  // @ts-expect-error the words of `rate` are missing
  expect(() => describe(defineSchedule({ ...schedule, words: { en: only, zh: words } }), 'en')).toThrow('the field rate has no words');
  // @ts-expect-error there is no field `third`
  expect(describe(defineSchedule({ ...schedule, words: { en: words, zh: more } }), 'zh').fields).not.toHaveProperty('third');
  // @ts-expect-error the option `slow` has no label
  const bare = defineSchedule({ ...schedule, words: { en: words, zh: unnamed } });
  expect(describe(bare, 'zh').fields['mode']).toHaveProperty('options.1.label', 'slow');
});

const messages = {
  problems: {
    large: { message: 'The kernel covers {reach} pixels.', expected: 'within {room}' },
    empty: { message: 'Nothing.' },
  },
  fixes: { set: 'Set {count, plural, one {# group of {name}} other {# groups {kind, select, a {none} other {some {x}}}}} and {tail}' },
} as const;

it('a message has the values that its texts name, however deep, and no others', () => {
  const { problem, fix } = messagesOf(messages);
  expect(problem('large', { reach: [3, 3], room: 'a' })).toEqual({ id: 'large', severity: 'error', values: { reach: [3, 3], room: 'a' } });
  expect(problem('empty')).toEqual({ id: 'empty', severity: 'error', values: {} });
  const values: ArgumentsOf<(typeof messages)['fixes']['set']> = { count: 1, name: 'a', kind: 'a', x: 1, tail: '' };
  expect(fix('set', values)).toEqual({ id: 'set', values });
  // @ts-expect-error `room` is missing
  problem('large', { reach: 3 });
  // @ts-expect-error there is no `more`
  problem('large', { reach: 3, room: 3, more: 3 });
  // @ts-expect-error it takes none
  problem('empty', { reach: 3 });
  // @ts-expect-error there is no such problem
  problem('small');
  // @ts-expect-error what is counted is a number
  fix('set', { ...values, count: 'one' });
});

it('a translation has the same ids, parts and values', () => {
  const { problems, fixes } = messages;
  const large = { message: '卷积核覆盖 {reach}。', expected: '{room} 以内' } as const;
  const empty = { message: '无。' } as const;
  expect(translate(problems, { large, empty })).toEqual({ large, empty });
  // @ts-expect-error a value is missing
  translate(problems, { large: { message: '卷积核覆盖 {reach}。', expected: '以内' }, empty: { message: '无。' } });
  // @ts-expect-error a value of another name
  translate(problems, { large: { message: '卷积核覆盖 {reach}。', expected: '{rom}' }, empty: { message: '无。' } });
  // @ts-expect-error a problem is missing
  translate(problems, { empty: { message: '无。' } });
  // @ts-expect-error a part too many
  translate(problems, { ...problems, empty: { message: '无。', expected: '无' } });
  // @ts-expect-error an id too many
  translate(fixes, { ...fixes, other: '其他' });
});
