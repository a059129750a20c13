// Opens a downloaded tax form with openpyxl, a reader of another make.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What openpyxl finds: title, sheets, rows and the sums of the two amount columns. */
export function readForm(path) {
  return JSON.parse(execFileSync(`${root}.tools/venv/bin/python`, [`${root}e2e/lib/read_form.py`, path], { encoding: 'utf8' }));
}

const blank = (...words) => execFileSync(`${root}.tools/venv/bin/python`, [`${root}e2e/lib/blank_form.py`, ...words], { encoding: 'utf8' });

/** Writes a blank form of another make. */
export const makeBlank = (path) => blank('make', path);

/** What has changed between a blank form and a filled one: `{ same_parts, changed: [name], parts }`. */
export const changedParts = (before, after) => JSON.parse(blank('compare', before, after));

/** Opens mode B, which holds all rows and is folded away, and leaves its button. */
export async function modeB(page) {
  const folded = page.locator('details', { has: page.locator('summary', { hasText: 'B　マイナポータル連携を使わない' }) }).last();
  if (!(await folded.evaluate((one) => one.open))) await folded.locator('summary').first().click();
  return folded.getByRole('button', { name: /集計フォーム/ }).first();
}
