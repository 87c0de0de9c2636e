// The JSON Schemas of the two file formats, derived from what the program itself checks with: the validators of documents and
// models, and the field descriptions of layers (with the losses of ends), optimizers and schedules. They stand in assets/schema;
// their test compares them, and writes them when it is run with --update.
import { z } from 'zod';
import { describe, type Worded } from '../base/described.ts';
import { parametersValidator } from '../base/fields.ts';
import { documentSchema } from '../document/validator.ts';
import { layerDefinitions } from '../layers/index.ts';
import { optimizerDefinitions } from '../optimizers/index.ts';
import { scheduleDefinitions } from '../schedules/index.ts';
import { modelSchema } from './model-schema.ts';

export type JsonSchema = { readonly [keyword: string]: unknown };

interface Definition extends Worded {
  readonly type: string;
}

/** Of `receptive-network` documents: *.receptive.json. */
export function createNetworkJsonSchema(): JsonSchema {
  const document = toJsonSchema(documentSchema);
  return {
    ...document,
    ...refineDocument(document),
    title: 'Receptive network',
    description: 'A convolutional network as it is drawn: layers, connections, and how it is trained.',
  };
}

/** Of `receptive-model` files, with the network inside. */
export function createModelJsonSchema(): JsonSchema {
  const schema = toJsonSchema(modelSchema);
  const { $schema: _, ...network } = createNetworkJsonSchema();
  return {
    ...schema,
    properties: { ...propertiesOf(schema), network },
    title: 'Receptive model',
    description: 'A trained network: weights, class names, preprocessing, and outputs that an import must reproduce.',
  };
}

/** As files are written: what has a default may be left out. */
function toJsonSchema(validator: z.ZodType): JsonSchema {
  return z.toJSONSchema(validator, { io: 'input' }) as JsonSchema;
}

function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return schema['properties'] as Readonly<Record<string, JsonSchema>>;
}

function refineDocument(document: JsonSchema): JsonSchema {
  const { nodes, training } = propertiesOf(document);
  if (nodes === undefined || training === undefined) throw new Error('expected documents to have nodes and training');
  const choices: Readonly<Record<string, readonly Definition[]>> = {
    optimizer: optimizerDefinitions,
    schedule: scheduleDefinitions,
  };
  const chosen = Object.entries(choices).map(
    ([name, definitions]) => [name, refineChoice(propertiesOf(training)[name], definitions)] as const,
  );
  return {
    properties: {
      ...propertiesOf(document),
      nodes: { ...nodes, items: refineChoice(nodes['items'] as JsonSchema, layerDefinitions) },
      training: { ...training, properties: { ...propertiesOf(training), ...Object.fromEntries(chosen) } },
    },
  };
}

/** An object with `type` and `parameters`: the type is one of the definitions', the parameters are that definition's own. */
function refineChoice(schema: JsonSchema | undefined, definitions: readonly Definition[]): JsonSchema {
  if (schema === undefined) throw new Error('expected a choice of a definition');
  const types = definitions.map(({ type }) => type);
  return {
    ...schema,
    properties: { ...propertiesOf(schema), type: { type: 'string', enum: types }, parameters: { type: 'object' } },
    allOf: definitions.map((definition) => ({
      if: { properties: { type: { const: definition.type } }, required: ['type'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, and this object is never awaited
      then: { properties: { parameters: describeParameters(definition) } },
    })),
  };
}

/** In English, as all of the schemas is. */
function describeParameters(definition: Definition): JsonSchema {
  const { label, explanation, fields } = describe(definition, 'en');
  const { $schema: _, ...schema } = toJsonSchema(parametersValidator(fields));
  const described = Object.entries(fields).map(([name, field]) => [
    name,
    { title: field.label, description: field.help, ...propertiesOf(schema)[name] },
  ]);
  return { ...schema, title: label, description: explanation, properties: Object.fromEntries(described) };
}
