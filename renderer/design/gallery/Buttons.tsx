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
const states = ['normal', 'hover', 'press', 'focus', 'disabled'] as const;

export function Buttons({ words }: { readonly words: Words }) {
  const [part, setPart] = useState('training');
  const [isOn, setOn] = useState(true);
  return (
    <>
      {tones.map((tone) => (
        <Specimen key={tone} name={`button-${tone}`}>
          {states.map((state) => {
            const shown = { tone, reason: state === 'disabled' ? words.reason : undefined } as const;
            return (
              <State key={state} state={state}>
                <Button {...shown} label={words.train} />
                <Button {...shown} label={words.train} icon="play" />
                <Button {...shown} label={words.train} icon="play" iconOnly />
                <Button {...shown} label={words.train} icon="play" size="tiny" />
              </State>
            );
          })}
        </Specimen>
      ))}
      <Specimen name="link-button">
        {(['normal', 'focus'] as const).map((state) => (
          <State key={state} state={state}>
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
        {(['normal', 'focus'] as const).map((state) => (
          <State key={state} state={state}>
            <Switch label={words.bias} isOn={isOn} onChange={setOn} />
            <Switch label={words.bias} isOn={!isOn} onChange={(next) => setOn(!next)} />
          </State>
        ))}
      </Specimen>
      <Specimen name="segments">
        {(['normal', 'focus'] as const).map((state) => (
          <State key={state} state={state}>
            <Segments
              label={words.part}
              options={(['training', 'validation', 'test'] as const).map((value) => ({ value, label: words[value] }))}
              value={part}
              onChange={setPart}
            />
          </State>
        ))}
      </Specimen>
    </>
  );
}
