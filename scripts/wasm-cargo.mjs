// How cargo is told to compile for the browser: plainly where rustup has the target, or with Debian's own Rust where
// scripts/wasm-target.sh had to fall back to it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const stamp = join(dirname(fileURLToPath(import.meta.url)), '..', '.tools', 'wasm-target');
const debian = existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === 'debian';

/** Arguments every cargo call for the browser carries. */
export function wasmArguments() {
  return ['--target', 'wasm32-unknown-unknown', ...(debian ? ['-Zbuild-std=std,panic_abort'] : [])];
}

/** Environment of such a call. */
export function cargoEnvironment() {
  if (!debian) return process.env;
  return { ...process.env, CARGO: '/usr/bin/cargo', PATH: `/usr/bin:${process.env.PATH}`, RUSTC: '/usr/bin/rustc', RUSTC_BOOTSTRAP: '1', CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: 'wasm-ld-22' };
}

// On the command line: calls cargo for the browser with the given arguments before the target, and `--` what follows.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2);
  const end = given.includes('--') ? given.indexOf('--') : given.length;
  const args = [...given.slice(0, end), ...wasmArguments(), ...given.slice(end)];
  process.exit(spawnSync('cargo', args, { stdio: 'inherit', env: cargoEnvironment() }).status ?? 1);
}
