// Opens a downloaded tax form with openpyxl, a reader of another make.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What openpyxl finds: title, sheets, rows and the sums of the two amount columns. */
export function readForm(path) {
  return JSON.parse(execFileSync(`${root}.tools/venv/bin/python`, [`${root}e2e/lib/read_form.py`, path], { encoding: 'utf8' }));
}
