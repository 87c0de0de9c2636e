// How the network is trained, and how images are made to fit: forms on the document, with undo like everything else.
import { describe, type Worded } from '../../engine/base/described.ts';
import { defaultParameters, type ParameterValue, type WordlessFields } from '../../engine/base/fields.ts';
import type { Chosen, GraphDocument } from '../../engine/document/document.ts';
import { optimizerDefinitions } from '../../engine/optimizers/index.ts';
import { scheduleDefinitions } from '../../engine/schedules/index.ts';
import { Choice } from '../design/Choice.tsx';
import { ColourInput } from '../design/ColourInput.tsx';
import { Field } from '../design/Field.tsx';
import { Section } from '../design/Section.tsx';
import { useDocumentView } from '../document/analysis.ts';
import { edit } from '../document/document.ts';
import { useLanguage } from '../i18n/language.ts';
import { formatColour, readColour } from './colour-text.ts';
import { FieldForm } from './FieldForm.tsx';
import { imageFields, trainingFields } from './settings-fields.ts';

interface Definition extends Worded {
  readonly type: string;
}
type ChosenName = 'optimizer' | 'schedule';

function setTraining(label: string, key: string, change: Partial<GraphDocument['training']>): void {
  edit({ name: `Change ${label.toLowerCase()}`, key: `training ${key}` }, (document) => ({
    ...document,
    training: { ...document.training, ...change },
  }));
}

function setImages(label: string, key: string, change: Partial<GraphDocument['images']>): void {
  edit({ name: `Change ${label.toLowerCase()}`, key: `images ${key}` }, (document) => ({
    ...document,
    images: { ...document.images, ...change },
  }));
}

export function TrainingForm() {
  const training = useDocumentView((view) => view.document.training);
  const { epochs, batchSize, seed } = training;
  return (
    <Section title="Training">
      <FieldForm
        owner={{ kind: 'training' }}
        fields={trainingFields}
        parameters={{ epochs, batchSize, seed }}
        onChange={(name, value) => setTraining(name === 'batchSize' ? 'batch size' : name, name, { [name]: value })}
      />
      <ChosenForm name="optimizer" label="Optimizer" definitions={optimizerDefinitions} chosen={training.optimizer} />
      <ChosenForm name="schedule" label="Schedule" definitions={scheduleDefinitions} chosen={training.schedule} />
    </Section>
  );
}

interface ChosenFormProperties {
  readonly name: ChosenName;
  readonly label: string;
  readonly definitions: readonly Definition[];
  readonly chosen: Chosen;
}

function ChosenForm({ name, label, definitions, chosen }: ChosenFormProperties) {
  const language = useLanguage();
  const definition = definitions.find((candidate) => candidate.type === chosen.type);
  const said = definition && describe(definition, language);
  const change = (next: Chosen, key: string): void => setTraining(label, `${name} ${key}`, { [name]: next });
  return (
    <>
      <Field label={label} help={said?.explanation}>
        {(ids) => (
          <Choice
            {...ids}
            options={definitions.map((offered) => ({ value: offered.type, label: describe(offered, language).label }))}
            value={chosen.type}
            onChange={(type) => {
              const next = definitions.find((candidate) => candidate.type === type);
              if (next !== undefined) change({ type, parameters: keepShared(next.fields, chosen) }, 'type');
            }}
          />
        )}
      </Field>
      {said !== undefined && (
        <FieldForm
          owner={{ kind: name, type: chosen.type }}
          fields={said.fields}
          parameters={chosen.parameters}
          onChange={(field, value) => change({ ...chosen, parameters: { ...chosen.parameters, [field]: value } }, field)}
        />
      )}
    </>
  );
}

/** Defaults of the new choice, with weight decay and the like kept where both have them. */
function keepShared(fields: WordlessFields, former: Chosen): Record<string, ParameterValue> {
  const kept = Object.entries(former.parameters).filter(([name]) => name !== 'learningRate' && Object.hasOwn(fields, name));
  return { ...defaultParameters(fields), ...Object.fromEntries(kept) };
}

export function ImageForm() {
  const { fit, validationShare, background } = useDocumentView((view) => view.document.images);
  return (
    <Section title="Images">
      <FieldForm
        owner={{ kind: 'images' }}
        fields={imageFields}
        parameters={{ fit, validationShare }}
        onChange={(name, value) => setImages(name === 'fit' ? 'fit' : 'validation share', name, { [name]: value })}
      />
      <Field label="Background" help="Under transparency, and around images that are contained.">
        {(ids) => (
          <ColourInput
            {...ids}
            value={formatColour(background)}
            onChange={(value) => setImages('background', 'background', { background: readColour(value) })}
          />
        )}
      </Field>
    </Section>
  );
}
