// Ajv in strict mode: compiles every model of a schema, then checks the payloads against one.
// usage: node validate.mjs SCHEMA MODEL VALID BROKEN

import fs from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { report } from "./payloads.mjs";

const [schemaFile, model, valid, broken] = process.argv.slice(2);
const schema = JSON.parse(fs.readFileSync(schemaFile, "utf8"));

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
// Strict mode knows no keyword that it was not told of. This is the one.
ajv.addKeyword("x-fieldcast");
ajv.addSchema(schema);

for (const name of Object.keys(schema.$defs)) {
  if (!ajv.getSchema(`${schema.$id}#/$defs/${name}`)) throw new Error(`no model ${name}`);
}
const validate = ajv.getSchema(`${schema.$id}#/$defs/${model}`);
report(valid, broken, (text) => {
  if (!validate(JSON.parse(text))) throw new Error(ajv.errorsText(validate.errors));
});
