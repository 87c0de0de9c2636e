// What is wrong with a network as it is drawn, in Chinese.
import { translate } from '../base/translation.ts';
import { words } from './words.ts';

const nothingToCompare = '输入为 {shape} 的“{layer}”在大小为 {batch} 的批量中没有可与之比较的图像：什么也学不到。';

export const chinese = translate(words, {
  problems: {
    'no-input': { message: '网络没有输入层。', expected: '一个输入层', received: '无' },
    'no-output': { message: '网络没有输出端。', expected: '一个分类输出或重建输出', received: '无' },
    'several-inputs': { message: '网络有不止一个输入层。', expected: '一个输入层', received: '{count} 个' },
    'several-outputs': { message: '网络有不止一个分类输出。', expected: '一个分类输出', received: '{count} 个' },
    cycle: {
      message: '这条连线形成了环路：该层将需要自己的输出。',
      expected: '单向流动的数据',
      received: '{source} → {target} → … → {source}',
    },
    'missing-input': {
      message: '{node}没有输入。',
      expected: '{minimum, plural, other {至少 # 个输入}}',
      received: '{count, plural, =0 {无} other {# 个}}',
    },
    'missing-named-input': {
      message: '{node}需要 {total, plural, other {# 个输入}}，而{missing}没有连接。',
      expected: '{missing}',
      received: '{total, plural, other {#}} 个输入中的 {present} 个',
    },
    'surplus-input': {
      message: '{node} {maximum, plural, =0 {不接受输入} other {只接受 # 个输入}}。',
      expected: '{maximum, plural, other {# 个}}',
      received: '{count} 个',
    },
    unconnected: {
      message: '{node}的计算结果到不了任何输出端。',
      expected: '从输入层经过该层到达输出端的路径',
      received: '没有通向输出端的路径',
    },
    'cut-off': {
      message: '{node}没有连接到任何有用的部分。',
      expected: '从输入层经过该层到达输出端的路径',
      received: '完全没有路径',
    },
    'not-the-image': { message: '与图像相比的内容和图像大小不同。', expected: '{expected}', received: '{received}' },
    'step-too-large': {
      message:
        '一个训练步至少需要 {total}；仅这一层就要 {weights} 存放权重、{outputs} 存放输出。请缩小这一层、更早池化，或减小批量{isBatch, select, true {（现为 {batch}，可试 {smaller}）} other {}}。',
      expected: '至多 {limit}',
      received: '{total}',
    },
    'batch-too-small': { message: nothingToCompare, expected: '每个批量至少 {needed} 张图像', received: '批量大小为 {batchSize}' },
    'images-too-few': { message: nothingToCompare, expected: '至少 {needed} 张训练图像', received: '{images} 张' },
    'no-such-output': { message: '{node}没有名为“{port}”的输出。', expected: '{known}', received: '{port}' },
    'no-such-input': { message: '{node}没有名为“{port}”的输入。', expected: '{known}', received: '{port}' },
    'input-taken': { message: '有两条连线都连到{node}的“{port}”。', expected: '一条', received: '两条' },
    'other-kind-of-values': {
      message: '{node}的{port}需要{wanted}，输入的却是{given}。',
      expected: '{wanted}',
      received: '{given}',
    },
    'output-carries-nothing': {
      message: '按{node}现在的设置，它的“{port}”没有内容。',
      expected: '{field}：{wanted}',
      received: '{field}：{found}',
    },
    'owner-without-weights': {
      message: '{node}使用{owner}的权重，而后者还没有权重。',
      expected: '有权重的层',
      received: '无',
    },
    'owner-is-itself': { message: '{owner}没有自己的权重可供共享。', expected: '使用自己权重的层', received: '它自己' },
    'owner-uses-others': {
      message: '{owner}没有自己的权重可供共享。',
      expected: '使用自己权重的层',
      received: '使用{other}权重的层',
    },
    'shared-state': {
      message: '“{layer}”保存所经数据的统计量；两处共用会互相混淆。',
      expected: '没有滑动统计量的层',
      received: '{layer}',
    },
    'shared-weights': { message: '{owner}的权重与{node}不符。', expected: '{expected}', received: '{received}' },
    'frozen-share': {
      message: '{node}已冻结，但它使用的权重没有：权重属于仍在学习的{owner}。',
      expected: '{owner}也冻结',
      received: '两者只冻结了一个',
    },
    'size-dependent-weights': {
      message: '“{layer}”（{node}）的 {weight} 会随图像大小而变。请在它之前池化到固定的大小。',
      expected: '所有大小都使用 {shape} 的 {weight}',
      received: '图像为 {smallest} 时是 {shape}，为 {size} 时是 {there}',
    },
  },
  fixes: {
    'add-layer': '添加{layer}',
    'remove-layer': '移除{node}',
    'remove-connection': '移除这条连线',
    'connect-output': '连接{node}的“{port}”',
    connect: '连接{node}',
    'connect-instead': '改为连接{source}，不连接{passed}',
    'set-choice': '把“{field}”设为“{value}”',
    'own-weights': '让{node}使用自己的权重',
    'use-weights': '使用{node}的权重',
    freeze: '冻结{node}',
    'set-batch-size': '把批量大小设为 {size}',
    'set-step': '把步长设为 {step}',
    'pool-any-globally': '插入全局池化层（任意大小 → {channels}）',
    'pool-any': '插入自适应池化层（任意大小 → {shape}）',
  },
  phrases: {
    values: '数值',
    positions: '位置',
    bytes: '字节',
    'an-input': '输入',
    quoted: '“{text}”',
    'port-with-kind': '“{port}”（{kind}）',
    'no-name': '没有名称',
    'weight-shape': '{name} {shape}',
    'any-shape': '{channels, select, none {任意} other {任意×任意×{channels}}}',
  },
});
