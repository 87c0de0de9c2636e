// Writes the JSON Schemas of the file formats to assets/schema, from the program's own validators: tsx build/schemas.ts
// A test fails when they are no longer what this writes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createModelJsonSchema, createNetworkJsonSchema } from '../engine/exporters/json-schemas.ts';
import { projectPath } from './paths.ts';

const folder = projectPath('assets', 'schema');
const schemas = { 'network.schema.json': createNetworkJsonSchema(), 'model.schema.json': createModelJsonSchema() };

mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemas))
  writeFileSync(projectPath('assets', 'schema', name), `${JSON.stringify(schema, null, 2)}\n`);
