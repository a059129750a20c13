// The addresses for providers' programs before a judge that nobody here wrote: schemathesis reads their description
// (OpenAPI 3.1) and asks for everything that it allows and much that it does not, with real tokens of test citizens.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { signedIn, tokens } from './lib/person.mjs';
import { startForPeople } from './lib/portal.mjs';

const venv = join(dirname(fileURLToPath(import.meta.url)), '../.tools/venv');
const skip = !existsSync(join(venv, 'schemathesis')) && 'schemathesis is not installed';
/** One consent may ask three hundred times at once, so the types are shared out: whose records, and which. */
const SHARES = [
  ['changer', ['Observation', 'DiagnosticReport']],
  ['elder', ['Composition', 'Bundle']],
  ['parent', ['ExplanationOfBenefit', 'Organization']],
  ['hostile', ['MedicationDispense', 'Encounter']],
  ['chronic', ['Patient', 'Coverage']],
  ['gap', ['Practitioner']],
];
const PROVIDER = {
  id: 'judge-app',
  name: '審査ノート',
  purpose: 'self-care',
  purpose_words: '約束どおりに答えるかを確かめます',
  kinds: ['eligibility', 'checkups', 'medications', 'expenses'],
  origins: ['http://127.0.0.1:3299'],
  redirect_uris: ['http://127.0.0.1:3299/'],
  contact: '03-0000-0000',
  privacy_policy: 'http://127.0.0.1:3299/privacy',
};
const folder = mkdtempSync(join(tmpdir(), 'rest-'));
/** Access tokens by whose records they open. */
const access = new Map();
let [portal, base] = [];

before(async () => {
  if (skip) return;
  ({ base, portal } = await startForPeople());
  const file = join(folder, 'provider.json');
  writeFileSync(file, JSON.stringify(PROVIDER));
  portal.command('partner', 'add', file);
  for (const [card] of SHARES) {
    const { client } = await signedIn(base, card, '/me');
    const given = await tokens(base, client, { id: PROVIDER.id, redirect: PROVIDER.redirect_uris[0] });
    access.set(card, given.access_token);
  }
});

after(async () => {
  await portal?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Whether the judge is content, what it says, and the statuses it saw with how often. */
async function judge(name, settings, paths, token, words, description = `${base}/fhir/openapi.json`) {
  const [config, report] = [join(folder, `${name}.toml`), join(folder, `${name}.ndjson`)];
  writeFileSync(config, settings);
  const child = spawn(join(venv, 'bin/schemathesis'), [
    '--config-file', config, 'run', description, '--url', base, '--include-path-regex', paths, '--seed', '2026', '--no-color',
    ...(token ? ['-H', `Authorization: Bearer ${token}`] : []), '--report', 'ndjson', '--report-ndjson-path', report, ...words,
  ], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => { said += bytes; });
  const status = await new Promise((done) => child.once('close', done));
  const seen = new Map();
  for (const [, code] of readFileSync(report, 'utf8').matchAll(/"status_code": ?(\d+)/g)) seen.set(code, (seen.get(code) ?? 0) + 1);
  return { content: status === 0, said, seen };
}

/** The statuses that a judge saw who has nothing against what was answered. */
async function judged(name, ...given) {
  const { content, said, seen } = await judge(name, ...given);
  assert.ok(content, `${name}: ${said.slice(0, 8000)}`);
  assert.ok(!seen.has('429'), `${name}: asked so often that the judge was turned away`);
  return seen;
}

/** One request for each address, of the kind that the description allows. */
const once = ['--mode', 'positive', '--phases', 'fuzzing', '--max-examples', '1'];
const ways = '^/(oauth/token$|fhir/metadata$|fhir/openapi.json$|.*smart-configuration$)';

test('each type answers as it is described, whatever is asked for', { skip }, async () => {
  // A search from a resource that is not there is gone, and a name that nobody was told leads to nothing.
  const settings = '[checks.positive_data_acceptance]\nexpected-statuses = ["2xx", "404", "410"]\n';
  const all = await Promise.all(SHARES.map(([card, types]) => {
    const paths = `^/fhir/(${types.join('|')})(/|$)`;
    return judged(card, settings, paths, access.get(card), ['--max-examples', '4', '--continue-on-failure']);
  }));
  for (const [at, seen] of all.entries()) {
    for (const status of ['200', '400', '404', '405']) assert.ok(seen.has(status), `${SHARES[at][0]}: ${status} among ${[...seen.keys()]}`);
  }
});

test('the ways in and the descriptions answer as they are described', { skip }, async () => {
  // Nobody can guess a code: what is well formed is refused all the same.
  const settings = '[checks.positive_data_acceptance]\nexpected-statuses = ["200", "400", "401"]\n';
  const seen = await judged('ways', settings, ways, null, ['--phases', 'coverage,fuzzing', '--max-examples', '25', '--continue-on-failure']);
  for (const status of ['200', '400', '401']) assert.ok(seen.has(status), `${status} among ${[...seen.keys()]}`);
});

test('what a person has is as it is described, one by one', { skip }, async () => {
  for (const [card, types] of SHARES) {
    const headers = { authorization: `Bearer ${access.get(card)}` };
    let settings = '[checks.positive_data_acceptance]\nexpected-statuses = ["200"]\n';
    for (const type of types) {
      const page = await (await fetch(`${base}/fhir/${type}?_count=1`, { headers })).json();
      assert.ok(page.entry, `${card} has ${type}`);
      settings += `[[operations]]\ninclude-path = "/fhir/${type}/{id}"\n[operations.parameters]\n"path.id" = "${page.entry[0].resource.id}"\n`;
    }
    const seen = await judged(`${card}-one`, settings, `^/fhir/(${types.join('|')})/`, access.get(card), once);
    assert.deepEqual([...seen.keys()], ['200'], card);
  }
});

test('no address is left out', { skip }, async () => {
  const { paths } = await (await fetch(`${base}/fhir/openapi.json`)).json();
  const types = SHARES.flatMap(([, all]) => all);
  const left = Object.keys(paths).filter((path) => !new RegExp(ways).test(path) && !types.some((type) => path.match(`^/fhir/${type}(/|$)`)));
  assert.deepEqual(left, []);
});

test('without a token there is nothing', { skip }, async () => {
  const settings = '[checks.positive_data_acceptance]\nexpected-statuses = ["401"]\n';
  assert.deepEqual([...(await judged('nobody', settings, '^/fhir/[A-Z]', null, once)).keys()], ['401']);
});

test('the judge is no yes-man', { skip }, async () => {
  const description = await (await fetch(`${base}/fhir/openapi.json`)).json();
  description.components.schemas.Patient.required.push('deceasedBoolean');
  const file = join(folder, 'wrong.json');
  writeFileSync(file, JSON.stringify(description));
  const { content, said } = await judge('wrong', '', '^/fhir/Patient$', access.get('changer'), once, file);
  assert.ok(!content && said.includes('deceasedBoolean'), said);
});
