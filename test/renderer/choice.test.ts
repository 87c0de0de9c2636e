// A choice among many: of a long list only what is chosen is drawn until someone turns to it; a short one is there from the start.
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Choice } from '../../renderer/design/Choice.tsx';

function draw(count: number, value: string): string[] {
  const options = Array.from({ length: count }, (_, index) => ({ value: `layer${index}`, label: `Layer ${index}` }));
  const markup = renderToStaticMarkup(createElement(Choice, { options, value, onChange: () => undefined }));
  return [...markup.matchAll(/<option[^>]*>([^<]*)</g)].map(([, label = '']) => label);
}

test('has all of a short list, and of a long one what is chosen', () => {
  expect(draw(3, 'layer1')).toEqual(['Layer 0', 'Layer 1', 'Layer 2']);
  expect(draw(50, 'layer7')).toHaveLength(50);
  expect(draw(51, 'layer7')).toEqual(['Layer 7']);
});
