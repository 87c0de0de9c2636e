// Everything that is pressed.
import { useState } from 'react';
import { Button } from '../Button.tsx';
import { Icon } from '../Icon.tsx';
import { LinkButton } from '../LinkButton.tsx';
import { Segments } from '../Segments.tsx';
import { Switch } from '../Switch.tsx';
import { Specimen, State } from './Specimen.tsx';
import type { Words } from './words.ts';

const tones = ['normal', 'primary', 'quiet'] as const;
const states = ['normal', 'hover', 'press', 'focus'] as const;
const disabled = ['disabled', 'disabled, hover', 'disabled, focus'] as const;

export function Buttons({ words }: { readonly words: Words }) {
  const [part, setPart] = useState('training');
  const [isOn, setOn] = useState(true);
  const parts = (['training', 'validation', 'test'] as const).map((value) => ({ value, label: words[value] }));
  return (
    <>
      {tones.map((tone) => (
        <Specimen key={tone} name={`button-${tone}`}>
          {[...states, ...disabled].map((state) => {
            const shown = { tone, reason: state.startsWith('disabled') ? words.reason : undefined } as const;
            return (
              <State key={state} name={state}>
                <Button {...shown} label={words.train} />
                <Button {...shown} label={words.train} icon="play" />
                <Button {...shown} label={words.train} icon="play" iconOnly />
                <Button {...shown} label={words.train} icon="play" size="tiny" />
                <Button {...shown} label={words.train} icon="play" size="tiny" iconOnly />
              </State>
            );
          })}
          <State name="long">
            <Button tone={tone} label={words.trainLong} icon="play" />
          </State>
        </Specimen>
      ))}
      <Specimen name="link-button">
        {states.map((state) => (
          <State key={state} name={state}>
            <LinkButton>{words.leftOut}</LinkButton>
            <LinkButton size="small">{words.leftOut}</LinkButton>
            <LinkButton tone="warning">
              <Icon name="warning" />
              {words.leftOut}
            </LinkButton>
          </State>
        ))}
      </Specimen>
      <Specimen name="switch">
        {states.map((state) => (
          <State key={state} name={state}>
            <Switch label={words.bias} isOn={isOn} onChange={setOn} />
            <Switch label={words.bias} isOn={!isOn} onChange={(next) => setOn(!next)} />
          </State>
        ))}
      </Specimen>
      <Specimen name="segments">
        {states.map((state) => (
          <State key={state} name={state}>
            <Segments label={words.part} options={parts} value={part} onChange={setPart} />
          </State>
        ))}
        <State name="long">
          <Segments label={words.part} options={[...parts, { value: 'all', label: words.coats }]} value="all" onChange={setPart} />
        </State>
      </Specimen>
    </>
  );
}
