// One diagnostic in full: what is wrong, what was expected and received, and the button that mends it.
import type { Diagnostic } from '../../engine/base/diagnostics.ts';
import { withFullStop } from '../../engine/words/say.ts';
import { runCommand } from '../commands/registry.ts';
import { Button } from '../design/Button.tsx';
import typography from '../design/text.module.css';
import { useLanguage } from '../i18n/language.ts';
import { useDescribe, useTexts } from '../i18n/use-texts.ts';
import type { GoOn } from '../messages/messages.ts';
import { applyFix } from './edit.ts';
import styles from './Problem.module.css';
import { problemTexts } from './words.ts';

interface ProblemProperties {
  readonly diagnostic: Diagnostic;
  /** What the fix's button goes on with, once it has mended the document. */
  readonly goOn?: GoOn | undefined;
}

export function Problem({ diagnostic, goOn }: ProblemProperties) {
  const text = useTexts(problemTexts);
  const language = useLanguage();
  const { path, fix } = diagnostic;
  const { message, expected, received, fix: label = '' } = useDescribe()(diagnostic);
  return (
    <div className={styles.problem} data-copyable>
      <p>{withFullStop(message, language)}</p>
      {(expected !== undefined || received !== undefined || path !== undefined) && (
        <dl>
          {path !== undefined && <Fact term={text('at')} value={path} />}
          {expected !== undefined && <Fact term={text('expected')} value={expected} />}
          {received !== undefined && <Fact term={text('received')} value={received} />}
        </dl>
      )}
      {fix !== undefined && fix.changes.length === 0 && <p className={typography.muted}>{text('todo', { text: label })}</p>}
      <Mend diagnostic={diagnostic} goOn={goOn} />
    </div>
  );
}

/** The button that mends it, and goes on with what was asked for; nothing where there is none. */
export function Mend({ diagnostic, goOn }: ProblemProperties) {
  const text = useTexts(problemTexts);
  const { fix: label = '' } = useDescribe()(diagnostic);
  const { fix } = diagnostic;
  if (fix === undefined || fix.changes.length === 0) return null;
  return (
    <Button
      label={goOn === undefined ? label : text('mendAndTrain', { fix: label })}
      size="tiny"
      className={styles.fix}
      onPress={() => {
        applyFix(fix);
        if (goOn !== undefined) runCommand(goOn);
      }}
    />
  );
}

function Fact({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </>
  );
}
