// node validate.mjs SCHEMA FILE...: whether JSON and YAML files hold to a JSON Schema. Prints what does not.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const [schemaFile, ...files] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
const draft = schema.$schema ?? '';
const Validator = draft.includes('2020-12') ? Ajv2020 : draft.includes('2019-09') ? Ajv2019 : Ajv;
const ajv = new Validator({ allErrors: true, strict: false });
addFormats(ajv);
const isValid = ajv.compile(schema);

for (const file of files) {
  const value = parse(readFileSync(file, 'utf8'), { version: '1.2', maxAliasCount: 0 });
  if (isValid(value)) continue;
  process.exitCode = 1;
  for (const error of isValid.errors) console.log(`${file}: ${error.instancePath || '/'} ${error.message}`);
}
