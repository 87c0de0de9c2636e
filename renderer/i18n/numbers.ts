// Times and progress as a person reads them in the window; numbers are the engine's (engine/base/numbers.ts), which both languages write alike.
import type { Language } from '../../engine/base/messages.ts';
import { formatCount } from '../../engine/base/numbers.ts';
import { textsIn } from '../../engine/words/texts.ts';
import { numberTexts } from './words.ts';

export { formatCount, formatDecibels, formatShare, formatShortCount, formatValue } from '../../engine/base/numbers.ts';

/** 75 → `1:15`, 3700 → `1:01:40`, a million → `11 days` */
export function formatDuration(seconds: number, language: Language): string {
  const total = Math.max(0, Math.round(seconds));
  if (total >= 100 * 3600) return textsIn(numberTexts, language)('days', { days: Math.floor(total / 86_400) });
  const parts = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** How far something has come: `12 of 300`, `12` where the end is not known (0), nothing at the beginning. */
export function formatProgress(done: number, total: number, language: Language): string | undefined {
  if (done === 0) return undefined;
  return total > 0 ? textsIn(numberTexts, language)('progress', { done, total }) : formatCount(done);
}
