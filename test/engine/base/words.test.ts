// Definitions and their words: put together by name. What must not compile is marked; the compiler refuses a mark without an error
// (npx tsc -p test).
import { expect, it } from 'vitest';
import { defineLayer, noWeights } from '../../../engine/layers/layer.ts';
import { defineSchedule } from '../../../engine/schedules/schedule.ts';

const fields = {
  mode: { kind: 'choice', options: ['fast', 'slow'], default: 'fast' },
  rate: { kind: 'number', minimum: 0, maximum: 1, default: 0.5, when: { field: 'mode', isOneOf: ['slow'] } },
} as const;
const mode = { label: 'Mode', help: 'How it goes.', options: { slow: 'Slowly', fast: 'Fast' } };
const rate = { label: 'Rate', help: 'How fast.' };
const said = { label: 'Test', explanation: 'For this test.' };
const schedule = { type: 'test', fields, factor: () => 1 };

it('fields get their words and options their labels, in the order in which the definition lists them', () => {
  const options = [
    { value: 'fast', label: 'Fast' },
    { value: 'slow', label: 'Slowly' },
  ];
  const { label, explanation, fields: described } = defineSchedule({ ...schedule, words: { ...said, fields: { rate, mode } } });
  expect({ label, explanation }).toEqual(said);
  expect(Object.entries(described)).toEqual([
    ['mode', { ...fields.mode, ...mode, options }],
    ['rate', { ...fields.rate, ...rate }],
  ]);
});

it('a field that brings its words keeps them, and needs no others', () => {
  const worded = { ...fields.rate, label: 'Own', help: 'Its own.' };
  const { fields: described } = defineSchedule({ ...schedule, fields: { worded }, words: { ...said, fields: {} } });
  expect(described).toEqual({ worded });
});

it('ports get their words by side and name', () => {
  const ports = [
    { name: 'x', element: 'f32' },
    { name: 'k', element: 'i32' },
  ] as const;
  const work = { type: 'test', group: 'merge', weights: noWeights, samples: [], fields: {} } as const;
  const never = () => {
    throw new Error('not called');
  };
  const outputs = { x: { label: 'X out', help: 'Out.' }, k: rate };
  const described = defineLayer({
    ...work,
    inferShape: never,
    compute: never,
    inputs: { minimum: 2, maximum: 2, ports },
    outputs: ports,
    words: { ...said, inputs: { x: { label: 'X in', help: 'In.' }, k: rate }, outputs, fields: {} },
  });
  expect(described.inputs.ports?.map(({ name, label }) => `${name}: ${label}`)).toEqual(['x: X in', 'k: Rate']);
  expect(described.outputs?.map(({ name, label }) => `${name}: ${label}`)).toEqual(['x: X out', 'k: Rate']);
});

it('a field without words is refused, by the compiler first; so are words too many, by the compiler alone', () => {
  const only = { ...said, fields: { mode } };
  const more = { ...said, fields: { rate, mode, third: rate } };
  const unnamed = { ...said, fields: { rate, mode: { ...mode, options: { fast: 'Fast' } } } };
  const withPorts = { ...said, outputs: {}, fields: { rate, mode } };
  // @ts-expect-error the words of `rate` are missing
  expect(() => defineSchedule({ ...schedule, words: only })).toThrow('the field rate has no words');
  // @ts-expect-error there is no field `third`
  expect(defineSchedule({ ...schedule, words: more }).fields).not.toHaveProperty('third');
  // @ts-expect-error the option `slow` has no label
  expect(defineSchedule({ ...schedule, words: unnamed }).fields['mode']).toHaveProperty('options.1.label', 'slow');
  // @ts-expect-error a schedule has no ports
  expect(defineSchedule({ ...schedule, words: withPorts })).not.toHaveProperty('outputs');
});
