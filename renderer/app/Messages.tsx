// The message bar: outcomes and errors, announced to screen readers, with what was expected and what mends it.

import { useStore } from 'zustand';
import { Button } from '../design/Button.tsx';
import { joinClasses } from '../design/classes.ts';
import { Icon } from '../design/Icon.tsx';
import { Problem } from '../document/Problem.tsx';
import { keyOf, useSentence } from '../i18n/use-texts.ts';
import { dismissMessage, type Message, messageStore } from '../messages/messages.ts';
import styles from './Messages.module.css';

export function Messages() {
  const messages = useStore(messageStore, (state) => state.messages);
  return (
    <section className={styles.messages} aria-label="Messages" aria-live="polite">
      {messages.map((message) => (
        <MessageCard key={message.id} message={message} />
      ))}
    </section>
  );
}

function MessageCard({ message: { id, tone, text, diagnostics, goOn } }: { readonly message: Message }) {
  const say = useSentence();
  return (
    <div className={joinClasses(styles.message, styles[tone])} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon name={tone === 'success' ? 'check' : 'warning'} />
      <div className={styles.text} data-copyable>
        <p className={styles.title} data-testid="message-title">
          {say(text)}
        </p>
        {diagnostics.map((diagnostic) => (
          <Problem key={keyOf(diagnostic)} diagnostic={diagnostic} goOn={goOn} />
        ))}
      </div>
      <Button label="Dismiss" icon="close" iconOnly tone="quiet" size="tiny" onPress={() => dismissMessage(id)} />
    </div>
  );
}
