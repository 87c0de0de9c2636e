// What is said around every diagnostic, and of a layer in one line, in Chinese.

export const chinese = {
  at: '位置',
  expected: '应为',
  received: '实为',
  todo: '{text}。',
  label: '{place} 的{severity, select, error {问题} other {警告}}：{message}',
  listLabel: '{place} 的问题',
} as const;

export const chineseSummary = {
  without: '无{label}',
  count: '{label} {count}',
  named: '{label} {value}',
  padding: '填充 {top}、{bottom}、{left}、{right}',
} as const;
