// What is said on the canvas, in Chinese.

export const chinese = {
  without: '无{label}',
  count: '{label} {count}',
  named: '{label} {value}',
  padding: '填充 {top}、{bottom}、{left}、{right}',
} as const;
