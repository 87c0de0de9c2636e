// What is said of views, in Chinese (words.ts).
export const chinese = {
  resize: '{dock, select, left {左侧} right {右侧} other {底部}}面板的大小',
  split: '{before}与{after}之间的分隔线',
  tabs: '{dock, select, left {左侧} right {右侧} other {底部}}面板',
  more: '移动或隐藏{view}',
  'to-left': '移到左侧',
  'to-right': '移到右侧',
  'to-bottom': '移到底部',
  apart: '单独放置',
  together: '并入相邻的标签页',
  hide: '隐藏',
  keeping: '保存面板位置',
  reading: '读取面板位置',
} as const;
