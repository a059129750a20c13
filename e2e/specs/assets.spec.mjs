// The files a browser fetches: from this origin only, named by what they hold, and run only if they hold it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../lib/test.mjs';

const folder = fileURLToPath(new URL('../../dist/site/assets', import.meta.url));
const TYPES = { css: 'text/css', js: 'text/javascript', wasm: 'application/wasm' };
const FOR_EVER = 'public, max-age=31536000, immutable';

test('hashed files are what their names say, of their type, and kept for ever; nothing else is', async ({ request, scripts }) => {
  test.skip(!scripts, 'files are the same for everyone');
  const names = readdirSync(folder).filter((name) => !/\.(br|gz)$/.test(name));
  expect(names.map((name) => name.split('.').at(-1)).sort()).toEqual(['css', 'js', 'js', 'wasm', 'wasm']);
  for (const name of names) {
    const [, hash, ending] = name.match(/^[a-z]+\.([0-9a-f]{12})\.([a-z]+)$/);
    const bytes = readFileSync(`${folder}/${name}`);
    expect(createHash('sha256').update(bytes).digest('hex').slice(0, 12), name).toBe(hash);
    for (const encoding of ['identity', 'br', 'gzip']) {
      const answer = await request.get(`/assets/${name}`, { headers: { 'accept-encoding': encoding } });
      expect(answer.headers(), `${name} ${encoding}`).toMatchObject({ 'content-type': TYPES[ending], 'cache-control': FOR_EVER, 'x-content-type-options': 'nosniff' });
      expect(answer.headers()['content-encoding'] ?? 'identity').toBe(encoding);
      expect(bytes.equals(await answer.body()), `${name} ${encoding}`).toBe(true);
    }
  }
  for (const path of ['/', '/help', '/import', '/nothing', '/icon.svg', '/robots.txt', '/manifest.webmanifest', '/assets/none.000000000000.js', '/assets/manifest.json']) {
    const answer = await request.get(path);
    expect(answer.headers()['cache-control'], path).not.toContain('immutable');
  }
});

test('every script of a page is ours, carries the nonce, and is named with what it must hold', async ({ request, page, enter, scripts }) => {
  test.skip(!scripts, 'the pages are the same for everyone');
  await enter('changer');
  let modules = 0;
  for (const path of ['/', '/checkups', '/checkups/items/sbp', '/medications', '/expenses', '/tax', '/import', '/help', '/nothing']) {
    const answer = await page.request.get(path);
    const html = await answer.text();
    const nonce = answer.headers()['content-security-policy'].match(/'nonce-([^']+)'/)[1];
    for (const [tag] of html.matchAll(/<script[^>]*>/g)) {
      expect(tag, path).toContain(`nonce="${nonce}"`);
      const [, source] = tag.match(/ src="([^"]*)"/) ?? [];
      if (source === undefined) continue;
      modules += 1;
      expect(source, path).toMatch(/^\/assets\/[a-z]+\.[0-9a-f]{12}\.js$/);
      const bytes = await (await request.get(source)).body();
      expect(tag, path).toContain(`integrity="sha384-${createHash('sha384').update(bytes).digest('base64')}"`);
    }
    expect(html.match(/(?:src|href)="(?:https?:)?\/\//g) ?? [], `${path} fetches nothing from elsewhere`).toEqual([]);
    const wasm = html.match(/fetch\("(\/assets\/[^"]*\.wasm)", \{ integrity: "sha384-([^"]+)" \}\)/);
    if (wasm) expect(wasm[2], path).toBe(createHash('sha384').update(await (await request.get(wasm[1])).body()).digest('base64'));
    expect(Boolean(wasm), `${path}: a module has its WASM`).toBe(html.includes(' src="/assets/'));
  }
  expect(modules, 'pages with a module').toBeGreaterThanOrEqual(2);
});

for (const [what, files, change] of [
  ['script', /\/assets\/islands\.[0-9a-f]+\.js$/, (bytes) => Buffer.concat([bytes, Buffer.from('\nglobalThis.changed = true;')])],
  // A custom section more: sound WASM, but not ours.
  ['WASM', /\/assets\/islands\.[0-9a-f]+\.wasm$/, (bytes) => Buffer.concat([bytes, Buffer.from([0, 2, 1, 120])])],
]) {
  test(`a ${what} that was changed on the way does not run, and the page stays whole`, async ({ page, enter, scripts, tolerated }) => {
    test.skip(!scripts, 'without scripts nothing runs at all');
    const readout = page.locator('.readout');
    await enter('changer', { from: '/checkups/items/sbp' });
    await expect(readout, 'unchanged, it runs').toContainText('矢印キー');
    tolerated.push(/integrity/i, /Failed to fetch/);
    await page.route(files, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: change(await answer.body()) });
    });
    const refused = page.waitForEvent('console', { predicate: (message) => /integrity/i.test(message.text()) });
    await page.reload();
    await refused;
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(readout).toHaveText('');
    expect(await page.evaluate(() => globalThis.changed)).toBeUndefined();
  });
}
