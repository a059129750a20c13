// A person with a test card, and what they do on the portal's pages: sign in, send forms, let a provider read.
import { createHash } from 'node:crypto';
import { Client } from './client.mjs';

const unescaped = (text) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x27;', "'");

/** Somebody signed in, and the page they came to. */
export async function signedIn(base, card, path) {
  const client = new Client();
  const page = await client.submit(await client.follow(`${base}/login?next=${path}`), { card, pin: '1234' });
  return { client, page };
}

/** What the form of a page that goes to an address carries along. */
function carried(html, action) {
  const form = html.split('<form').slice(1).map((part) => part.split('</form>')[0]).find((part) => part.includes(`action="${action}"`));
  if (form === undefined) throw new Error(`no form to ${action}: ${html.slice(0, 2000)}`);
  return [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, unescaped(value)]);
}

/** Sends the form of a page that goes to an address, with what was typed; the answer. */
export function send(client, base, page, action, typed) {
  const kept = carried(page.body, action).filter(([name]) => !typed.some(([other]) => other === name));
  const body = new URLSearchParams([...kept, ...typed]).toString();
  const headers = { origin: base, 'content-type': 'application/x-www-form-urlencoded' };
  return client.send(`${base}${action}`, { method: 'POST', headers, body });
}

/** Where a small page of the portal's leads on to. */
function onward({ url, body }) {
  const href = body.match(/id="on" href="([^"]*)"/)?.[1];
  if (href === undefined) throw new Error(`no way on at ${url}: ${body.slice(0, 2000)}`);
  return new URL(unescaped(href), url).href;
}

/** A provider's tokens for everything that somebody has, by their consent. */
export async function tokens(base, client, { id, redirect }) {
  const verifier = 'a-verifier-of-a-test-that-is-long-enough-for-it';
  const ask = new URLSearchParams({
    client_id: id,
    redirect_uri: redirect,
    response_type: 'code',
    scope: 'launch/patient offline_access patient/*.rs',
    state: 'a-state-of-a-test',
    aud: `${base}/fhir`,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const question = await client.send(onward(await client.send(`${base}/oauth/authorize?${ask}`)));
  const kinds = ['eligibility', 'checkups', 'medications', 'expenses'].map((kind) => ['kind', kind]);
  const years = ['2026', '2025', '2024', '2023', '2022', 'older'].map((year) => ['year', year]);
  const answer = await send(client, base, question, '/oauth/authorize', [...kinds, ...years, ['term', '30'], ['do', 'allow']]);
  const code = new URL(onward(answer)).searchParams.get('code');
  const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier, client_id: id });
  const given = await fetch(`${base}/oauth/token`, { method: 'POST', body });
  if (!given.ok) throw new Error(`no tokens: ${given.status} ${await given.text()}`);
  return given.json();
}
