// What Mozilla's Observatory and Google's CSP evaluator say about the portal, when it serves TLS itself.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { certificate } from './lib/certificate.mjs';
import { freePorts, startPortal } from './lib/portal.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const scanner = join(here, 'node_modules/@mdn/mdn-http-observatory');
const { cert, key } = certificate();
let portal;
let ports;

before(async () => {
  ports = await freePorts(2);
  portal = await startPortal(ports[0], {
    PORTAL_PUBLIC_URL: 'https://localhost',
    PORTAL_TLS_CERT: cert,
    PORTAL_TLS_KEY: key,
    PORTAL_REDIRECT_ADDR: `127.0.0.1:${ports[1]}`,
  });
});
after(() => portal?.stop());

/** One request to the portal over TLS. */
function ask(path, method = 'GET') {
  return new Promise((done, failed) => {
    const asking = request({ host: '127.0.0.1', port: ports[0], servername: 'localhost', ca: readFileSync(cert), path, method, headers: { host: 'localhost' } }, (answer) => {
      answer.resume().on('end', () => done({ status: answer.statusCode, headers: answer.headers }));
    });
    asking.on('error', failed).end();
  });
}

test("Mozilla's Observatory: A+ and at least 130", async (t) => {
  // The list of preloaded hosts comes from the network when the scanner is installed by itself; this host is on none.
  writeFileSync(join(scanner, 'conf/hsts-preload.json'), '{}');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', join(here, 'lib/to-ports.mjs'), join(scanner, 'src/scan.js'), 'localhost'], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: cert, SCAN_HTTPS_PORT: ports[0], SCAN_HTTP_PORT: ports[1] },
    timeout: 60_000,
  });
  const { scan, tests, error } = JSON.parse(stdout);
  assert.equal(error, undefined, stdout);
  t.diagnostic(`grade ${scan.grade}, score ${scan.score}, ${scan.testsPassed} of ${scan.testsQuantity} tests`);
  const failed = Object.entries(tests).filter(([, { pass }]) => !pass).map(([name, { result }]) => `${name}: ${result}`);
  assert.deepEqual(failed, []);
  assert.equal(scan.grade, 'A+');
  assert.ok(scan.score >= 130, `score ${scan.score}`);
});

test("Google's CSP evaluator: no finding, whatever the answer", async () => {
  const policies = new Set();
  for (const [path, status, method] of [
    ['/', 200], ['/help', 200], ['/import', 200], ['/checkups', 303], ['/login', 303], ['/login/callback?state=x', 400],
    ['/nothing', 404], ['/assets/none', 404], ['/icon.svg', 200], ['/', 405, 'PUT'],
  ]) {
    const answer = await ask(path, method);
    assert.equal(answer.status, status, path);
    const policy = answer.headers['content-security-policy'];
    policies.add(policy.replace(/'nonce-[^']+'/, ''));
    const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
    assert.deepEqual(findings.map(({ directive, description }) => `${path}: ${directive}: ${description}`), []);
  }
  assert.equal(policies.size, 1, 'one policy but for the nonce');
  // The judge can say no.
  assert.notDeepEqual(new CspEvaluator(new CspParser("script-src 'self' 'unsafe-inline'").csp).evaluate(), []);
});
