// The sample provider: a few files on a port of its own, and nothing else. What it knows of anybody stays in their browser.
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const port = Number(process.env.PROVIDER_PORT ?? 3200);
const portal = process.env.PORTAL_PUBLIC_URL ?? 'http://localhost:3000';
const embed = process.env.PORTAL_EMBED_PUBLIC_URL ?? `http://${process.env.PORTAL_EMBED_ADDR ?? '127.0.0.1:3002'}`;
const FILES = new Map([
  ['/', ['index.html', 'text/html; charset=utf-8']],
  ['/privacy', ['privacy.html', 'text/html; charset=utf-8']],
  ['/app.js', ['app.js', 'text/javascript; charset=utf-8']],
  ['/app.css', ['app.css', 'text/css; charset=utf-8']],
  ['/fhir-client.js', ['node_modules/fhirclient/build/fhir-client.min.js', 'text/javascript; charset=utf-8']],
]);

createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://x');
  if (pathname === '/settings.json') {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ iss: `${portal}/fhir`, embed }));
    return;
  }
  const [file, type] = FILES.get(pathname) ?? [];
  const path = file && join(here, file);
  if (request.method !== 'GET' || !path || !existsSync(path)) {
    response.writeHead(404, { 'content-type': 'text/plain' });
    response.end('not found');
    return;
  }
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; script-src 'self' ${embed}; style-src 'self'; frame-src ${embed}; connect-src 'self' ${portal}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  createReadStream(path).pipe(response);
}).listen(port, '127.0.0.1', () => console.log(`A sample provider (PHR事業者の見本): http://127.0.0.1:${port}`));
