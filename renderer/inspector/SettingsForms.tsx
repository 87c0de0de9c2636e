// How the network is trained, and how images are made to fit: forms on the document, with undo like everything else.
import { describe, type Worded } from '../../engine/base/described.ts';
import { defaultParameters, type ParameterValue, type WordlessFields } from '../../engine/base/fields.ts';
import type { Chosen, GraphDocument } from '../../engine/document/document.ts';
import { optimizerDefinitions } from '../../engine/optimizers/index.ts';
import { scheduleDefinitions } from '../../engine/schedules/index.ts';
import { sentence } from '../../engine/words/texts.ts';
import { Choice } from '../design/Choice.tsx';
import { ColourInput } from '../design/ColourInput.tsx';
import { Field } from '../design/Field.tsx';
import { Section } from '../design/Section.tsx';
import { useDocumentView } from '../document/analysis.ts';
import { edit } from '../document/document.ts';
import { editTexts } from '../document/words.ts';
import { useLanguage } from '../i18n/language.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { formatColour, readColour } from './colour-text.ts';
import { FieldForm } from './FieldForm.tsx';
import { imageFields, trainingFields } from './settings-fields.ts';
import { inspectorTexts } from './words.ts';

interface Definition extends Worded {
  readonly type: string;
}
type ChosenName = 'optimizer' | 'schedule';

function setTraining(setting: string, key: string, change: Partial<GraphDocument['training']>): void {
  edit({ name: sentence(editTexts, 'changeSetting', { setting }), key: `training ${key}` }, (document) => ({
    ...document,
    training: { ...document.training, ...change },
  }));
}

function setImages(setting: string, change: Partial<GraphDocument['images']>): void {
  edit({ name: sentence(editTexts, 'changeSetting', { setting }), key: `images ${setting}` }, (document) => ({
    ...document,
    images: { ...document.images, ...change },
  }));
}

export function TrainingForm() {
  const language = useLanguage();
  const text = useTexts(inspectorTexts);
  const training = useDocumentView((view) => view.document.training);
  const { epochs, batchSize, seed } = training;
  return (
    <Section title={text('training')}>
      <FieldForm
        owner={{ kind: 'training' }}
        fields={trainingFields(language)}
        parameters={{ epochs, batchSize, seed }}
        onChange={(name, value) => setTraining(name, name, { [name]: value })}
      />
      <ChosenForm name="optimizer" label={text('optimizer')} definitions={optimizerDefinitions} chosen={training.optimizer} />
      <ChosenForm name="schedule" label={text('schedule')} definitions={scheduleDefinitions} chosen={training.schedule} />
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
  const change = (next: Chosen, key: string): void => setTraining(name, `${name} ${key}`, { [name]: next });
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
  const language = useLanguage();
  const text = useTexts(inspectorTexts);
  const { fit, validationShare, background } = useDocumentView((view) => view.document.images);
  return (
    <Section title={text('images')}>
      <FieldForm
        owner={{ kind: 'images' }}
        fields={imageFields(language)}
        parameters={{ fit, validationShare }}
        onChange={(name, value) => setImages(name, { [name]: value })}
      />
      <Field label={text('background')} help={text('backgroundHelp')}>
        {(ids) => (
          <ColourInput
            {...ids}
            value={formatColour(background)}
            onChange={(value) => setImages('background', { background: readColour(value) })}
          />
        )}
      </Field>
    </Section>
  );
}
