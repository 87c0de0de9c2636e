// What commands say of their results and while they work, in Chinese, but for training (training.zh.ts) and inspect (inspect.zh.ts).

export const chinese = {
  run: {
    cancelled: '已取消。{what}',
    endedAtOnce: '已立即结束',
    progress: '{label}：{done} / {total}（{share} %）',
    progressUncounted: '{label}：{done}',
    withDetails: '{progress}，{details}',
  },
  images: {
    looking: '正在查找图像',
    reading: '正在读取图像',
    cancelled: '没有训练或写入任何内容',
    counted:
      '{classes, plural, =0 {没有类别} other {# 个类别}}，图像：{counts}{sizes, plural, =0 {} other {，# 种大小}}{skipped, plural, =0 {} other {（跳过 # 个文件）}}',
    training: '训练 {images} 张',
    validation: '验证 {images} 张',
    test: '测试 {images} 张',
    skipped: '跳过 {path}：{reason}',
    moreSkipped: '另外还跳过 {files} 个',
  },
  evaluation: {
    evaluating: '正在评估',
    cancelled: '没有任何改动',
    class: '类别',
    images: '图像',
    right: '正确',
    accuracyHeading: '准确率',
    accuracy: '准确率 {share}',
    psnr: 'PSNR {ratio}',
    loss: '损失 {loss}',
    evaluated:
      '{part, select, all {全部} training {训练部分的} validation {验证部分的} other {测试部分的}} {images, plural, other {# 张图像}}：{measures}',
  },
  predict: { cancelled: '以上图像已预测' },
  gradient: {
    sees: '{unit} 对 {image} 的值为 {value}；它看到 {shape} 中的第 {top}–{bottom} 行、第 {left}–{right} 列，每字节至多 {largest}',
    seesNothing: '{unit} 对 {image} 的值为 {value}；这张图像的任何部分都不会改变它',
    written: '见 {file}',
  },
  sample: {
    writing: '正在写入图像',
    there: '示例图像已在 {folder} 中',
    written: '已将 {files, plural, other {# 张示例图像}}写入 {folder}',
  },
  templates: {
    layers: '{layers, plural, other {# 层}}',
    parameters: '{parameters, plural, other {# 个参数}}',
    written: '已写入 {file}。用以下命令训练：receptive train {file} --data FOLDER --out model.json',
  },
} as const;
