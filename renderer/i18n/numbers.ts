// Times and progress as a person reads them in the window; numbers and plurals are the engine's (engine/base/numbers.ts).
import { formatCount } from '../../engine/base/numbers.ts';

export { formatCount, formatDecibels, formatShare, formatShortCount, formatValue, plural } from '../../engine/base/numbers.ts';

/** 75 → `1:15`, 3700 → `1:01:40`, a million → `11 days` */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  if (total >= 100 * 3600) return `${formatCount(Math.floor(total / 86_400))} days`;
  const parts = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** How far something has come: `12 of 300`, `12` where the end is not known (0), nothing at the beginning. */
export function formatProgress(done: number, total: number): string | undefined {
  if (done === 0) return undefined;
  return total > 0 ? `${formatCount(done)} of ${formatCount(total)}` : formatCount(done);
}
