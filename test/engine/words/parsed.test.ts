// Diagnostics as they arrive from another process: what the engine makes passes as it is, and nothing else does.
import { expect, test } from 'vitest';
import { diagnosticSchema } from '../../../engine/base/diagnostic-schema.ts';
import type { Diagnostic } from '../../../engine/base/diagnostics.ts';
import { createDocument, parseDocument } from '../../../engine/document/parse.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import { describeDiagnostic } from '../../../engine/words/say.ts';

test('the engine’s own diagnostics arrive as they were sent, and are said the same', () => {
  const sent = [
    ...analyzeDocument(createDocument('x')).diagnostics,
    ...parseDocument({ format: 'receptive-network', version: 2 }).diagnostics,
  ];
  expect(sent.length).toBeGreaterThan(4);
  for (const diagnostic of sent) {
    const arrived = diagnosticSchema.parse(structuredClone(diagnostic));
    expect(arrived).toEqual(diagnostic);
    expect(describeDiagnostic(arrived, 'zh')).toEqual(describeDiagnostic(diagnostic, 'zh'));
  }
});

const plain: Diagnostic = { id: 'file-missing', severity: 'error', values: { code: 'ENOENT' }, path: '/a' };
const nest = (depth: number): unknown => (depth === 0 ? 'x' : { kind: 'list', items: [nest(depth - 1)], joined: 'comma' });

test.each<[string, object]>([
  ['a value of no kind', { values: { code: { kind: 'html', text: '<b>' } } }],
  ['a value with more than its kind has', { values: { code: { kind: 'layer', type: 'conv2d', more: 1 } } }],
  ['an endless text', { values: { code: 'x'.repeat(5000) } }],
  ['an endless list', { values: { code: { kind: 'list', items: Array.from({ length: 65 }, () => 'a'), joined: 'or' } } }],
  ['values too deep in one another', { values: { code: nest(7) } }],
  ['too many values', { values: Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`v${at}`, at])) }],
  ['no values', { values: undefined }],
  ['a severity that there is not', { severity: 'fatal' }],
  ['a change that there is not', { fix: { id: 'check-name', values: {}, changes: [{ kind: 'run', command: 'rm' }] } }],
])('refused: %s', (_, change) => {
  expect(diagnosticSchema.safeParse(plain).success).toBe(true);
  expect(diagnosticSchema.safeParse({ ...plain, ...change }).success).toBe(false);
});
