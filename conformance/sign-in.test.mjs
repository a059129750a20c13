// The portal's way in, against a provider that nobody here wrote.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from './lib/client.mjs';
import { freePorts, startPortal } from './lib/portal.mjs';
import { PERSON, startProvider } from './lib/provider.mjs';

const folder = mkdtempSync(join(tmpdir(), 'conformance-key-'));
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
writeFileSync(join(folder, 'key.pem'), keys.privateKey.export({ format: 'pem', type: 'pkcs8' }));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

async function house(t, settings) {
  const [portalPort, providerPort] = await freePorts(2);
  const base = `http://localhost:${portalPort}`;
  const provider = await startProvider({ port: providerPort, clientKey: keys.publicKey, redirectUri: `${base}/login/callback`, ...settings });
  t.after(provider.stop);
  const portal = await startPortal(portalPort, {
    PORTAL_PUBLIC_URL: base,
    PORTAL_OIDC_ISSUER: provider.issuer,
    PORTAL_OIDC_CLIENT_ID: 'portal',
    PORTAL_OIDC_KEY: join(folder, 'key.pem'),
  });
  t.after(portal.stop);
  return { base, provider, portal };
}

for (const settings of [
  { inIdToken: true, pushed: 'none' },
  { inIdToken: true, pushed: 'required' },
  { inIdToken: false, pushed: 'offered' },
]) {
  test(`a person signs in: ${JSON.stringify(settings)}`, async (t) => {
    const { base, provider, portal } = await house(t, settings);
    const client = new Client();
    const card = await client.follow(`${base}/login?next=/settings`);
    assert.equal(card.status, 200, `${card.body}\n${provider.problems}\n${portal.log()}`);
    assert.match(card.body, /カードを置く/);
    const asked = client.visited.map((url) => new URL(url)).find(({ pathname }) => pathname === '/auth').searchParams;
    const pushed = settings.pushed !== 'none';
    assert.deepEqual([...asked.keys()].sort(), pushed
      ? ['client_id', 'request_uri']
      : ['client_id', 'code_challenge', 'code_challenge_method', 'nonce', 'redirect_uri', 'response_type', 'scope', 'state']);
    assert.equal(provider.called.includes('POST /request'), pushed);

    const arrived = await client.submit(card, {});
    assert.equal(new URL(arrived.url).pathname, '/settings', `${provider.problems}\n${portal.log()}`);
    assert.ok(client.cookie(base, 'session'), 'a session');
    const help = await client.send(`${base}/help`);
    assert.ok(help.body.includes(PERSON.name), 'the portal knows who it is');
    assert.equal(provider.called.includes('GET /me'), !settings.inIdToken, 'asked about the person only where needed');
    assert.deepEqual(provider.problems, []);

    // No token has left the server: neither of the shape of a JWT, nor by its name.
    assert.doesNotMatch(client.received, /eyJ[\w-]+\.eyJ|access_token|id_token/);
    assert.doesNotMatch(portal.log(), /eyJ[\w-]+\.eyJ|access_token|適合|sub-7f1c/);

    // The way back counts once.
    const back = client.visited.find((url) => url.includes('/login/callback'));
    const again = await client.send(back);
    assert.equal(again.status, 400);
    assert.ok(client.cookie(base, 'session'), 'and takes nothing away');
  });
}

test('a person who turns back is told so, and is not signed in', async (t) => {
  const { base } = await house(t, { inIdToken: true, pushed: 'none' });
  const client = new Client();
  const begun = await client.send(`${base}/login?next=/`);
  const { searchParams } = new URL(begun.headers.get('location'));
  const refused = await client.send(`${base}/login/callback?error=access_denied&state=${searchParams.get('state')}`);
  assert.equal(refused.status, 403);
  assert.match(refused.body, /ログインは行われませんでした/);
  assert.equal(client.cookie(base, 'session'), undefined);
});
