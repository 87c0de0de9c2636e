// Numbers as a person reads them, the same everywhere in the window.
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 61706 → `61,706` */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** 61706 → `61.7 k`: for places where a glance must do. */
export function formatShortCount(value: number): string {
  const units = ['', ' k', ' M', ' G', ' T'];
  let scaled = value;
  let unit = 0;
  while (scaled >= 1000 && unit < units.length - 1) {
    scaled /= 1000;
    unit++;
  }
  return unit === 0 ? whole.format(scaled) : `${scaled >= 100 ? scaled.toFixed(0) : scaled.toFixed(1)}${units[unit]}`;
}

/** 0.8437 → `84.4 %` */
export function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Loss, and other values of any size, with three meaningful digits. */
export function formatValue(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 0.001 && Math.abs(value) < 10_000 ? String(Number(value.toPrecision(3))) : value.toExponential(1);
}

/** 75 → `1:15`, 3700 → `1:01:40` */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** plural(1, 'layer') → `1 layer`; plural(2, 'layer') → `2 layers` */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : many}`;
}
