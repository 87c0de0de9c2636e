// Everything that is typed or chosen, each alone. Lines of a form are in Fields.tsx.
import { useState } from 'react';
import { Choice } from '../Choice.tsx';
import { ColourInput } from '../ColourInput.tsx';
import { NumberInput } from '../NumberInput.tsx';
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
          <State key={state} name={state}>
            <TextInput label={words.name} placeholder={words.convolution} value={name} commit={setName} />
            <TextInput label={words.name} value={words.coat} commit={nothing} />
          </State>
        ))}
        <State name="empty">
          <TextInput label={words.name} value="" commit={nothing} />
        </State>
        <State name="long">
          <TextInput label={words.name} value={words.coats} commit={nothing} />
        </State>
        <State name="long, empty">
          <TextInput label={words.name} placeholder={words.coats} value="" commit={nothing} />
        </State>
      </Specimen>
      <Specimen name="number-input">
        {states.map((state) => (
          <State key={state} name={state}>
            <NumberInput label={words.filters} value={32} step={1} commit={taken} onRefuse={nothing} />
          </State>
        ))}
        {states.map((state) => (
          <State key={state} name={`invalid, ${state}`}>
            <NumberInput label={words.filters} value={32} refused="0" commit={taken} onRefuse={nothing} />
          </State>
        ))}
        <State name="invalid, empty">
          <NumberInput label={words.filters} value={32} refused="" commit={taken} onRefuse={nothing} />
        </State>
        <State name="long">
          <NumberInput label={words.filters} value={-1.2345678901234567e-100} commit={taken} onRefuse={nothing} />
        </State>
      </Specimen>
      <Specimen name="choice">
        {states.map((state) => (
          <State key={state} name={state}>
            <Choice label={words.padding} options={rules} value={rule} onChange={setRule} />
          </State>
        ))}
        <State name="long">
          <div className={styles.control}>
            <Choice label={words.padding} options={[...rules, { value: 'long', label: words.coats }]} value="long" onChange={setRule} />
          </div>
        </State>
      </Specimen>
      <Specimen name="colour-input">
        {states.map((state) => (
          <State key={state} name={state}>
            <div className={styles.control}>
              <ColourInput label={words.background} value={colour} onChange={setColour} />
            </div>
          </State>
        ))}
        {['#ffffff', '#000000'].map((shade) => (
          <State key={shade} name={shade}>
            <div className={styles.control}>
              <ColourInput label={words.background} value={shade} onChange={nothing} />
            </div>
          </State>
        ))}
      </Specimen>
    </>
  );
}
