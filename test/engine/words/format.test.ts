// How values are put into texts: what stands around them, and what is left of them.
import { describe, expect, it } from 'vitest';
import { formatText } from '../../../engine/words/format.ts';

const put = (text: string, values: Readonly<Record<string, string | number>>): string => formatText('zh', text, values, String);

describe('a value in a Chinese text', () => {
  it('is set apart from Chinese signs where it begins or ends with Latin letters or digits, and only there', () => {
    expect(put('添加{layer}', { layer: 'Softmax' })).toBe('添加 Softmax');
    expect(put('添加{layer}', { layer: '展平' })).toBe('添加展平');
    expect(put('{action}没有成功：{why}', { action: '语言：English', why: 'EIO' })).toBe('语言：English 没有成功：EIO');
    expect(put('更改{field}的值', { field: 'α' })).toBe('更改 α 的值');
    expect(put('{share}的图像', { share: '84 %' })).toBe('84 % 的图像');
  });

  it('has one space where its text has one already, and none beside punctuation', () => {
    expect(put('删除 {count} 层', { count: 3 })).toBe('删除 3 层');
    expect(put('“{name}”（{id}）', { name: 'conv1', id: 'a' })).toBe('“conv1”（a）');
  });

  it('is left as it is within, and beside another value', () => {
    expect(put('已保存 {file}', { file: '图1的a网络.json' })).toBe('已保存 图1的a网络.json');
    expect(put('{first}{second}', { first: '图', second: '1' })).toBe('图 1');
    expect(put('{first}{second}', { first: 'a', second: '1' })).toBe('a1');
  });

  it('is said by branches as well', () => {
    const text = '{isLayer, select, true {{node}的} other {}}{field}';
    expect(formatText('zh', text, { isLayer: true, node: 'conv1', field: '步幅' }, String)).toBe('conv1 的步幅');
  });
});

it('an English text takes its values as they are', () => {
  expect(formatText('en', 'Add{layer}', { layer: '展平' }, String)).toBe('Add展平');
});
