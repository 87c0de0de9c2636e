// What the first screen says, and what the networks that come with the application are called, in Chinese (words.ts).
export const chinese = {
  start: '开始',
  title: '绘制卷积网络，观察它如何学习',
  private: '一切都在这台计算机上运行；图像不会离开它。',
  samples: '十类服装的灰度小图。用时不到一分钟。',
  templates: '从模板开始',
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

export const chineseSynonyms = {
  lenet: '示例, 入门, 分类, 手写数字, 简单',
  'all-convolutional': '示例, 入门, 分类, 步幅',
  'auto-encoder': '示例, 入门, 重建, 还原, 压缩, 无监督',
  residual: '示例, 入门, 分类, 跳跃连接, 捷径',
  'vgg-small': '示例, 入门, 分类, 深层',
} as const;
