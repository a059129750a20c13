// Asks, reads and shows, with the SMART library and nothing of the portal's own.
'use strict';

const SCOPE = 'launch/patient offline_access patient/Patient.rs patient/Coverage.rs patient/Observation.rs patient/DiagnosticReport.rs patient/MedicationDispense.rs patient/ExplanationOfBenefit.rs';
const KINDS = ['Coverage', 'DiagnosticReport', 'Observation', 'MedicationDispense', 'ExplanationOfBenefit'];
const of = (id) => document.getElementById(id);
const say = (words) => { of('said').textContent = words; };
let client;

/** How many resources of a type there are for this person, or why none can be had. */
async function count(kind) {
  try {
    const patient = kind === 'Coverage' ? 'beneficiary' : 'patient';
    const bundle = await client.request(`${kind}?${patient}=${client.patient.id}&_count=5`);
    return `${kind}: ${bundle.total}`;
  } catch (refusal) {
    return `${kind}: ${refusal.status ?? refusal.statusCode ?? 'error'}`;
  }
}

async function show() {
  try {
    const patient = await client.patient.read();
    of('who').textContent = `${patient.name[0].text} さんの記録`;
  } catch (refusal) {
    of('who').textContent = '読めませんでした';
    say(`記録を読めません（${refusal.status ?? refusal.statusCode ?? 'error'}）`);
    of('shown').hidden = false;
    return;
  }
  const lines = await Promise.all(KINDS.map(count));
  of('kinds').replaceChildren(...lines.map((words) => {
    const line = document.createElement('li');
    line.textContent = words;
    return line;
  }));
  of('shown').hidden = false;
  say('読みました');
}

/** Puts a page of the portal into this one: its token asks for a code, and the code goes into the frame's address. */
async function put(view) {
  await client.refreshIfNeeded();
  const answer = await fetch(client.state.serverUrl.replace('/fhir', '/oauth/launch'), {
    method: 'POST',
    headers: { authorization: client.getAuthorizationHeader() },
    body: new URLSearchParams({ view }),
  });
  if (!answer.ok) {
    of('inside').replaceChildren();
    say(`画面を出せません（${answer.status}）`);
    return;
  }
  const { launch } = await answer.json();
  const page = document.createElement('kenko-view');
  for (const [name, value] of Object.entries({ provider: 'sample-app', view, launch, lang: 'ja' })) page.setAttribute(name, value);
  of('inside').replaceChildren(page);
}

async function begin() {
  const { iss, embed } = await (await fetch('/settings.json')).json();
  of('connect').addEventListener('click', () => {
    FHIR.oauth2.authorize({ iss, clientId: 'sample-app', scope: SCOPE, redirectUri: `${location.origin}/`, pkceMode: 'required' })
      .catch((problem) => say(`つながりません：${problem.message}`));
  });
  const script = document.createElement('script');
  script.src = `${embed}/embed.js`;
  document.head.append(script);
  for (const button of of('views').children) button.addEventListener('click', () => put(button.dataset.view));
  of('inside').addEventListener('kenko-ended', ({ detail }) => say(`画面は出ていません（${detail.reason}）`));
  of('again').addEventListener('click', show);
  of('refresh').addEventListener('click', async () => {
    try {
      await client.refresh();
      say('新しくしました');
    } catch {
      say('新しくできませんでした');
    }
  });
  const asked = new URLSearchParams(location.search);
  if (asked.has('error')) {
    say(asked.get('error') === 'access_denied' ? '記録は渡されませんでした' : `受け取れませんでした（${asked.get('error')}）`);
    history.replaceState(null, '', '/');
    return;
  }
  if (!asked.has('code')) return;
  try {
    client = await FHIR.oauth2.ready();
    await show();
  } catch (problem) {
    say(`つながりません：${problem.message}`);
  }
}

begin();
