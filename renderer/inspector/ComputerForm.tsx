// Settings of this computer rather than of the network: they are the same for every document.

import { useStore } from 'zustand';
import type { ChoiceField, Field } from '../../engine/base/fields.ts';
import { sentence } from '../../engine/words/texts.ts';
import { Section } from '../design/Section.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { attempt } from '../messages/messages.ts';
import { type LanguageSetting, settingsStore, writeSettings } from '../settings/settings.ts';
import { settingsTexts } from '../settings/words.ts';
import { FieldControl } from './FieldControl.tsx';

const owner = { kind: 'computer' } as const;

export function ComputerForm() {
  const { workers, availableWorkers, language } = useStore(settingsStore);
  const text = useTexts(settingsTexts);
  const workersField: Field = {
    kind: 'integer',
    label: text('workers'),
    help: text('workersHelp'),
    minimum: 1,
    maximum: Math.max(availableWorkers, workers),
    default: workers,
  };
  const languageField: ChoiceField<LanguageSetting> = {
    kind: 'choice',
    label: text('language'),
    help: text('languageHelp'),
    // a language is called by its own name, so that whoever speaks it finds it
    options: [
      { value: 'system', label: text('systemLanguage') },
      { value: 'en', label: 'English' },
      { value: 'zh', label: '简体中文' },
    ],
    default: 'system',
  };
  return (
    <Section title={text('computer')}>
      <FieldControl
        place={{ owner, name: 'workers' }}
        field={workersField}
        value={workers}
        onChange={(value) => {
          void attempt('settings', sentence(settingsTexts, 'changingWorkers'), () => writeSettings({ workers: Number(value) }));
        }}
      />
      <FieldControl
        place={{ owner, name: 'language' }}
        field={languageField}
        value={language}
        onChange={(value) => {
          const language = value as LanguageSetting;
          void attempt('settings', sentence(settingsTexts, 'changingLanguage'), () => writeSettings({ language }));
        }}
      />
    </Section>
  );
}
