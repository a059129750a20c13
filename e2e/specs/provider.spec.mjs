// A provider's app in the same browser, on another site: asking, refusing, reading, renewing, stopping. It speaks with the portal
// by a SMART library that nobody here wrote.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signIn } from '../lib/browser.mjs';
import { houses } from '../lib/houses.mjs';
import { expect, overflow, test } from '../lib/test.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { portal, embed } = houses.js.calm;
const port = Number(new URL(portal).port) + 60;
const app = `http://127.0.0.1:${port}`;
const env = { ...process.env, PROVIDER_PORT: String(port), PORTAL_PUBLIC_URL: portal, PORTAL_EMBED_PUBLIC_URL: embed };
const command = (...words) => execFileSync(join(root, 'dist/portal'), ['partner', ...words, '--data', join(root, `e2e/results/data-${new URL(portal).port}`)]);
let provider;

// What the provider's page is refused, its browser says in the console.
const REFUSED = [/Failed to load resource/, /blocked by CORS policy/, /OperationOutcome|FhirError|HttpError|invalid_grant/];

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the provider is a program in the browser');

test.beforeAll(async () => {
  const entry = join(mkdtempSync(join(tmpdir(), 'provider-')), 'entry.json');
  writeFileSync(entry, execFileSync('node', [join(root, 'e2e/partner/entry.mjs')], { env }));
  command('add', entry);
  command('resume', 'sample-app');
  provider = spawn('node', [join(root, 'e2e/partner/server.mjs')], { env, stdio: 'ignore' });
  for (let waited = 0; waited < 5_000; waited += 50) {
    if (await fetch(app).then(({ ok }) => ok, () => false)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the provider did not start');
});

test.afterAll(() => provider?.kill());

/** From the provider's button to the question on the portal's own page. */
async function ask(page) {
  await page.goto(app);
  await page.getByRole('button', { name: '健康手帳から記録を受け取る' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('「見本ノート」に、あなたの記録を渡しますか');
}

const said = (page) => page.locator('#said');

test('refusing leads back, and nothing is given', async ({ page }) => {
  await signIn(page, 'changer');
  await ask(page);
  await page.getByRole('button', { name: '渡さない' }).click();
  await expect(said(page)).toHaveText('記録は渡されませんでした');
  expect(page.url()).toBe(`${app}/`);
  await page.goto('/sharing');
  await expect(page.locator('main')).toContainText('渡している事業者は、いまはありません');
});

test('asked, struck, read, renewed, told, stopped', async ({ page, tolerated, audit }) => {
  tolerated.push(...REFUSED);
  await signIn(page, 'changer');
  await ask(page);
  await audit('the question');
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await overflow(page, true), 'the question at 320 px').toBeLessThanOrEqual(0);
  await audit('the question at 320 px');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByLabel('医療費', { exact: true }).uncheck();
  await page.getByRole('button', { name: '選んだものを渡す' }).click();
  await expect(said(page)).toHaveText('読みました');
  await expect(page.locator('#who')).toContainText('さんの記録');
  await expect(page.locator('#kinds')).toContainText(/Observation: [1-9]/);
  await expect(page.locator('#kinds')).toContainText(/MedicationDispense: [1-9]/);
  await expect(page.locator('#kinds')).toContainText('ExplanationOfBenefit: 403');
  // Beside what it reads itself, a page of the portal inside its own.
  await page.locator('[data-view=checkups]').click();
  await expect(page.frameLocator('kenko-view iframe').locator('h1')).toContainText('健診の記録');
  await page.locator('[data-view=expenses]').click();
  await expect(said(page)).toHaveText('画面を出せません（403）');
  await page.getByRole('button', { name: '合言葉を新しくする' }).click();
  await expect(said(page)).toHaveText('新しくしました');
  await page.getByRole('button', { name: 'もう一度読む' }).click();
  await expect(said(page)).toHaveText('読みました');
  // The person sees it, and stops it, in another tab.
  const own = await page.context().newPage();
  await own.goto(`${portal}/sharing`);
  await expect(own.locator('main')).toContainText('最後に使われた日時');
  await own.getByRole('button', { name: /^いますぐ止める/ }).click();
  await expect(own.locator('main')).toContainText('止めました');
  await page.getByRole('button', { name: 'もう一度読む' }).click();
  await expect(said(page)).not.toHaveText('読みました');
  await page.getByRole('button', { name: '合言葉を新しくする' }).click();
  await expect(said(page)).toHaveText('新しくできませんでした');
  await own.goto(`${portal}/access`);
  await expect(own.locator('main')).toContainText('PHR事業者「見本ノート」');
  await own.close();
});

test('who is not signed in is asked for the card first', async ({ page }) => {
  await page.goto(app);
  await page.getByRole('button', { name: '健康手帳から記録を受け取る' }).click();
  await page.locator('input[name=card]').fill('elder');
  await page.locator('input[name=pin]').fill('1234');
  await page.locator('form:has(input[name=pin]) button').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('「見本ノート」に、あなたの記録を渡しますか');
  await page.getByRole('button', { name: '渡さない' }).click();
  await expect(said(page)).toHaveText('記録は渡されませんでした');
});

test('a suspended provider gets a page that says so', async ({ page, tolerated }) => {
  tolerated.push(...REFUSED);
  command('suspend', 'sample-app');
  await signIn(page, 'changer');
  await page.goto(app);
  await page.getByRole('button', { name: '健康手帳から記録を受け取る' }).click();
  await expect(page.locator('body')).toContainText(/停止されています|つながりません/);
  command('resume', 'sample-app');
});
