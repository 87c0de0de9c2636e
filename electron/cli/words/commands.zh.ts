// What the help says of commands and their options, in Chinese. Signs for values and names of options stay as they are typed.

export const chinese = {
  help: {
    title: 'Receptive：绘制卷积网络，用图像文件夹训练，并带走模型。',
    more: '详情见 receptive COMMAND --help。退出代码：0 完成，1 输入有误，130 已取消。',
    oneOf: '{help}（{options}）',
  },
  commonOptions: {
    json: '标准输出上每行一个 JSON 对象，别无其他。',
    language: '此处所有文字的语言；未给出时用系统的语言。',
    help: '显示此帮助。',
    workers: '线程数；未给出时用全部核心。',
  },
  inspectOptions: {
    summary: '显示网络的每一层：输出大小、参数、乘加次数，以及总计。',
    operations: '列出一个训练步的运算：前向、梯度、更新，以及改写了什么。',
    ways: '说明这台计算机如何计算训练步的每个运算，以及为何不用其他方式。',
  },
  trainOptions: {
    summary: '用图像文件夹训练网络（每个类别一个子文件夹），并写出模型。',
    data: '图像：每个类别一个子文件夹，或其上再分 train/ 与 validation/ 或 test/。只重建图像的网络也可以使用没有类别的图像。',
    test: '另外的图像，用于评估训练好的网络。',
    out: '模型写到哪里。',
    epochs: '每张图像看多少遍。',
    batch: '每步的图像数；每个轮次的最后一步取剩下的图像。',
    learningRate: '一步的长度。',
    optimizer: '权重如何更新。',
    seed: '相同的随机种子给出逐位相同的权重。',
    size: '图像的高度和宽度，代替输入层中的值；大小不一时为最小图像的大小。',
    grey: '灰度图像，一个通道，代替输入层中的设置。',
    fit: '使网络适配图像：输出对应类别，输入对应颜色和大小。网络文件保持不变。',
  },
  evaluateOptions: {
    summary: '说明模型对文件夹中多少张图像判断正确，或与图像有多接近。',
    data: '图像：每个类别一个子文件夹，名称与训练时相同；模型只重建图像时，任何图像均可。',
    part: '像训练时那样划分文件夹，并取其中这一部分。未给出时：有测试或验证文件夹就用它，否则用全部图像。',
  },
  predictOptions: {
    summary: '说明图像的类别及概率，或按网络所见重建图像。',
    outImages: '网络重建的图像写到哪里，格式为 PNG。',
  },
  gradientOptions: {
    summary: '显示模型的一个单元关注图像的哪些部分：其值的梯度。',
    unit: '哪个单元：{form}；从 0 数起。',
    out: '把梯度写成图像：灰色为 0，更亮为正，更暗为负。',
  },
  sampleOptions: { summary: '把示例图像（Fashion-MNIST，28×28 灰度）写入文件夹，每个类别一个子文件夹。' },
  templatesOptions: {
    summary: '列出可作起点的网络；用 --write NAME FILE 写出一个。',
    write: '把模板写到 FILE，该文件不能已经存在。',
  },
} as const;
