// Numbers in words for a person: nobody has to count digits, and small ones keep all of theirs.

import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatLoss, formatShortCount, formatValue } from '../../../engine/base/numbers.ts';
import { analyzeDocument } from '../../../engine/network/analyze.ts';
import { inEnglish } from '../../helpers/in-english.ts';
import { sketchDocument } from '../../helpers/networks.ts';

describe('a number for a person', () => {
  it.each([
    [formatCount, 0, '0'],
    [formatCount, 61_706, '61,706'],
    [formatCount, 999_999_999_999_999, '999,999,999,999,999'],
    [formatCount, 1_234_567_890_123_456, '1.23e15'],
    [formatCount, 2 ** 80, '1.21e24'],
    [formatShortCount, 999, '999'],
    [formatShortCount, 61_706, '61.7 k'],
    [formatShortCount, 999_960, '1.0 M'],
    [formatShortCount, 1.2e12, '1.2 T'],
    [formatShortCount, 1.2e18, '1.2e18'],
    [formatBytes, 512, '512 B'],
    [formatBytes, 1_572_864, '1.5 MiB'],
    [formatBytes, 1_048_575, '1.0 MiB'],
    [formatBytes, 1.2 * 1024 ** 5, '1.2 PiB'],
    [formatBytes, 1024 ** 6, '1.0 EiB'],
    [formatBytes, 5e6 * 1024 ** 6, '5.00e6 EiB'],
    [formatLoss, 1.234567, '1.2346'],
    [formatLoss, 0, '0.0000'],
    [formatLoss, 3.4028e38, '3.40e38'],
    [formatLoss, 123_456_789, '1.23e8'],
    [formatValue, 0.12345, '0.123'],
    [formatValue, 0.00001, '1.0e-5'],
    [formatValue, 3.4028e38, '3.4e38'],
  ] as const)('%o: %f is %s', (format, value, expected) => {
    expect(format(value)).toBe(expected);
  });

  it('has no more digits in a diagnostic than it needs', () => {
    const huge = sketchDocument([
      { type: 'input', parameters: { height: 4096, width: 4096, channels: 3 } },
      { type: 'conv2d', parameters: { filters: 4096 } },
      { type: 'flatten' },
      { type: 'dense', parameters: { units: 65_536 } },
      { type: 'dense', parameters: { units: 2 } },
      { type: 'classification' },
    ]);
    const [problem] = analyzeDocument(huge).diagnostics.map(inEnglish);
    expect(problem?.id).toBe('step-too-large');
    expect(problem?.received).toMatch(/^\d+(\.\d)? PiB \(\d\.\d\de\d+ bytes\)$/);
  });
});
