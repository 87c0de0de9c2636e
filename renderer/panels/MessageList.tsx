// Everything that was said, the newest first: messages that stand with all they say, and below them those that have gone.
import { useStore } from 'zustand';
import { defineTexts, sentence } from '../../engine/words/texts.ts';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import typography from '../design/text.module.css';
import { Problem } from '../document/Problem.tsx';
import { keyOf, useSentence, useTexts } from '../i18n/use-texts.ts';
import { dismissMessage, goOnOf, type Message, messageStore } from '../messages/messages.ts';
import type { View } from '../views/view.ts';
import styles from './panels.module.css';

const texts = defineTexts(
  { title: 'Messages', list: 'All messages', none: 'Nothing was said yet.', dismiss: 'Dismiss', gone: 'Earlier' },
  { title: '消息', list: '全部消息', none: '还没有任何消息。', dismiss: '关闭', gone: '先前' },
);

export function MessageList() {
  const { messages, gone } = useStore(messageStore);
  const text = useTexts(texts);
  const say = useSentence();
  return (
    <section className={styles.panel} aria-label={text('list')}>
      {messages.length + gone.length === 0 && <p className={typography.muted}>{text('none')}</p>}
      <ul className={styles.list}>
        {messages.toReversed().map((message) => (
          <MessageEntry key={message.id} message={message} />
        ))}
      </ul>
      {gone.length > 0 && (
        <>
          <h3 className={styles.heading}>{text('gone')}</h3>
          <ul className={styles.list}>
            {gone.toReversed().map((message) => (
              <li key={message.id} className={styles.entry} data-copyable>
                <Icon name={message.tone === 'success' ? 'check' : 'warning'} />
                <p className={typography.muted}>{say(message.text)}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function MessageEntry({ message }: { readonly message: Message }) {
  const { id, tone, text: said, diagnostics } = message;
  const say = useSentence();
  const text = useTexts(texts);
  return (
    <li className={styles.entry} data-tone={tone}>
      <Icon name={tone === 'success' ? 'check' : 'warning'} />
      <div className={styles.body} data-copyable>
        <p className={styles.strong}>{say(said)}</p>
        {diagnostics.map((diagnostic) => (
          <Problem key={keyOf(diagnostic)} diagnostic={diagnostic} goOn={goOnOf(message)} />
        ))}
      </div>
      <Button label={text('dismiss')} icon="close" iconOnly tone="quiet" size="tiny" onPress={() => dismissMessage(id)} />
    </li>
  );
}

export const messagesView: View = {
  id: 'messages',
  title: sentence(texts, 'title'),
  icon: 'message',
  dock: 'bottom',
  joins: true,
  synonyms: ['notifications', 'log', 'history', '通知', '记录'],
  component: MessageList,
  useCount: () => useStore(messageStore, ({ messages }) => messages.length),
};
