// Everything that is typed or chosen.
import { useState } from 'react';
import { Choice } from '../Choice.tsx';
import { ColourInput } from '../ColourInput.tsx';
import { Field } from '../Field.tsx';
import { NumberInput } from '../NumberInput.tsx';
import { Section } from '../Section.tsx';
import { Switch } from '../Switch.tsx';
import { TextInput } from '../TextInput.tsx';
import styles from './Gallery.module.css';
import { Specimen, State } from './Specimen.tsx';
import type { Words } from './words.ts';

const states = ['normal', 'hover', 'focus'] as const;
const nothing = (): undefined => undefined;
const taken = (): boolean => true;

export function Inputs({ words }: { readonly words: Words }) {
  const [name, setName] = useState('');
  const [rule, setRule] = useState('same');
  const [colour, setColour] = useState('#2459c9');
  const rules = [
    { value: 'same', label: words.same },
    { value: 'valid', label: words.valid },
  ];
  return (
    <>
      <Specimen name="text-input">
        {states.map((state) => (
          <State key={state} state={state}>
            <TextInput label={words.name} placeholder={words.convolution} value={name} commit={setName} />
            <TextInput label={words.name} value="conv1" commit={nothing} />
          </State>
        ))}
      </Specimen>
      <Specimen name="number-input">
        {states.map((state) => (
          <State key={state} state={state}>
            <NumberInput label={words.filters} value={32} step={1} commit={taken} onRefuse={nothing} />
          </State>
        ))}
        <State state="invalid">
          <NumberInput label={words.filters} value={32} refused="0" commit={taken} onRefuse={nothing} />
        </State>
      </Specimen>
      <Specimen name="choice">
        {states.map((state) => (
          <State key={state} state={state}>
            <Choice label={words.padding} options={rules} value={rule} onChange={setRule} />
          </State>
        ))}
      </Specimen>
      <Specimen name="colour-input">
        {states.map((state) => (
          <State key={state} state={state}>
            <ColourInput label={words.background} value={colour} onChange={setColour} />
          </State>
        ))}
      </Specimen>
      <Specimen name="section-and-fields">
        <div className={styles.panel}>
          <Section title={words.convolution}>
            <Field label={words.filters} help={words.filtersHelp}>
              {(ids) => <NumberInput {...ids} isLabelled label={words.filters} value={32} commit={taken} onRefuse={nothing} />}
            </Field>
            <Field label={words.padding} help={words.filtersHelp}>
              {(ids) => <Choice {...ids} options={rules} value={rule} onChange={setRule} />}
            </Field>
            <Field label={words.bias} help={words.filtersHelp}>
              {(ids) => <Switch {...ids} isOn onChange={nothing} />}
            </Field>
          </Section>
        </div>
      </Specimen>
    </>
  );
}
