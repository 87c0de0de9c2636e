// Everything that opens over the rest: hints, pop-ups, menus, dialogs, questions.
import { DropdownMenu, Popover } from 'radix-ui';
import { useRef, useState } from 'react';
import { Button } from '../Button.tsx';
import { Dialog, Question } from '../Dialog.tsx';
import { Field } from '../Field.tsx';
import { Hint } from '../Hint.tsx';
import menu from '../menu.module.css';
import { NumberInput } from '../NumberInput.tsx';
import { PopupContent } from '../Popup.tsx';
import styles from './Gallery.module.css';
import { Cover, Specimen } from './Specimen.tsx';
import type { Words } from './words.ts';

const nothing = (): undefined => undefined;
const taken = (): boolean => true;
/** More than there is room for. */
const many = Array.from({ length: 60 }, (_, index) => index);

export function Covers({ words }: { readonly words: Words }) {
  const [asked, setAsked] = useState<'question' | 'plain' | undefined>(undefined);
  const [isWrong, setWrong] = useState(false);
  const save = useRef<HTMLButtonElement>(null);
  const closeQuestion = (): void => setAsked(undefined);
  return (
    <Specimen name="covers">
      <Cover name="hint" opens="focus">
        <Button label={words.search} shortcut="Ctrl+P" />
      </Cover>
      <Cover name="hint-long" opens="focus">
        <Hint text={`${words.leftOut}. ${words.leftOutText}`} side="top">
          <Button label={words.leftOut} />
        </Hint>
      </Cover>
      <Cover name="reason" opens="focus">
        <Button label={words.train} reason={words.reason} shortcut="F5" />
      </Cover>
      <Cover name="popup">
        <Popover.Root>
          <Popover.Trigger asChild>
            <Button label={words.error} />
          </Popover.Trigger>
          <PopupContent>{words.error}</PopupContent>
        </Popover.Root>
      </Cover>
      <Cover name="popup-long">
        <Popover.Root>
          <Popover.Trigger asChild>
            <Button label={words.leftOut} />
          </Popover.Trigger>
          <PopupContent>
            {many.map((line) => (
              <p key={line}>{words.leftOutText}</p>
            ))}
          </PopupContent>
        </Popover.Root>
      </Cover>
      <Cover name="menu">
        <DropdownMenu.Root>
          <DropdownMenu.Trigger asChild>
            <Button label={words.sizes} icon="more" tone="quiet" />
          </DropdownMenu.Trigger>
          <DropdownMenu.Portal>
            <DropdownMenu.Content className={menu.menu}>
              <DropdownMenu.Item className={menu.item}>
                {words.save}
                <kbd>Ctrl+S</kbd>
              </DropdownMenu.Item>
              <DropdownMenu.Item className={menu.item}>{words.coats}</DropdownMenu.Item>
              <DropdownMenu.Separator className={menu.line} />
              <DropdownMenu.Item className={menu.item} disabled>
                {words.discard}
              </DropdownMenu.Item>
            </DropdownMenu.Content>
          </DropdownMenu.Portal>
        </DropdownMenu.Root>
      </Cover>
      <Cover name="dialog">
        <Dialog
          title={words.leftOut}
          description={words.leftOutText}
          closeLabel={words.close}
          trigger={<Button label={words.leftOut} tone="quiet" />}
        >
          <p>{words.path}</p>
        </Dialog>
      </Cover>
      <Cover name="dialog-wide">
        <Dialog
          isWide
          title={words.leftOut}
          description={words.leftOutText}
          closeLabel={words.close}
          trigger={<Button label={words.leftOut} tone="quiet" />}
        >
          {many.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Dialog>
      </Cover>
      {(['question', 'plain'] as const).map((name) => (
        <Cover key={name} name={name === 'plain' ? 'question-plain' : name}>
          <Button label={words.close} onPress={() => setAsked(name)} />
          <Question
            isOpen={asked === name}
            title={words.question}
            description={words.questionText}
            firstFocus={save}
            aside={name === 'plain' ? undefined : <Button label={words.discard} onPress={closeQuestion} />}
            onCancel={closeQuestion}
          >
            <Button label={words.cancel} onPress={closeQuestion} />
            <Button ref={save} label={words.save} tone="primary" onPress={closeQuestion} />
          </Question>
        </Cover>
      ))}
      <Cover name="problem">
        <Button
          label={words.filters}
          onPress={() => setWrong(!isWrong)}
          onKeyDown={({ key }) => {
            if (key === 'Escape') setWrong(false);
          }}
        />
        <div className={styles.panel}>
          <Field label={words.filters} help={words.filtersHelp} problem={isWrong ? words.wrongNumber : undefined}>
            {(ids) => <NumberInput {...ids} isLabelled label={words.filters} value={0} commit={taken} onRefuse={nothing} />}
          </Field>
        </div>
      </Cover>
    </Specimen>
  );
}
