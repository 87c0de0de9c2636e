// The message bar: outcomes and errors, announced to screen readers, with what was expected and what mends it.
import { useStore } from 'zustand';
import { keyOf, useSentence } from '../i18n/use-texts.ts';
import { dismissMessage, type Message, messageStore } from '../stores/messages.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Problem } from '../ui/Problem.tsx';

export function Messages() {
  const messages = useStore(messageStore, (state) => state.messages);
  return (
    <section className="messages" aria-label="Messages" aria-live="polite">
      {messages.map((message) => (
        <MessageCard key={message.id} message={message} />
      ))}
    </section>
  );
}

function MessageCard({ message: { id, tone, text, diagnostics } }: { readonly message: Message }) {
  const say = useSentence();
  return (
    <div className={`message ${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon name={tone === 'success' ? 'check' : 'warning'} />
      <div className="message-text copyable">
        <p className="message-title">{say(text)}</p>
        {diagnostics.map((diagnostic) => (
          <Problem key={keyOf(diagnostic)} diagnostic={diagnostic} />
        ))}
      </div>
      <Button label="Dismiss" icon="close" iconOnly tone="quiet" size="tiny" onPress={() => dismissMessage(id)} />
    </div>
  );
}
