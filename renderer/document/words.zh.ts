// What is said around every diagnostic, and of a layer in one line, in Chinese.

export const chinese = {
  at: '位置',
  expected: '应为',
  received: '实为',
  todo: '{text}。',
  mendAndTrain: '{fix}并训练',
  label: '{place} 的{severity, select, error {问题} other {警告}}：{message}',
  listLabel: '{place} 的问题',
} as const;

export const chineseDrafts = {
  invalid:
    '{isLayer, select, true {{node} 的} other {}}{field}的值无效：应为 {minimum} 到 {maximum} 的{isWhole, select, true {整数} other {数}}',
} as const;

export const chineseSummary = {
  without: '无{label}',
  count: '{label} {count}',
  named: '{label} {value}',
  padding: '填充 {top}、{bottom}、{left}、{right}',
} as const;
