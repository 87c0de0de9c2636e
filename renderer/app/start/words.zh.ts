// What the first screen says, and what the networks that come with the application are called, in Chinese (words.ts).
export const chinese = {
  start: '开始',
  title: '绘制卷积网络，观察它如何学习',
  private: '一切都在这台计算机上运行；图像不会离开它。',
  train: '用示例图像训练 LeNet',
  training: '训练示例网络',
  samples: '十类服装的灰度小图。用时不到一分钟。',
  templates: '从模板开始',
  openingTemplate: '打开模板',
  empty: '从空白画布开始',
  layers: '{count, plural, other {# 层}}',
  parameters: '{count} 个参数',
} as const;

export const chineseTemplates = {
  lenet: 'LeNet',
  'all-convolutional': '全卷积网络',
  'auto-encoder': '自编码器',
  residual: '残差网络',
  'vgg-small': '小型 VGG',
} as const;
