// Settings of this computer rather than of the network: they are the same for every document.
import { useStore } from 'zustand';
import type { Field } from '../../engine/base/fields.ts';
import { Section } from '../design/Section.tsx';
import { reportFailure } from '../messages/messages.ts';
import { settingsStore, writeSettings } from '../settings/settings.ts';
import { FieldControl } from './FieldControl.tsx';

export function ComputerForm() {
  const { workers, availableWorkers } = useStore(settingsStore);
  const field: Field = {
    kind: 'integer',
    label: 'Workers',
    help: 'Threads that train together, from the next run on. Their number does not change the result.',
    minimum: 1,
    maximum: Math.max(availableWorkers, workers),
    default: workers,
  };
  return (
    <Section title="This computer">
      <FieldControl
        field={field}
        value={workers}
        onChange={(value) => {
          writeSettings({ workers: Number(value) }).catch(reportFailure('Changing the number of workers'));
        }}
      />
    </Section>
  );
}
