// What the palette of layers says, in Chinese (words.ts).
export const chinese = {
  layers: '层',
  find: '查找层',
  nothing: '没有名为“{search}”的层。',
  add: '添加层：{layer}',
  name: '{layer}',
  input: '输入',
  convolution: '卷积',
  detector: '检测',
  pooling: '池化',
  dense: '全连接',
  regularisation: '正则化',
  merge: '合并',
  output: '输出',
} as const;
