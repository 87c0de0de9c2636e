// What every room says, in Chinese.
import { translate } from './translation.ts';
import { words } from './words.ts';

const notAsItMust = {
  message: '{isUnknown, select, true {{path} 含有不应出现的字段} other {{path} 不符合要求}}',
  expected: '{expected}',
  received: '{received}',
} as const;

export const chinese = translate(words, {
  problems: {
    'invalid-file': notAsItMust,
    'model-structure': notAsItMust,
    'more-problems': { message: '另有 {count, plural, other {#}} 个同类问题' },
    'not-json': { message: '这不是 JSON', expected: 'JSON', received: '{received}' },
  },
  phrases: {
    diagnostic: '{severity, select, error {错误} other {警告}} {id}：{message}',
    'diagnostic-at': '{severity, select, error {错误} other {警告}} {id}，位于 {place}：{message}',
    'expected-part': '应为：{text}',
    'received-part': '实为：{text}',
    'fix-part': '解决办法：{text}',
    'with-images-of': '图像大小为 {size} 时：{problem}',
    'label-with-id': '{label}（{id}）',
    'exact-bytes': '{short}（{exact} 字节）',
    'the-file': '文件',
    nothing: '空',
    none: '无',
    shortened: '{text}…（共 {count, plural, other {#}} 个字符）',
    'a-list-of': '含 {count} 项的列表',
    'an-object': '对象',
    'a-number': '数值',
    'a-whole-number': '整数',
    'a-text': '文本',
    'a-list': '列表',
    'a-switch': 'true 或 false',
    'a-value': '一个值',
    'only-known-fields': '只含该格式规定的字段',
    'at-least': '{what, select, text {至少 {limit} 个字符} list {至少 {limit} 项} other {不小于 {limit} 的数值}}',
    'at-most': '{what, select, text {至多 {limit} 个字符} list {至多 {limit} 项} other {不大于 {limit} 的数值}}',
    above: '大于 {limit} 的数值',
    below: '小于 {limit} 的数值',
    'characters-of-an-id': '1 到 64 个字母、数字、- 或 _',
    'characters-of-a-port': '1 到 32 个字母或数字',
    'characters-of-a-checksum': '64 位十六进制数字',
  },
});
