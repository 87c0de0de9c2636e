// What the layer “Pooling” says of itself, in Chinese.
import { translate } from '../../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  label: '池化',
  synonyms: '最大池化, 平均池化, 下采样',
  explanation:
    '让窗口在每个通道上滑动，每个窗口只保留一个数：最大值，表示窗口内某处找到了特征；或平均值。步幅为 2 时特征图减半，后面的层用同样的卷积核可看到两倍远，图像的小幅平移影响也更小。没有要学习的参数。取最大值时，第二个输出给出每个最大值在窗口中的位置，供反池化层把值放回原处。',
  outputs: {
    y: { label: '输出', help: '每个窗口的最大值或平均值。' },
    switches: { label: '位置', help: '每个最大值在其窗口中的位置，供反池化层使用。' },
  },
  fields: {
    operation: { label: '运算', help: '窗口内的最大值或平均值。', options: { max: '最大', average: '平均' } },
    size: { label: '窗口', help: '窗口的高和宽，以特征图的格为单位。' },
    stride: { label: '步幅', help: '相邻窗口在纵向和横向相隔的格数。' },
    padding: {
      label: '填充',
      help: '特征图四周的空格：不填充；或填充到输出为 ⌈输入 / 步幅⌉；或按给定值。空格永远不会成为最大值。',
    },
    ceilMode: { label: '保留不完整的窗口', help: '末端剩余的行和列单独成为较小的窗口，而不是被忽略。' },
    countPadding: { label: '计入填充', help: '求平均时填充按 0 计入，边缘会变暗；否则只计真实的格。' },
  },
  problems: {
    'padding-exceeds-window': {
      message: '每一侧的填充都必须小于窗口，否则会有窗口只看到填充。',
      expected: '上下小于 {height}，左右小于 {width}',
      received: '上 {top}，下 {bottom}，左 {left}，右 {right}',
    },
    'window-exceeds-input': {
      message: '{window} 的窗口放不进 {map} 的特征图。',
      expected: '至少 {window} 的特征图',
      received: '{input}',
    },
  },
  fixes: { 'use-window': '使用 {window} 的窗口' },
});
