// A year of bills to a form: a single person through the hub, and a family of four with nothing but files. With scripts nothing of the
// files leaves the browser.
import { modeB, readForm } from '../lib/form.mjs';
import { encode, row, statement } from '../lib/statement.mjs';
import { downloaded, expect, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');

test('one person: a row is typed, a bill corrected, and both are in the files', async ({ page, enter, audit }) => {
  await enter('changer', { from: '/expenses/rows?year=2025' });
  await page.locator('summary', { hasText: '書き足す' }).first().click();
  await page.getByRole('radio', { name: /通院の交通費/ }).check();
  await page.getByLabel('払った先').fill('見本急行バス');
  await page.getByLabel('払った額（円）').fill('１２，３４０円');
  await page.getByRole('button', { name: '書き足す', exact: true }).click();
  await expect(main(page)).toContainText('書き足しました');
  await expect(main(page).locator('#rows')).toContainText('見本急行バス');
  await audit('/expenses/rows with a typed row');

  await main(page).getByRole('link', { name: '直す', exact: true }).first().click();
  await page.getByLabel('実際に払った額（円）').fill('千円');
  await page.getByRole('button', { name: 'この額に直す' }).click();
  await expect(main(page)).toContainText('数字だけで入れてください');
  await expect(page.getByLabel('実際に払った額（円）')).toHaveValue('千円');
  await page.getByLabel('実際に払った額（円）').fill('10');
  await page.getByRole('button', { name: 'この額に直す' }).click();
  await expect(main(page)).toContainText('領収書は、5年間保管');

  await page.goto('/tax?year=2025');
  await audit('/tax with a book');
  const outside = await downloaded(page, () => main(page).locator('button[formaction="/tax/export/form"][value="a:1"]').click());
  expect(readForm(outside.path).rows.map((one) => [one.institution, one.paid])).toEqual([['見本急行バス', 12340]]);
  const all = await downloaded(page, async () => (await modeB(page)).click());
  expect(readForm(all.path).rows.length).toBeGreaterThan(1);
});

const FAMILY = [
  ['見本　一郎', 'ミホン　イチロウ', [row(1, '医科外来', '見本内科クリニック', 5950, 1785), row(9, '医科入院', '見本総合病院', 301230, 90369, 6)]],
  ['見本　春子', 'ミホン　ハルコ', [row(3, '歯科外来', '見本歯科', 40000, 12000)]],
  ['見本　夏生', 'ミホン　ナツオ', [row(6, '調剤', 'みほん薬局', 3330, 999)]],
  ['見本　秋', 'ミホン　アキ', [row(6, '医科外来', '見本こどもクリニック', 6660, 1998)]],
];
const paid = FAMILY.flatMap(([, , rows]) => rows).reduce((sum, one) => sum + one.share, 0);

test('a family of four by files only: one year, both modes, carried away and brought back', async ({ page, scripts, audit }) => {
  const left = [];
  page.on('request', (request) => request.method() !== 'GET' && left.push(request.url()));
  await page.goto('/import');
  if (scripts) await expect(page.locator('#import-privacy')).toContainText('このブラウザの中');
  await page.locator('#files').setInputFiles(FAMILY.map(([name, kana, rows], at) => ({
    name: `医療費情報_${at}.csv`, mimeType: 'text/csv', buffer: encode(statement({ name, kana, rows }), at % 2 ? 'cp932' : 'utf-8'),
  })));
  await page.getByRole('button', { name: '読み込む' }).click();
  await expect(main(page)).toContainText('4人分のファイルです');
  await expect(main(page).locator('table.cover tbody tr')).toHaveCount(4);
  await audit('/import with a family');

  // Opened, it needs nothing more from the network.
  if (scripts) await page.context().setOffline(true);
  await page.locator('summary', { hasText: '書き足す' }).first().click();
  await page.getByRole('radio', { name: /市販薬/ }).check();
  await page.getByLabel('払った先').fill('見本ドラッグ');
  await page.getByLabel('払った額（円）').fill('1980');
  await page.getByRole('button', { name: '書き足す', exact: true }).click();
  await expect(main(page)).toContainText('書き足しました');
  const form = await downloaded(page, async () => (await modeB(page)).click());
  expect(readForm(form.path).paid).toBe(paid + 1980);
  const book = await downloaded(page, () => page.getByRole('button', { name: /帳簿をファイルで持ち帰る/ }).click());
  if (scripts) {
    await page.context().setOffline(false);
    expect(left, 'nothing leaves the browser').toEqual([]);
  }
  await page.goto('/import');
  if (scripts) await expect(page.locator('#import-privacy')).toContainText('このブラウザの中');
  await page.locator('#files').setInputFiles(book.path);
  await page.getByRole('button', { name: '読み込む' }).click();
  await expect(main(page).locator('#rows')).toContainText('見本ドラッグ');
});

test('on a phone nothing of the book is wider than the screen', async ({ page, enter }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await enter('parent', { from: '/expenses?year=2025' });
  for (const path of ['/expenses?year=2025', '/expenses/rows?year=2025', '/tax?year=2025', '/tax/household?year=2025', '/tax/steps?year=2025']) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), path).toBeLessThanOrEqual(0);
  }
});
