// Everything that opens over the rest: hints, pop-ups, dialogs, questions.
import { Popover } from 'radix-ui';
import { useRef, useState } from 'react';
import { Button } from '../Button.tsx';
import { Dialog, Question } from '../Dialog.tsx';
import { Field } from '../Field.tsx';
import { Hint } from '../Hint.tsx';
import { NumberInput } from '../NumberInput.tsx';
import { PopupContent } from '../Popup.tsx';
import styles from './Gallery.module.css';
import { Specimen } from './Specimen.tsx';
import type { Words } from './words.ts';

const nothing = (): undefined => undefined;
const taken = (): boolean => true;

export function Covers({ words }: { readonly words: Words }) {
  const [isAsking, setAsking] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const save = useRef<HTMLButtonElement>(null);
  return (
    <Specimen name="covers">
      <Hint text={words.filtersHelp} shortcut="Ctrl+P">
        <button type="button">Hint</button>
      </Hint>
      <Popover.Root>
        <Popover.Trigger asChild>
          <Button label="Popup" />
        </Popover.Trigger>
        <PopupContent>{words.error}</PopupContent>
      </Popover.Root>
      <Dialog title={words.leftOut} description={words.leftOutText} closeLabel={words.close} trigger={<Button label="Dialog" />}>
        <p>{words.path}</p>
      </Dialog>
      <Button label="Question" onPress={() => setAsking(true)} />
      <Question
        isOpen={isAsking}
        title={words.question}
        description={words.questionText}
        firstFocus={save}
        aside={<Button label={words.discard} onPress={() => setAsking(false)} />}
        onCancel={() => setAsking(false)}
      >
        <Button label={words.cancel} onPress={() => setAsking(false)} />
        <Button ref={save} label={words.save} tone="primary" onPress={() => setAsking(false)} />
      </Question>
      <Button label="Problem" onPress={() => setWrong(!isWrong)} />
      <div className={styles.panel}>
        <Field label={words.filters} help={words.filtersHelp} problem={isWrong ? words.wrongNumber : undefined}>
          {(ids) => <NumberInput {...ids} isLabelled label={words.filters} value={0} commit={taken} onRefuse={nothing} />}
        </Field>
      </div>
    </Specimen>
  );
}
