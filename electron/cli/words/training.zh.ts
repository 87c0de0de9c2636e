// What `train` says, in Chinese.

export const chinese = {
  fit: { fitted: '已适配这些图像：{changes}' },
  train: {
    saving: '正在停止：正在把学到的内容写入 {path}。一秒后再按一次则放弃',
    lost: '已放弃：学到的内容已丢失，没有写入 {path}',
    savingEvaluation: '模型在 {path} 中：其评估正在结束',
    lostEvaluation: '已立即结束：模型在 {path} 中',
    noStep: '没有完成任何一步，因此没有写入任何内容',
    written: '学到的内容在 {path} 中',
    wrote: '训练 {seconds} s 后，已写入 {path}',
    wroteWeights: '训练 {seconds} s 后，已写入 {path}：{weights}',
  },
  running: {
    started:
      '训练 {parameters, plural, other {# 个参数}}：{epochs, plural, other {# 个轮次}}，每个轮次 {steps, plural, other {# 步}}，{workers, plural, other {# 个线程}}，{memory}',
    preparing: '正在准备各种图像尺寸',
    epochProgress: '轮次 {epoch}/{epochs}',
    details: '{loss}，每秒 {speed} 张图像',
    epoch: '轮次 {epoch}/{epochs}',
    training: '训练 {score}',
    validation: '验证 {score}',
    ofEnds: '（{losses}）',
    endedEarly: '训练提前结束：{kept}',
    nothingKept: '没有保留任何权重',
    kept: '保留了{weights}',
  },
  save: { where: '模型还可以写到哪里？（一个文件；留空则替您选择位置） ' },
} as const;
