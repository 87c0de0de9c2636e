// What the command line says in results and notes, in Chinese.

export const chinese = {
  layer: '层',
  type: '类型',
  output: '输出',
  parameters: '参数',
  multiplyAdds: '乘加',
  totals: '{layers, plural, other {# 层}}，{parameters, plural, other {# 个参数}}（{weights}），每张图像 {multiplyAdds} 次乘加',
  nothingToTrain: '没有可训练的内容：没有未冻结权重的层',
  memoryToTrain: '以大小为 {batch} 的批量训练所需内存：总计 {arena}，最宽的一步同时占用 {live}',
  memoryToPredict: '预测所需内存：总计 {arena}，最宽的一步同时占用 {live}',
  imagesFrom: '图像：从 {size} 起的任意大小，只要层和权重允许',
  imagesOf: '图像：{size}，因为权重取决于其大小',
  frozen: '已冻结',
  weightsOf: '使用 {node} 的权重',
} as const;

export const chineseFit = { fitted: '已适配这些图像：{changes}' } as const;
