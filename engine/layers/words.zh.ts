// Words that several layers share, in Chinese.
import { translate } from '../base/translation.ts';
import * as english from './words.ts';

export const initializerWords = translate(english.initializerWords, {
  label: '初始化',
  help: '初始权重的抽取方式：He 适合 ReLU 一类函数，Glorot 适合 tanh 与 sigmoid，LeCun 适合 SELU 类函数与线性层。',
  options: {
    he: 'He：正态分布，方差 2 / 输入数',
    glorot: 'Glorot：均匀分布，方差 2 / (输入数 + 输出数)',
    lecun: 'LeCun：正态分布，方差 1 / 输入数',
  },
});

export const weightWords = translate(english.weightWords, { label: '权重', help: '此输出端的损失相对于其他输出端所占的比重。' });

export const lossWords = translate(english.lossWords, { label: '损失函数', help: '训练要减小的量。' });

export const plainOutputWords = translate(english.plainOutputWords, { label: '输出', help: '该层的输出。' });

export const chinese = translate(english.words, {
  problems: {
    'not-a-map': {
      message: '“{layer}”的输入应为 高×宽×通道 的特征图，但输入是向量。请把它放在展平层、全局池化层和全连接层之前。',
      expected: '特征图，例如 28×28×6',
      received: '{received}',
    },
    'groups-do-not-divide': {
      message: '通道数和卷积核数都必须能被组数整除。',
      expected: '能整除 {channels} 个通道和 {filters} 个卷积核的组数',
      received: '{groups} 组',
    },
  },
  fixes: {
    'set-groups': '把组数设为 {groups}',
    'set-kernel-size': '把卷积核大小设为 {size}',
    'use-no-padding': '不使用填充',
    'insert-flatten': '插入展平层（{from} → {to}）',
    'insert-global-pooling': '插入全局池化层（{from} → {to}）',
    'insert-dense': '插入全连接层（{from} → {to}）',
    'insert-convolution': '插入 {kernel} 卷积{isStrided, select, true {，步幅 {stride}} other {}}（{from} → {to}）',
  },
  phrases: {
    'a-vector-of': '长度为 {shape} 的向量',
  },
});
