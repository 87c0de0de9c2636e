// What the inspector says, in Chinese.

export const chinese = {
  weights: '权重',
  frozen: '冻结',
  frozenHelp: '训练不改变这些权重，也不改变滑动统计量；周围的层继续学习。',
  weightsOf: '使用的权重',
  weightsOfHelp: '与另一个类型和大小相同的层使用同样的权重；两者共同学习。',
  thisLayer: '本层',
  computer: '本机',
  workers: '工作线程',
  workersHelp: '共同训练的线程数，从下一次训练起生效。其数目不影响结果。',
  changingWorkers: '更改工作线程数',
  language: '语言',
  languageHelp: '整个窗口的语言，立即生效。',
  systemLanguage: '跟随系统',
  changingLanguage: '更改语言',
} as const;
