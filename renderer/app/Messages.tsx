// The newest message, in a line of the status bar that is always there: it covers nothing, and nothing moves when it comes or goes.
// What mends it can be pressed there; all it says, and the others, are in the panel “Messages”.
import { useStore } from 'zustand';
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { withoutFullStop } from '../../engine/words/say.ts';
import { Button } from '../design/Button.tsx';
import { joinClasses } from '../design/classes.ts';
import { Icon } from '../design/Icon.tsx';
import { Mend } from '../document/Problem.tsx';
import { keyOf, useDescribe, useSentence, useTexts } from '../i18n/use-texts.ts';
import { dismissMessage, goOnOf, messageStore } from '../messages/messages.ts';
import { messagesView } from '../panels/MessageList.tsx';
import { bringForward } from '../views/layout-store.ts';
import styles from './Messages.module.css';
import { barTexts } from './words.ts';

export function Messages() {
  const messages = useStore(messageStore, (state) => state.messages);
  const text = useTexts(barTexts);
  const say = useSentence();
  const message = messages.at(-1);
  return (
    <section className={styles.messages} aria-label={text('messages')} aria-live="polite">
      {message !== undefined && (
        <>
          <div
            key={message.id}
            className={joinClasses(styles.message, styles[message.tone])}
            role={message.tone === 'error' ? 'alert' : 'status'}
          >
            <Icon name={message.tone === 'success' ? 'check' : 'warning'} />
            <p className={styles.text} data-copyable>
              <b data-testid="message-title">{say(message.text)}</b>
              {message.diagnostics.map((diagnostic) => (
                <Told key={keyOf(diagnostic)} diagnostic={diagnostic} />
              ))}
            </p>
            {message.diagnostics.map((diagnostic) => (
              <Mend key={keyOf(diagnostic)} diagnostic={diagnostic} goOn={goOnOf(message)} />
            ))}
          </div>
          <Button
            label={messages.length > 1 ? text('all', { count: messages.length }) : text('details')}
            tone="quiet"
            size="tiny"
            onPress={() => bringForward(messagesView.id)}
          />
          <Button label={text('dismiss')} icon="close" iconOnly tone="quiet" size="tiny" onPress={() => dismissMessage(message.id)} />
        </>
      )}
    </section>
  );
}

/** A diagnostic in one line; what does not fit is in the panel. */
function Told({ diagnostic }: { readonly diagnostic: Diagnostic }) {
  const text = useTexts(barTexts);
  const { message, expected, received, fix } = useDescribe()(diagnostic);
  const more = [
    ...(expected === undefined ? [] : [text('expected', { expected })]),
    ...(received === undefined ? [] : [text('received', { received })]),
    ...(fix === undefined || (diagnostic.fix?.changes.length ?? 0) > 0 ? [] : [fix]),
  ];
  return <span> {[more.length === 0 ? message : withoutFullStop(message), ...more].join(' · ')}</span>;
}
