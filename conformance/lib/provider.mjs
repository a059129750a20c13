// An OpenID provider that nobody here wrote (npm oidc-provider), set up in the shape of デジタル認証アプリ: code flow with
// PKCE, private_key_jwt, ES256, the issuer named on the way back. Only the page that asks for the card is ours.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

// The package wants a newer Node for this one function.
URL.parse ??= (text, base) => (URL.canParse(text, base) ? new URL(text, base) : null);
const { Provider } = await import('oidc-provider');
const { calculateJwkThumbprint } = await import('jose');

/** The one person it knows. */
export const PERSON = { sub: 'sub-7f1c', name: '適合 試子', name_kana: 'テキゴウ タメシコ', birthdate: '19770707', gender: '2' };

const jwkOf = (key) => ({ ...key.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' });

/**
 * Starts one. `clientKey` is the client's public key; `inIdToken` says whether the person stands in the ID token or only
 * at userinfo; `pushed` says whether requests must be pushed, may be, or cannot be (`required`, `offered`, `none`).
 */
export async function startProvider({ port, clientKey, redirectUri, inIdToken, pushed }) {
  const issuer = `http://127.0.0.1:${port}`;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const problems = [];
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'portal',
      redirect_uris: [redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      id_token_signed_response_alg: 'ES256',
      require_auth_time: true,
      jwks: { keys: [{ ...jwkOf(clientKey), kid: await calculateJwkThumbprint(clientKey) }] },
    }],
    jwks: { keys: [{ ...jwkOf(privateKey), kid: randomUUID() }] },
    cookies: { keys: [randomUUID()] },
    scopes: ['openid', 'name', 'birthdate', 'gender'],
    claims: { openid: ['sub'], name: ['name', 'name_kana'], birthdate: ['birthdate'], gender: ['gender'] },
    conformIdTokenClaims: !inIdToken,
    pkce: { required: () => true },
    responseTypes: ['code'],
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'], clientAuthSigningAlgValues: ['ES256'] },
    features: {
      devInteractions: { enabled: false },
      fapi: { enabled: true, profile: '2.0' },
      pushedAuthorizationRequests: { enabled: pushed !== 'none', requirePushedAuthorizationRequests: pushed === 'required' },
    },
    interactions: { url: (_context, { uid }) => `/card/${uid}` },
    findAccount: () => ({ accountId: PERSON.sub, claims: () => PERSON }),
    // Whoever puts down their card agrees to what the portal asks for.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope([...oidc.requestParamScopes].join(' '));
      await grant.save();
      return grant;
    },
  });
  for (const event of ['authorization.error', 'grant.error', 'pushed_authorization_request.error', 'userinfo.error', 'server_error']) {
    provider.on(event, (_context, error) => problems.push(`${event}: ${error.message} ${error.error_description ?? ''} ${error.error_detail ?? ''} ${error.cause ?? ''}`));
  }
  const answer = provider.callback();
  const called = [];
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0];
    called.push(`${request.method} ${path}`);
    if (!path.startsWith('/card/')) return answer(request, response);
    if (request.method === 'GET') {
      return response.setHeader('content-type', 'text/html; charset=utf-8').end(`<form method="post" action="${path}"><button>カードを置く</button></form>`);
    }
    return provider.interactionFinished(request, response, { login: { accountId: PERSON.sub } }).catch((error) => {
      problems.push(`card: ${error.message}`);
      response.writeHead(500).end();
    });
  });
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  return { issuer, problems, called, stop: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }) };
}
