// What is wrong with a document as a file, in Chinese.
import { translate } from '../base/translation.ts';
import { words } from './words.ts';

export const chinese = translate(words, {
  problems: {
    'unknown-type': { message: '此处没有“{type}”，较新版本的 Receptive 可能有。', received: '{type}' },
    'not-a-network': { message: '这不是 Receptive 网络。', expected: '"format": "{format}"', received: '{received}' },
    'unknown-version': { message: '此网络由另一版本的 Receptive 写成。', expected: '版本 {version}', received: '{received}' },
    'duplicate-id': { message: '{kind, select, node {有两个节点都叫“{name}”。} other {有两条连线都叫“{name}”。}}' },
    'unknown-node': { message: '没有名为“{name}”的节点。' },
  },
  phrases: {
    'no-format': '没有 format 字段',
    'no-version': '没有 version 字段',
  },
});
