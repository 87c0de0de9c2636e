// What is said around every diagnostic, of a layer in one line, of the document's own settings, and of edits that can be undone, in Chinese.

export const chinese = {
  at: '位置',
  expected: '应为',
  received: '实为',
  todo: '{text}。',
  mendAndTrain: '{fix}并训练',
  label: '{place}的{severity, select, error {问题} other {警告}}：{message}',
  listLabel: '{place}的问题',
} as const;

export const chineseDrafts = {
  invalid:
    '{isLayer, select, true {{node}的} other {}}{field}的值无效：应为 {minimum} 到 {maximum} 的{isWhole, select, true {整数} other {数}}',
} as const;

export const chineseSummary = {
  without: '无{label}',
  count: '{name, select, other {{label}}} {count, plural, other {#}}',
  named: '{label} {value}',
  padding: '填充 {top}、{bottom}、{left}、{right}',
} as const;

export const chineseSettings = {
  epochs: '轮次数',
  epochsHelp: '网络把每张训练图像看多少遍。',
  batchSize: '批量大小',
  batchSizeHelp: '梯度平均成一步的图像数。一个轮次的最后一步取剩下的图像；若只剩一张，而向量的批量归一化从中什么也学不到，它就并入前一步。',
  seed: '随机种子',
  seedHelp: '相同的种子得到逐位相同的权重。',
  fit: '适配方式',
  fitHelp: '宽高比不同的图像如何变成输入层的大小。',
  contain: '完整保留（留边）',
  cover: '填满（裁剪）',
  stretch: '拉伸',
  validationShare: '验证比例',
  validationShareHelp: '文件夹没有自己的验证部分时，每个类别留作验证的比例。',
} as const;

export const chinesePadding = {
  valid: 'Valid（不填充）',
  same: 'Same（保持大小）',
  full: 'Full（完全填充）',
  explicit: '自定义',
  top: '上',
  bottom: '下',
  left: '左',
  right: '右',
} as const;

export const chineseEdits = {
  untitled: '未命名网络',
  add: '添加{layer}',
  insert: '插入{layer}',
  connect: '连接层',
  move: '移动 {count, plural, other {# 层}}',
  arrange: '排列各层',
  change: '更改{field}',
  changeSetting:
    '更改{setting, select, epochs {轮次数} batchSize {批量大小} seed {随机种子} optimizer {优化器} schedule {学习率调度} fit {适配方式} validationShare {验证比例} other {背景}}',
  freeze: '冻结权重',
  unfreeze: '让权重学习',
  share: '共享权重',
  unshare: '使用自己的权重',
  renameLayer: '重命名层',
  renameNetwork: '重命名网络',
  deleteLayers: '删除 {count, plural, other {# 层}}',
  deleteConnections: '删除 {count, plural, other {# 条连线}}',
  cut: '剪切 {count, plural, other {# 层}}',
  paste: '粘贴 {count, plural, other {# 层}}',
  duplicate: '创建 {count, plural, other {# 层}}的副本',
  fix: '{fix}',
} as const;

export const chineseKept = {
  unreadable: '无法读取上次的草稿',
  keeping: '保存草稿',
  restoring: '恢复草稿',
} as const;
