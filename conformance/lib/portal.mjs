// The release build of the portal on ports of its own, for the length of one test.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** Another build than that of dist/, with another folder of site files, for whoever works on the portal. */
const program = process.env.PORTAL_PROGRAM ?? join(root, 'dist/portal');

/** Ports that were free a moment ago; held together, so that they differ. */
export async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => done(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Starts a portal with the hub in a box and waits until it is ready. `settings` are variables of its environment. */
export async function startPortal(port, settings) {
  const [admin, hub] = await freePorts(2);
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const log = join(folder, 'log');
  const out = openSync(log, 'w');
  const child = spawn(program, [], {
    cwd: folder,
    stdio: ['ignore', 'ignore', out],
    env: {
      PORTAL_ADDR: `127.0.0.1:${port}`,
      PORTAL_EMBED_ADDR: '127.0.0.1:0',
      PORTAL_ADMIN_ADDR: `127.0.0.1:${admin}`,
      PORTAL_DATA_DIR: join(folder, 'data'),
      ...(process.env.PORTAL_SITE_DIR && { PORTAL_SITE_DIR: process.env.PORTAL_SITE_DIR }),
      HUB_SIM_ADDR: `127.0.0.1:${hub}`,
      RUST_LOG: 'info',
      ...settings,
    },
  });
  closeSync(out);
  const ended = new Promise((done) => child.once('exit', done));
  const portal = {
    log: () => readFileSync(log, 'utf8'),
    /** Runs the program with words beside it, on the same data; what it said. */
    command(...words) {
      const { status, stdout, stderr } = spawnSync(program, [...words, '--data', join(folder, 'data')], { cwd: folder, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${words.join(' ')}: ${stdout}${stderr}`);
      return stdout;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (let waited = 0; waited < 20_000; waited += 50) {
    if (child.exitCode !== null) throw new Error(`the portal did not start: ${portal.log()}`);
    const healthy = await fetch(`http://127.0.0.1:${admin}/healthz`).then(({ ok }) => ok, () => false);
    if (healthy) return portal;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`the portal did not get ready: ${portal.log()}`);
}

/** Starts one that people can sign in to with the test cards, on the day the tests are of: with its address. */
export async function startForPeople() {
  const [port] = await freePorts(1);
  const base = `http://localhost:${port}`;
  return { base, portal: await startPortal(port, { PORTAL_PUBLIC_URL: base, HUB_SIM_TODAY: '2026-11-22' }) };
}
