// The sample payloads, and the report that every program here writes: by file name, why a payload was refused, or null
// where it was accepted.

import fs from "node:fs";
import path from "node:path";

/** Reads every JSON file of a folder, in the order of their names. */
export function read(folder) {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), "utf8") }));
}

/** Runs `check`, which throws where it refuses a payload, on both folders, and writes the report. */
export function report(valid, broken, check) {
  const tried = (folder) => Object.fromEntries(read(folder).map(({ name, text }) => [name, refusal(check, text)]));
  console.log(JSON.stringify({ valid: tried(valid), broken: tried(broken), notes: [] }));
}

function refusal(check, text) {
  try {
    check(text);
    return null;
  } catch (error) {
    return String(error.message ?? error);
  }
}
