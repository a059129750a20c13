// Every resource of every test citizen as it is handed out one by one, taken along at once by /export/fhir, before readers that
// nobody here wrote: Medplum's validator with the definitions of FHIR R4, and fhir.resources.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { send, signedIn } from './lib/person.mjs';
import { startForPeople } from './lib/portal.mjs';
import { errors } from './lib/profiles.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const python = join(here, '../.tools/venv/bin/python');
const PEOPLE = ['hanako', 'changer', 'elder', 'parent', 'chronic', 'gap', 'clinic', 'ward', 'empty', 'hostile', 'n-000000871'];
const TYPES = [
  'Bundle', 'Composition', 'Coverage', 'DiagnosticReport', 'Encounter', 'ExplanationOfBenefit', 'MedicationDispense',
  'Observation', 'Organization', 'Patient', 'Practitioner',
];
/** Collections by whose they are. */
const collections = new Map();
/** The file of one person's drugs. */
let drugs;
const folder = mkdtempSync(join(tmpdir(), 'resources-'));
let portal;

before(async () => {
  let base;
  ({ base, portal } = await startForPeople());
  for (const card of PEOPLE) {
    const { client, page } = await signedIn(base, card, '/me');
    const answer = await send(client, base, page, '/export/fhir', []);
    assert.equal(answer.status, 200, `${card}\n${portal.log()}`);
    assert.equal(answer.headers.get('content-type'), 'application/fhir+json');
    collections.set(card, answer.body);
    if (card === 'changer') drugs = await drugsWithAllergies(client, base, page);
  }
});

/** The file of drugs, after a notebook has told of an allergy and a side effect. */
async function drugsWithAllergies(client, base, page) {
  const [, key] = page.body.match(/name="form_key" value="([^"]*)"/);
  const headers = { origin: base, 'content-type': 'application/x-www-form-urlencoded' };
  const send = (path, fields) => client.send(`${base}${path}`, { method: 'POST', headers, body: new URLSearchParams({ form_key: key, ...fields }).toString() });
  const notebook = 'JAHISTC08,1\n1,見本　一郎,1,19740612\n2,1,卵,2\n2,2,ペニシリンで発しん,1\n';
  assert.equal((await send('/import/medications', { notebook })).status, 303);
  const answer = await send('/medications/export/fhir', {});
  assert.equal(answer.status, 200, portal.log());
  return answer.body;
}

after(async () => {
  await portal?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const resources = (bundle) => bundle.entry.map(({ resource }) => resource);
const references = (value) => (value === null || typeof value !== 'object' ? [] : Object.entries(value)
  .flatMap(([name, inner]) => (name === 'reference' && typeof inner === 'string' ? [inner] : references(inner))));

test('every type of resource is there, and each reference leads to one of them', () => {
  const types = new Set();
  for (const [card, text] of collections) {
    const all = resources(JSON.parse(text));
    const names = all.map(({ resourceType, id }) => `${resourceType}/${id}`);
    assert.equal(new Set(names).size, names.length, `${card}: no two of one name`);
    for (const one of all) {
      types.add(one.resourceType);
      for (const reference of references(one)) assert.ok(names.includes(reference), `${card}: ${reference} of ${one.resourceType}`);
    }
  }
  assert.deepEqual([...types].sort(), TYPES);
});

test('every resource passes Medplum with the definitions of FHIR R4', () => {
  const wrong = [];
  let count = 0;
  for (const [card, text] of collections) {
    for (const one of resources(JSON.parse(text))) {
      count += 1;
      wrong.push(...errors(one).map((words) => `${card}: ${one.resourceType} ${words}`));
    }
  }
  assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} errors in ${count} resources`);
  assert.ok(count > 1000, `${count} resources`);
});

test('the file of drugs passes too, with an allergy and a side effect', () => {
  const all = resources(JSON.parse(drugs));
  assert.deepEqual(all.flatMap((one) => errors(one)), []);
  const told = all.filter(({ resourceType }) => resourceType === 'AllergyIntolerance');
  assert.deepEqual(told.map(({ type, code }) => [type, code.text]), [['allergy', '卵'], ['intolerance', 'ペニシリンで発しん']]);
});

test('codes that Medplum leaves out are those of the value sets', () => {
  const sets = { Coverage: ['active'], MedicationDispense: ['completed'], ExplanationOfBenefit: ['active'], Observation: ['final'], DiagnosticReport: ['final'], Composition: ['final'], Encounter: ['finished'] };
  for (const [card, text] of collections) {
    for (const { resourceType, status } of resources(JSON.parse(text))) {
      if (sets[resourceType]) assert.ok(sets[resourceType].includes(status), `${card}: ${resourceType} ${status}`);
    }
  }
});

test('every collection passes fhir.resources', { skip: !existsSync(join(here, '../.tools/venv/fhir-resources')) && 'fhir.resources is not installed' }, () => {
  const files = [...collections, ['drugs', drugs]].map(([name, text]) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, text);
    return file;
  });
  const { status, stdout, stderr } = spawnSync(python, [join(here, 'read_documents.py'), ...files], { encoding: 'utf8' });
  assert.equal(status, 0, `${stdout}\n${stderr}`.slice(0, 4000));
  assert.match(stdout, new RegExp(`^read ${files.length} of ${files.length}$`, 'm'));
});

test('the judge is no yes-man', () => {
  const all = () => resources(JSON.parse(collections.get('changer')));
  for (const [kind, change] of [
    ['Coverage', (one) => delete one.payor],
    ['DiagnosticReport', (one) => delete one.code],
    ['ExplanationOfBenefit', (one) => delete one.insurance],
    ['MedicationDispense', (one) => { one.whenHandedOver = 'yesterday'; }],
  ]) {
    const one = all().find(({ resourceType }) => resourceType === kind);
    change(one);
    assert.notDeepEqual(errors(one), [], kind);
  }
});
