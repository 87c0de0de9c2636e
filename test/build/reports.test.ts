// The numbers that the scripts hand on: test counts from the runners' reports, and the demonstration's report.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEvaluation, writeReport } from '../../build/report.ts';
import { addCounts, readPlaywrightCounts, readVitestCounts, reconcile } from '../../build/test-counts.ts';

describe('test counts', () => {
  test('vitest: each test counts, and so does a file that could not be loaded', () => {
    const report = {
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }, { status: 'pending' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(readVitestCounts(JSON.stringify(report))).toEqual({ passed: 3, failed: 2 });
  });

  test('Playwright: a flaky test and an error outside of tests are failures', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 }, errors: [{ message: 'no tests found' }] };
    expect(readPlaywrightCounts(JSON.stringify(report))).toEqual({ passed: 5, failed: 3 });
  });

  test('a runner that fails without a failed test counts as one', () => {
    expect(reconcile({ passed: 5, failed: 0 }, 1)).toEqual({ passed: 5, failed: 1 });
    expect(reconcile({ passed: 5, failed: 2 }, 1)).toEqual({ passed: 5, failed: 2 });
    expect(addCounts([reconcile({ passed: 5, failed: 0 }, 0), { passed: 1, failed: 1 }])).toEqual({ passed: 6, failed: 1 });
  });
});

describe('the demonstration', () => {
  const result = {
    accuracy: 0.75,
    loss: 0.5,
    perClass: [
      { name: 'Coat', count: 3, correct: 2 },
      { name: 'Bag', count: 1, correct: 1 },
    ],
  };

  test('its report says accuracy, time and each class', () => {
    const folder = mkdtempSync(join(tmpdir(), 'receptive-report-'));
    const evaluation = `{"kind":"progress"}\n${JSON.stringify({ kind: 'evaluation', ...result })}\n`;
    const report = readFileSync(writeReport({ folder, model: join(folder, 'model.json'), epochs: 3, seconds: 12.34, evaluation }), 'utf8');
    rmSync(folder, { recursive: true });
    expect(report).toContain('3 epochs in 12.3 s');
    expect(report).toContain('4 images that it was not trained on: accuracy 75.0 %, loss 0.5000');
    expect(report).toContain('| Coat | 3 | 2 | 66.7 % |');
  });

  test('says what it expected when the evaluation is missing', () => {
    expect(() => readEvaluation('{"kind":"failed"}')).toThrow('accuracy, loss and perClass');
  });
});
