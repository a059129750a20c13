// Development: builds without optimisation, starts the portal, and looks for changes twice a second.
// Only what a change touches is built again: style sheets, the browser half, or the server.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const WATCHED = ['app', 'server', 'style', 'public', 'Cargo.toml', 'Cargo.lock'];
// Rooms of `app` that only the server compiles; a change there leaves the browser half as it is.
const SERVER_ONLY = /^app\/src\/(pages|chart|page_table|records|shell)/;

function look() {
  const seen = new Map();
  const note = (name) => {
    const facts = statSync(join(root, name), { throwIfNoEntry: false });
    if (facts?.isFile()) seen.set(name, facts.mtimeMs);
  };
  for (const name of WATCHED) {
    const facts = statSync(join(root, name), { throwIfNoEntry: false });
    if (facts?.isFile()) note(name);
    else if (facts) readdirSync(join(root, name), { recursive: true }).forEach((inner) => note(`${name}/${inner}`));
  }
  return seen;
}

function changes(before, after) {
  const names = [...after].filter(([name, time]) => before.get(name) !== time).map(([name]) => name);
  return names.concat([...before.keys()].filter((name) => !after.has(name)));
}

const run = (command, ...args) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
const site = (...args) => run('node', 'scripts/build-site.mjs', '--dev', ...args);
const server = () => run('cargo', 'build', '--locked', '--quiet', '-p', 'server', '-p', 'hub-sim');

function build(names) {
  const isRust = names.some((name) => /\.(rs|toml|lock|sql|tsv)$/.test(name));
  const isBrowser = names.some((name) => /^(app|Cargo)/.test(name) && !SERVER_ONLY.test(name) && !name.startsWith('app/tests/'));
  if (isBrowser) {
    if (!site()) return false;
  } else if (names.some((name) => /^(style|public)\//.test(name)) && !site('--css-only')) {
    return false;
  }
  return !isRust || server();
}

let portal;
async function restart() {
  if (portal && portal.exitCode === null) {
    portal.kill('SIGTERM');
    await new Promise((done) => portal.once('exit', done));
  }
  portal = spawn(join(target, 'debug', 'portal'), { cwd: root, stdio: 'inherit', env: { ...process.env, PORTAL_SITE_DIR: join(root, 'target', 'site-dev') } });
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    portal?.kill('SIGTERM');
    process.exit(0);
  });
}

mkdirSync(join(root, 'target'), { recursive: true });
let known = look();
console.log('Building (the first time takes some minutes)');
let good = site() && server();
if (good) await restart();
for (;;) {
  await new Promise((done) => setTimeout(done, 500));
  const now = look();
  const names = changes(known, now);
  if (names.length === 0) continue;
  known = now;
  const start = Date.now();
  console.log(`Changed: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`);
  // After a failed build everything is built again, because parts of it may be missing.
  good = good ? build(names) : site() && server();
  if (!good) {
    console.log('Not built; the portal runs on as it was. Waiting for the next change.');
    continue;
  }
  await restart();
  console.log(`Built and restarted in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
