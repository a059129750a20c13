// Every checkup of four people, taken along through the running portal as FHIR documents, before readers that nobody here
// wrote: Medplum's validator, fhir.resources, the Japanese profiles where they are at hand; and rules those leave out.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { problems } from './lib/document-rules.mjs';
import { send, signedIn } from './lib/person.mjs';
import { startForPeople } from './lib/portal.mjs';
import { errors, profiles } from './lib/profiles.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const python = join(here, '../.tools/venv/bin/python');
const PEOPLE = ['changer', 'elder', 'parent', 'hostile'];
/** Documents by whose and which they are. */
const documents = new Map();
const folder = mkdtempSync(join(tmpdir(), 'documents-'));
let portal;

before(async () => {
  let base;
  ({ base, portal } = await startForPeople());
  for (const card of PEOPLE) {
    const { client, page } = await signedIn(base, card, '/checkups');
    const take = async (form, fields) => {
      const answer = await send(client, base, page, `/checkups/export/${form}`, Object.entries(fields));
      assert.equal(answer.status, 200, `${card}: ${form} ${JSON.stringify(fields)}\n${portal.log()}`);
      return answer;
    };
    const list = (await take('csv', {})).body;
    const days = new Set([...list.matchAll(/^(\d{4}-\d\d-\d\d),/gm)].map(([, day]) => day));
    assert.ok(days.size > 1, `${card}: ${days.size} days`);
    for (const date of days) {
      const answer = await take('fhir', { date });
      assert.equal(answer.headers.get('content-type'), 'application/fhir+json');
      documents.set(`${card} ${date}`, answer.body);
    }
  }
});

after(async () => {
  await portal?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const each = (judge) => {
  const wrong = [];
  for (const [name, text] of documents) wrong.push(...judge(JSON.parse(text)).map((words) => `${name}: ${words}`));
  assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} errors`);
};
const resources = (bundle) => bundle.entry.map(({ resource }) => resource);

test('every document keeps the rules of a document and the value sets of the profiles', () => each(problems));

test('every document and resource passes Medplum with the definitions of FHIR R4', () => {
  each((bundle) => [bundle, ...resources(bundle)].flatMap((resource) => errors(resource).map((words) => `${resource.resourceType} ${words}`)));
});

test('every document passes fhir.resources', { skip: !existsSync(join(here, '../.tools/venv/fhir-resources')) && 'fhir.resources is not installed' }, () => {
  const files = [...documents].map(([name, text]) => {
    const file = join(folder, `${name.replace(' ', '_')}.json`);
    writeFileSync(file, text);
    return file;
  });
  const { status, stdout, stderr } = spawnSync(python, [join(here, 'read_documents.py'), ...files], { encoding: 'utf8' });
  assert.equal(status, 0, `${stdout}\n${stderr}`.slice(0, 4000));
  assert.match(stdout, new RegExp(`^read ${files.length} of ${files.length}$`, 'm'));
});

test('every resource passes Medplum with the Japanese profiles', { skip: profiles.size === 0 && 'JP_FHIR_PROFILES names no folder of the Japanese profiles' }, () => {
  // Medplum cannot tell a document's entries apart by profile, so the Bundle itself is left to the rules above.
  each((bundle) => resources(bundle).flatMap((resource) => {
    const [url] = resource.meta.profile;
    const profile = profiles.get(url);
    if (!profile) return [`the profile is not at hand: ${url}`];
    return errors(resource, profile).map((words) => `${resource.resourceType} ${words}`);
  }));
});

test('the judges are no yes-men', () => {
  const good = () => JSON.parse(documents.values().next().value);
  const spoilt = (change) => {
    const bundle = good();
    change(bundle, (kind) => resources(bundle).find(({ resourceType }) => resourceType === kind));
    return bundle;
  };
  for (const [what, bundle] of [
    ['a status', spoilt((_, of) => { of('Composition').status = 'done'; })],
    ['an observation status', spoilt((_, of) => { of('Observation').status = 'ok'; })],
    ['a reference', spoilt((_, of) => { of('Composition').subject.reference = 'urn:uuid:00000000-0000-8000-8000-000000000000'; })],
    ['the first entry', spoilt((bundle) => { bundle.entry.reverse(); })],
    ['a section', spoilt((_, of) => { of('Composition').section[0].code.coding[0].code = '01013'; })],
    ['an address twice', spoilt((bundle) => { bundle.entry[1].fullUrl = bundle.entry[0].fullUrl; })],
    ['a profile', spoilt((_, of) => { of('Patient').meta.profile = ['http://example.org/x']; })],
  ]) assert.notDeepEqual(problems(bundle), [], what);
  for (const [what, change] of [
    ['a missing type', (of) => delete of('Composition').type],
    ['a day', (of) => { of('Patient').birthDate = '1980-2-3'; }],
    ['a member nobody knows', (of) => { of('Observation').values = []; }],
  ]) assert.notDeepEqual(resources(spoilt((_, of) => change(of))).flatMap((resource) => errors(resource)), [], what);
  if (profiles.size === 0) return;
  for (const [what, kind, change] of [
    ['no insurance or own number', 'Patient', (one) => delete one.identifier],
    ['a status the profile does not know', 'Observation', (one) => { one.status = 'amended'; }],
    ['a report of another kind', 'Composition', (one) => { one.type.coding[0].code = '11488-4'; }],
  ]) {
    const one = resources(good()).find(({ resourceType }) => resourceType === kind);
    change(one);
    assert.notDeepEqual(errors(one, profiles.get(one.meta.profile[0])), [], what);
  }
});
