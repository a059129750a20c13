// Builds the files a browser fetches: style sheet, the two browser modules, and what lies in public/.
//
//   node scripts/build-site.mjs [--dev] [--css-only]     leaves target/site (or target/site-dev)
//
// Names carry a hash of the content, so that they may be kept for ever; manifest.json tells the server the names.
// A step whose input is what it was is not done again.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { cargoEnvironment, wasmArguments } from './wasm-cargo.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dev = process.argv.includes('--dev');
const cssOnly = process.argv.includes('--css-only');
const site = join(root, 'target', dev ? 'site-dev' : 'site');
const work = join(root, 'target', dev ? 'site-dev-work' : 'site-work');
const assets = join(site, 'assets');
const tools = join(root, 'scripts', 'node_modules');
for (const folder of [assets, work]) mkdirSync(folder, { recursive: true });

// What Chromium, Firefox and Safari of 2023 understand. Never --all-features: it asks for what no browser has.
const WASM_FEATURES = [
  '--enable-bulk-memory', '--enable-nontrapping-float-to-int', '--enable-sign-ext', '--enable-mutable-globals',
  '--enable-reference-types', '--enable-multivalue',
];

const say = (line) => console.log(`  site: ${line}`);
const hashOf = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex').slice(0, 12);
const filesUnder = (folder) => (existsSync(folder) ? readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile()).sort() : []);

const compressed = { brotli: promisify(brotliCompress), gzip: promisify(gzip) };
const written = new Set();

/** Writes one file under its hashed name, with its compressed copies, and returns its address. */
async function publish(stem, extension, bytes) {
  const name = `${stem}.${hashOf(bytes)}.${extension}`;
  const path = join(assets, name);
  written.add(name);
  if (!existsSync(path)) {
    writeWhole(path, bytes);
  }
  if (!dev) {
    for (const suffix of ['br', 'gz']) written.add(`${name}.${suffix}`);
    if (!existsSync(`${path}.br`) || !existsSync(`${path}.gz`)) {
      writeWhole(`${path}.br`, await compressed.brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
      writeWhole(`${path}.gz`, await compressed.gzip(bytes, { level: 9 }));
    }
    say(`${name}: ${bytes.length} bytes, ${statSync(`${path}.br`).size} in brotli`);
  }
  return `/assets/${name}`;
}

/** A reader never meets half a file. */
function writeWhole(path, bytes) {
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

/** style/main.css with the parts it imports, as one sheet. */
async function styleSheet() {
  const folder = join(root, 'style');
  const { outputFiles, warnings, metafile } = await build({ entryPoints: [join(folder, 'main.css')], absWorkingDir: root, bundle: true, minify: !dev, write: false, metafile: true, logLevel: 'silent' });
  if (warnings.length > 0) throw new Error(`style/: ${warnings.map(({ text, location }) => `${text} (${location?.lineText.trim()})`).join('; ')}`);
  const forgotten = filesUnder(folder).filter((name) => name.endsWith('.css') && !(`style/${name}` in metafile.inputs));
  if (forgotten.length > 0) throw new Error(`style/main.css does not import ${forgotten.join(', ')}`);
  return Buffer.from(outputFiles[0].contents);
}

/** One browser module: cargo, wasm-bindgen, wasm-opt. The feature is the name of the half. */
async function browserModule(feature) {
  const profile = dev ? 'dev' : 'wasm-release';
  execFileSync('cargo', ['rustc', '-p', 'app', '--lib', '--crate-type', 'cdylib', '--profile', profile, '--locked', '--quiet',
    '--no-default-features', '--features', feature, ...wasmArguments()], { cwd: root, stdio: 'inherit', env: cargoEnvironment() });
  // Both halves leave a file of this name; it is taken away before the other one is built.
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  const raw = readFileSync(join(target, 'wasm32-unknown-unknown', dev ? 'debug' : profile, 'app.wasm'));
  const stamp = hashOf(raw, readFileSync(fileURLToPath(import.meta.url)));
  const made = { js: join(work, `${feature}.js`), wasm: join(work, `${feature}.wasm`), stamp: join(work, `${feature}.stamp`) };
  if (!existsSync(made.stamp) || readFileSync(made.stamp, 'utf8') !== stamp) {
    const scratch = join(work, feature);
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true });
    writeFileSync(join(scratch, 'app.wasm'), raw);
    execFileSync(join(root, '.tools/bin/wasm-bindgen'), ['--target', 'web', '--no-typescript', ...(dev ? ['--keep-debug'] : ['--remove-producers-section']),
      '--out-name', feature, '--out-dir', scratch, join(scratch, 'app.wasm')], { stdio: 'inherit' });
    const bound = join(scratch, `${feature}_bg.wasm`);
    if (dev) {
      cpSync(bound, made.wasm);
    } else {
      execFileSync(process.execPath, [join(tools, 'binaryen/bin/wasm-opt'), '-Oz', ...WASM_FEATURES, '-o', made.wasm, bound], { stdio: 'inherit' });
    }
    // Bundling draws in the small helper modules that crates bring along.
    await build({ entryPoints: [join(scratch, `${feature}.js`)], outfile: made.js, bundle: true, format: 'esm', minify: !dev, logLevel: 'warning' });
    writeFileSync(made.stamp, stamp);
  }
  return { js: readFileSync(made.js), wasm: readFileSync(made.wasm) };
}

const manifestPath = join(site, 'manifest.json');
const manifest = existsSync(manifestPath) ? JSON.parse(readFileSync(manifestPath, 'utf8')) : {};
manifest.css = await publish('portal', 'css', await styleSheet());
if (!cssOnly) {
  for (const [stem, feature] of [['islands', 'hydrate'], ['convert', 'convert']]) {
    const { js, wasm } = await browserModule(feature);
    manifest[`${stem}_js`] = await publish(stem, 'js', js);
    manifest[`${stem}_wasm`] = await publish(stem, 'wasm', wasm);
  }
}
for (const address of Object.values(manifest)) {
  const name = address.slice('/assets/'.length);
  for (const suffix of ['', '.br', '.gz']) written.add(name + suffix);
}
for (const name of readdirSync(assets)) {
  if (!written.has(name)) rmSync(join(assets, name));
}
for (const name of filesUnder(join(root, 'public'))) {
  mkdirSync(dirname(join(site, name)), { recursive: true });
  cpSync(join(root, 'public', name), join(site, name));
}
// The font of the PDFs that the server writes, with its licence; browsers never fetch it.
const font = join(tools, '@expo-google-fonts/biz-udpgothic');
mkdirSync(join(site, 'fonts'), { recursive: true });
cpSync(join(font, '400Regular/BIZUDPGothic_400Regular.ttf'), join(site, 'fonts/BIZUDPGothic-Regular.ttf'));
cpSync(join(font, 'LICENSE_FONT'), join(site, 'fonts/BIZUDPGothic-LICENSE.txt'));
writeWhole(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
