// What is said of the network's file and of what is dropped, in Chinese (words.ts).
export const chinese = {
  question: '是否保存对“{name}”的更改？',
  lost: '如果放弃，更改将会丢失。',
  discard: '放弃',
  cancel: '取消',
  save: '保存',
  unopened: '无法打开网络',
  refused: '无法打开 {file}',
  changed: '已打开 {file}，但有改动',
  dropped: '打开拖放的内容',
  unsaved: '无法保存网络',
  saved: '已保存 {file}',
} as const;
