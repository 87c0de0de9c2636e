import { describe, expect, it } from 'vitest';
import { defaultParameters, type Field } from '../../engine/base/fields.ts';
import { layerDefinitions } from '../../engine/layers/index.ts';
import { saySentence } from '../../engine/words/texts.ts';
import { readNumber } from '../../renderer/design/read-number.ts';
import { summarizeParameters } from '../../renderer/document/summary.ts';
import { formatColour, readColour } from '../../renderer/inspector/colour-text.ts';
import { checkValue } from '../../renderer/inspector/field-text.ts';
import { trainingFields } from '../../renderer/inspector/settings-fields.ts';
import { findLayers } from '../../renderer/palette/find-layers.ts';

const filters: Field = { kind: 'integer', label: 'Filters', help: '', minimum: 1, maximum: 64, default: 8 };
const kernel: Field = { kind: 'pair', label: 'Kernel size', help: '', minimum: 1, maximum: 11, default: [3, 3] };
const padding: Field = { kind: 'padding', label: 'Padding', help: '', rules: ['valid', 'same'], default: 'valid' };

describe('a form’s fields', () => {
  it('read numbers as people type them', () => {
    expect([readNumber(' 12 '), readNumber('0,5'), readNumber('1e-3'), readNumber('−2')]).toEqual([12, 0.5, 0.001, -2]);
    expect([readNumber(''), readNumber('five'), readNumber('1 2')].every(Number.isNaN)).toBe(true);
  });

  it('take what their validator takes, and say what they want otherwise', () => {
    expect(checkValue(filters, 64)).toEqual({ ok: true, value: 64 });
    for (const wrong of [0, 65, 1.5, Number.NaN]) {
      const checked = checkValue(filters, wrong);
      expect(checked.ok ? '' : saySentence(checked.message, 'en')).toBe('Expected a whole number from 1 to 64');
    }
    expect(checkValue(kernel, [3, 12])).toMatchObject({ ok: false });
    expect(checkValue(kernel, [3, 11])).toEqual({ ok: true, value: [3, 11] });
    expect(checkValue(padding, 'full')).toMatchObject({ ok: false });
    expect(checkValue(padding, { top: 1, bottom: 0, left: 2, right: 0 })).toMatchObject({ ok: true });
    expect(checkValue(padding, { top: -1, bottom: 0, left: 2, right: 0 })).toMatchObject({ ok: false });
  });

  it('have the limits of the file format', () => {
    expect(trainingFields('en').batchSize).toMatchObject({ minimum: 1, maximum: 4096 });
    expect(trainingFields('zh').seed).toMatchObject({ minimum: 0, maximum: 4294967295 });
  });

  it('turn colours into text and back', () => {
    expect(formatColour([255, 0, 10])).toBe('#ff000a');
    expect(readColour('#ff000a')).toEqual([255, 0, 10]);
  });
});

describe('a layer in one line', () => {
  const definition = layerDefinitions.find((candidate) => candidate.type === 'conv2d');
  if (definition === undefined) throw new Error('expected conv2d');

  it('shows what says most, and other parameters only where they were changed', () => {
    const parameters = { ...defaultParameters(definition.fields), filters: 6, kernelSize: [5, 5] } as const;
    expect(summarizeParameters(definition, parameters, 'en')).toBe('6 filters · 5×5');
    expect(summarizeParameters(definition, { ...parameters, stride: [2, 2], bias: false }, 'en')).toBe(
      '6 filters · 5×5 · stride 2×2 · no bias',
    );
    expect(summarizeParameters(definition, { ...parameters, bias: false }, 'zh')).toBe('卷积核数 6 · 5×5 · 无偏置');
  });

  it('calls a choice by its name alone, for what its label explains would be cut off', () => {
    const parameters = { ...defaultParameters(definition.fields), filters: 6, padding: 'valid', initializer: 'glorot' } as const;
    expect(summarizeParameters(definition, parameters, 'en')).toBe('6 filters · 3×3 · valid · Glorot');
    expect(summarizeParameters(definition, parameters, 'zh')).toBe('卷积核数 6 · 3×3 · Valid · Glorot');
  });

  it('counts in the plural what there are several of, and nothing that is no number of things', () => {
    const summaryOf = (type: string, parameters: object): string => {
      const found = layerDefinitions.find((candidate) => candidate.type === type);
      return found === undefined ? '' : summarizeParameters(found, { ...defaultParameters(found.fields), ...parameters }, 'en');
    };
    expect([summaryOf('conv2d', { filters: 1 }), summaryOf('dense', { units: 1 }), summaryOf('dense', { units: 1200 })]).toEqual([
      '1 filter · 3×3',
      '1 unit',
      '1,200 units',
    ]);
    expect([summaryOf('batchNorm', {}), summaryOf('batchNorm', { epsilon: 0.001 }), summaryOf('classification', {})]).toEqual([
      'momentum 0.1',
      'momentum 0.1 · ε 0.001',
      'Cross-entropy',
    ]);
    expect([summaryOf('conv1d', { stride: 2 }), summaryOf('squeezeExcite', {})]).toEqual([
      '16 filters · kernel size 3 · stride 2',
      'ratio 16',
    ]);
  });
});

describe('the palette’s search', () => {
  const found = (search: string): string[] => findLayers(layerDefinitions, search).map((definition) => definition.type);

  it('finds layers by name before those that only explain the word', () => {
    expect(found('')).toHaveLength(layerDefinitions.length);
    expect(found('POOL')[0]).toMatch(/pool/i);
    expect(found('global pool')).toEqual(['globalPool2d']);
    expect(found('dense')[0]).toBe('dense');
    expect(found('pooling')[0]).toBe('pool2d');
    expect(found('no such layer at all')).toEqual([]);
  });

  it('finds layers by what else they are called, in both languages whatever the window’s is', () => {
    const names = ['bn', 'BatchNorm', 'maxpool', 'gap', 'fc', 'fully connected', 'se', 'relu', '全连接', '批归一化', 'residual'];
    const types = [
      'batchNorm',
      'batchNorm',
      'pool2d',
      'globalPool2d',
      'dense',
      'dense',
      'squeezeExcite',
      'activation',
      'dense',
      'batchNorm',
      'add',
    ];
    expect(names.map((name) => found(name)[0])).toEqual(types);
    expect(findLayers(layerDefinitions, 'dense', 'zh')[0]?.type).toBe('dense');
  });

  it('knows another name of every layer, in both languages', () => {
    for (const { type, words } of layerDefinitions) {
      for (const { synonyms = '' } of [words.en, words.zh]) expect(synonyms, type).toMatch(/^[^,]+(, [^,]+)*$/);
    }
  });
});
