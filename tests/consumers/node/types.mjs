// What the TypeScript compiler says of the payloads as values of a generated type.
// usage: node types.mjs FOLDER MODEL VALID BROKEN
//
// FOLDER holds the generated `models.ts` and a program that uses it. Each payload becomes a constant of the model's type
// on a line of its own, so that an error's line tells which payload it is about.

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { read } from "./payloads.mjs";

const [folder, model, valid, broken] = process.argv.slice(2);
const lines = [`import type { ${model} } from "./models.js";`];
const at = new Map();
for (const [kind, from] of [["valid", valid], ["broken", broken]]) {
  for (const { name, text } of read(from)) {
    lines.push(`export const payload${lines.length}: ${model} = ${JSON.stringify(JSON.parse(text))};`);
    at.set(lines.length, { kind, name });
  }
}
fs.writeFileSync(path.join(folder, "payloads.ts"), lines.join("\n") + "\n");

const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
const options = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--noEmit"];
options.push("--target", "es2022", "--module", "es2022", "--moduleResolution", "bundler", "--types", "");
const run = spawnSync(process.execPath, [tsc, ...options, "--pretty", "false", "payloads.ts", "use.ts"], {
  cwd: folder,
  encoding: "utf8",
});

const result = { valid: {}, broken: {}, notes: [] };
for (const { kind, name } of at.values()) result[kind][name] = null;
const output = run.stdout + run.stderr;
let others = "";
for (const line of output.split("\n").filter((text) => text && !text.startsWith(" "))) {
  const found = /^payloads\.ts\((\d+),\d+\): error (TS\d+: .*)$/.exec(line);
  const payload = found && at.get(Number(found[1]));
  if (payload) result[payload.kind][payload.name] ??= found[2];
  else others += line + "\n";
}
if (others || run.error) {
  console.error(others || run.error);
  process.exit(1);
}
console.log(JSON.stringify(result));
