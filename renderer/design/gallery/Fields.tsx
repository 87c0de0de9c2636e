// Parts of a panel with the lines of a form in them.
import { type ReactNode, useState } from 'react';
import { Choice } from '../Choice.tsx';
import { ColourInput } from '../ColourInput.tsx';
import { Field } from '../Field.tsx';
import { NumberInput } from '../NumberInput.tsx';
import { Section } from '../Section.tsx';
import { Switch } from '../Switch.tsx';
import typography from '../text.module.css';
import styles from './Gallery.module.css';
import { Specimen, State } from './Specimen.tsx';
import type { Words } from './words.ts';

const nothing = (): undefined => undefined;
const taken = (): boolean => true;

export function Fields({ words }: { readonly words: Words }) {
  const [rule, setRule] = useState('same');
  const rules = [
    { value: 'same', label: words.same },
    { value: 'valid', label: words.valid },
  ];
  return (
    <>
      <Specimen name="section">
        {(['normal', 'hover', 'focus', 'long'] as const).map((state) => (
          <State key={state} name={state}>
            <Shown>
              <Section title={state === 'long' ? words.coats : words.sizes} aside={<span className={typography.muted}>3</span>}>
                <p>{words.filtersHelp}</p>
              </Section>
              <Section title={words.sizes}>
                <p>{words.filtersHelp}</p>
              </Section>
            </Shown>
          </State>
        ))}
        <State name="closed">
          <Shown isClosed>
            <Section title={words.sizes}>
              <p>{words.filtersHelp}</p>
            </Section>
          </Shown>
        </State>
      </Specimen>
      <Specimen name="field">
        <div className={styles.panel}>
          <Section title={words.convolution}>
            <Field label={words.filters} help={words.filtersHelp}>
              {(ids) => <NumberInput {...ids} isLabelled label={words.filters} value={32} commit={taken} onRefuse={nothing} />}
            </Field>
            <Field label={words.filters}>
              {(ids) => <NumberInput {...ids} isLabelled label={words.filters} value={32} refused="0" commit={taken} onRefuse={nothing} />}
            </Field>
            <Field label={words.padding} help={words.filtersHelp}>
              {(ids) => <Choice {...ids} options={rules} value={rule} onChange={setRule} />}
            </Field>
            <Field label={words.background} help={words.filtersHelp}>
              {(ids) => <ColourInput {...ids} value="#808080" onChange={nothing} />}
            </Field>
            <Field label={words.bias} help={words.filtersHelp}>
              {(ids) => <Switch {...ids} isOn onChange={nothing} />}
            </Field>
          </Section>
        </div>
        <State name="long">
          <div className={styles.panel}>
            <Field label={words.coats}>{(ids) => <Switch {...ids} isOn={false} onChange={nothing} />}</Field>
            <Field label={words.coats}>
              {(ids) => <Choice {...ids} options={[{ value: 'long', label: words.coats }]} value="long" onChange={nothing} />}
            </Field>
          </div>
        </State>
      </Specimen>
    </>
  );
}

/** A panel's width. A part is open at first, and closed only by whoever looks at it: here, in his place. */
function Shown({ isClosed = false, children }: { readonly isClosed?: boolean; readonly children: ReactNode }) {
  const close = (element: HTMLElement | null): void => element?.querySelector('details')?.removeAttribute('open');
  return (
    <div className={styles.narrow} ref={isClosed ? close : null}>
      {children}
    </div>
  );
}
