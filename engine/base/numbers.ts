// Numbers as a person reads them, the same in the window, on the command line and in diagnostics. What has more digits than anybody
// counts gets a power of ten: `1.23e18`.

/** 1.2345e18 → `1.23e18`: a power of ten behind `digits` digits. */
export function formatPower(value: number, digits = 3): string {
  return value.toExponential(digits - 1).replace('e+', 'e');
}

/** Counts from here on have a power of ten instead of all their digits: doubles hold hardly more of them, and bytes of terabytes stay exact. */
const longCount = 1e15;

/** 61706 → `61,706`; 1.2e18 → `1.20e18`. Fractions are rounded. */
export function formatCount(value: number): string {
  if (Number.isFinite(value) && Math.abs(value) >= longCount) return formatPower(value);
  return value.toLocaleString('en', { maximumFractionDigits: 0 });
}

/** `value` divided by `base` until it is below that, with the unit it has then; a power of ten where the units end. */
function scale(value: number, base: number, units: readonly string[]): string {
  let scaled = value;
  let unit = 0;
  // what would be rounded up to the base has the next unit already
  while (Math.round(scaled) >= base && unit < units.length - 1) {
    scaled /= base;
    unit++;
  }
  if (unit === 0) return `${Math.round(scaled)}${units[0]}`;
  if (Math.round(scaled) >= base) return `${formatPower(scaled)}${units[unit]}`;
  return `${scaled >= 99.95 ? scaled.toFixed(0) : scaled.toFixed(1)}${units[unit]}`;
}

/** 61706 → `61.7 k`: for places where a glance must do. */
export function formatShortCount(value: number): string {
  return value >= 1e15 ? formatPower(value, 2) : scale(value, 1000, ['', ' k', ' M', ' G', ' T']);
}

/** Bytes with a unit a person can picture: `512 B`, `1.5 MiB`. */
export function formatBytes(bytes: number): string {
  return scale(bytes, 1024, [' B', ' KiB', ' MiB', ' GiB', ' TiB', ' PiB', ' EiB']);
}

/** The same with every byte behind it, where two that are nearly alike are compared: `1.5 MiB (1,572,864 bytes)`. */
export function formatBytesExactly(bytes: number): string {
  return `${formatBytes(bytes)} (${formatCount(bytes)} bytes)`;
}

/** plural(1, 'layer') → `1 layer`; plural(1200, 'layer') → `1,200 layers` */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : many}`;
}

/** 0.8437 → `84.4 %` */
export function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** A signal-to-noise ratio: 21.345 → `21.3 dB` */
export function formatDecibels(ratio: number): string {
  return `${ratio.toFixed(1)} dB`;
}

/** Loss with four digits behind the point: 2.302585 → `2.3026`, 3.4e38 → `3.40e38`. */
export function formatLoss(loss: number): string {
  return Math.abs(loss) < 1e6 ? loss.toFixed(4) : formatPower(loss);
}

/** Values of any size, with three meaningful digits. */
export function formatValue(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 0.001 && Math.abs(value) < 10_000 ? String(Number(value.toPrecision(3))) : formatPower(value, 2);
}
