// What is said of the settings of this computer, in Chinese (words.ts).
export const chinese = {
  computer: '本机',
  workers: '工作线程',
  workersHelp: '共同训练的线程数，从下一次训练起生效。其数目不影响结果。',
  changingWorkers: '更改工作线程数',
  language: 'Language · 语言',
  languageHelp: '整个窗口的语言，立即生效。',
  systemLanguage: '跟随系统',
  changingLanguage: '更改语言',
} as const;
