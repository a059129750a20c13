import { chromium } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { context as where, launchOptions, signIn } from './lib/browser.mjs';
const base = process.argv[2];
const own = readFileSync('../app/src/domain/checkup/document/fixtures/v08.xml', 'utf8');
const older = readFileSync('../app/src/domain/checkup/document/fixtures/v07.xml', 'utf8');
const row = (code, name, value, unit) => `<entry><observation classCode="OBS" moodCode="EVN"><code code="${code}" codeSystem="1.2.392.200119.6.1005" displayName="${name}"/><value xsi:type="PQ" value="${value}" unit="${unit}"/></observation></entry>`;
const files = [['own.xml', own]];
for (const [year, w, tc, cr] of [[2014, '64.0', '200', '0.80'], [2015, '65.2', '212', '0.82'], [2016, '66.0', '230', '0.84']]) {
  const more = row('9N006000000000001', '体重', w, 'kg') + row('3F050000002327101', '総コレステロール', tc, 'mg/dL') + row('3C015000002327101', '血清クレアチニン', cr, 'mg/dL');
  files.push([`y${year}.xml`, older.replace('20230518', `${year}0518`).replace('<entry>', more + '<entry>')]);
}
for (const [n, t] of files) writeFileSync(`/tmp/${n}`, t);
const b = await chromium.launch(launchOptions);
const c = await b.newContext({ ...where, baseURL: base, javaScriptEnabled: false });
const p = await c.newPage();
await p.goto('/login'); await p.locator('input[name=card]').fill('changer'); await p.locator('input[name=pin]').fill('1234');
await p.locator('form:has(input[name=pin]) button').first().click();
if (await p.locator('a#on').count()) await p.locator('a#on').click();
await p.goto('/import');
await p.locator('input[type=file]').setInputFiles(files.map(([n]) => `/tmp/${n}`));
await p.locator('form:has(input[type=file]) button').first().click();
console.log(await p.locator('main').innerText().then((t) => t.slice(0, 200)));
await p.locator('form[action="/import/checkups"] button').first().click();
console.log(p.url(), await p.locator('main').innerText().then((t) => t.slice(0, 200)));
await b.close();
