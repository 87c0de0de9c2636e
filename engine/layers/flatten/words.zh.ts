// What the layer “Flatten” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '展平',
  synonyms: '展平, 拉平, 变形',
  explanation:
    '把特征图逐行、逐像素、逐通道地读成一个长向量，以便后接全连接层。值不改变。失去的是“相邻者相关”这一知识：全连接层必须对每个位置重新学习。',
  fields: {},
});
