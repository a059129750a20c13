// What a page may weigh. Counted from the bytes that are sent: the files beside the portal, and cold visits.
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { pages } from '../lib/browser.mjs';
import { expect, test } from '../lib/test.mjs';

const site = fileURLToPath(new URL('../../dist/site', import.meta.url));
const manifest = JSON.parse(readFileSync(`${site}/manifest.json`, 'utf8'));
const size = (address, suffix) => statSync(`${site}${address}${suffix}`).size;

function within(info, what, bytes, limit) {
  info.annotations.push({ type: 'bytes', description: `${what}: ${bytes.toLocaleString('en-US')} of ${limit.toLocaleString('en-US')}` });
  expect(bytes, what).toBeLessThanOrEqual(limit);
}

test('the browser half', async ({ scripts }, info) => {
  test.skip(!scripts, 'files are the same for everyone');
  within(info, 'islands, JS + WASM, brotli', size(manifest.islands_js, '.br') + size(manifest.islands_wasm, '.br'), 90_000);
  within(info, 'converter, JS + WASM, brotli', size(manifest.convert_js, '.br') + size(manifest.convert_wasm, '.br'), 250_000);
  within(info, 'style sheet, gzip', size(manifest.css, '.gz'), 12_000);
});

const RECORDS = { changer: 'ten years of 27 items', long: 'forty years of 60 items', elder: 'an old person', hostile: 'attack strings', empty: 'nothing' };
for (const [card, what] of Object.entries(RECORDS)) {
  test(`the checkups page, ${what}`, async ({ page, enter }, info) => {
    await enter(card);
    const answer = await page.goto('/checkups');
    const html = gzipSync(await answer.body(), { level: 6 }).length;
    within(info, `/checkups of ${what}, HTML + CSS, gzip`, html + size(manifest.css, '.gz'), 30_000);
  });
}

test('every page cold: few requests, all from here, no web font', async ({ page, enter, house, browser, baseURL }, info) => {
  test.setTimeout(120_000);
  await enter('changer');
  const state = await page.context().storageState();
  const most = { path: '', count: 0 };
  for (const [, path] of pages) {
    const cold = await browser.newContext({ baseURL, storageState: state, javaScriptEnabled: info.project.use.javaScriptEnabled });
    const visit = await cold.newPage();
    const asked = [];
    visit.on('request', (request) => asked.push(request));
    await visit.goto(path, { waitUntil: 'networkidle' });
    expect(asked.filter((request) => new URL(request.url()).origin !== new URL(house.calm.portal).origin && !request.url().startsWith('data:')).map((request) => request.url())).toEqual([]);
    expect(asked.filter((request) => request.resourceType() === 'font')).toEqual([]);
    expect(asked.length, `requests of ${path}`).toBeLessThanOrEqual(8);
    if (asked.length > most.count) Object.assign(most, { path, count: asked.length });
    await cold.close();
  }
  within(info, `requests of ${most.path}, the most of any page`, most.count, 8);
});
