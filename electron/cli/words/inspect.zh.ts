// What `inspect` says, in Chinese.

export const chinese = {
  network: {
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
    weightsOf: '使用{node}的权重',
    notes: '（{notes}）',
  },
  program: {
    input: '输入图像',
    forward: '前向：从图像到最后一层',
    loss: '损失：答案错了多少，往哪个方向错',
    score: '得分：答案的其他指标',
    backward: '反向：损失的梯度，从最后一层到第一层',
    update: '更新：会衰减的权重是连续的一段数，其余的是另一段',
    operationsIntroduction:
      '对 {images, plural, other {# 张图像}}的一个训练步：{operations, plural, other {# 个运算}}，{multiplyAdds} 次乘加。每行：结果的大小（批量在前）、\n乘加次数、计算的内容。x.gradient 是损失对 x 的梯度，x.gradient.b 是其中经过层 b 的部分。\n带星号的还会被就地修改。',
    view: '{operation}（换一种看法：不作任何计算）',
    operationsGlossary: '这些运算是什么',
    rewritten: '已改写，因为结果相同而代价更小',
    layer: '层',
    operation: '运算',
    way: '方式',
    cost: '代价',
    others: '其他方式',
    waysIntroduction:
      '这台计算机如何计算对 {images, plural, other {# 张图像}}的一个训练步。一个运算有多种方式时，取适用的方式中代价最小的：\n代价约等于按定义计算同样久的乘加次数；其他方式后面写的是其代价为多少倍，\n或为何不适用。',
    waysGlossary: '这些方式是什么',
  },
} as const;
