// mirror.mjs <from> <to>: makes a folder equal to another. New files first, so that a running portal misses nothing.
import { cpSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const [from, to] = process.argv.slice(2);
cpSync(from, to, { recursive: true, preserveTimestamps: true });
const kept = new Set(readdirSync(from, { recursive: true }));
for (const name of readdirSync(to, { recursive: true })) {
  if (!kept.has(name) && statSync(join(to, name), { throwIfNoEntry: false })) rmSync(join(to, name), { recursive: true });
}
