// What is said around every diagnostic, in Chinese.

export const chinese = {
  at: '位置',
  expected: '应为',
  received: '实为',
  todo: '{text}。',
  label: '{place} 的{severity, select, error {问题} other {警告}}：{message}',
  listLabel: '{place} 的问题',
} as const;
