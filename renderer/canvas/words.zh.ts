// What is said on the canvas, in Chinese (words.ts).
export const chinese = {
  canvas: '画布',
  zoom: '缩放',
  frozen: '已冻结：训练不改变它的权重',
  weightsOf: '使用 {layer} 的权重',
  parameters: '{count, plural, other {# 个参数}}',
  parametersShort: '{count} 参数',
  maps: '{layer} 的特征图',
  port: '{layer} 的{side, select, target {输入} other {输出}}“{port}”',
  portHelp: '{port}：{help}',
  connection: '从 {source} 到 {target} 的连接',
  selectNode: '按 Enter 或空格键选中层。按 Delete 删除，按 Esc 取消。',
  moveNode: '按 Enter 或空格键选中层，然后可用方向键移动。按 Delete 删除，按 Esc 取消。',
  moved: '已把层向{direction, select, left {左} right {右} up {上} other {下}}移动。现在位于 {x}, {y}。',
  selectEdge: '按 Enter 或空格键选中连接，然后可按 Delete 删除，或按 Esc 取消。',
  handle: '端口',
} as const;
