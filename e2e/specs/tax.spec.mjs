// From the year's expenses to the tax office's form, opened again by a reader of another make.
import { readFileSync } from 'node:fs';
import { modeB, readForm } from '../lib/form.mjs';
import { downloaded, expect, test } from '../lib/test.mjs';

test('the deduction is worked out with an income, and said with its rule', async ({ page, enter }) => {
  await enter('parent', { from: '/tax?year=2025' });
  await page.getByLabel(/所得/).first().fill('四百万');
  await page.getByRole('button', { name: 'この所得で計算する' }).click();
  await expect(page.locator('#income-error')).toBeVisible();
  await expect(page).toHaveTitle(/^エラー：/);
  await expect(page.locator('input#income'), 'what was typed is there').toHaveValue('四百万');
  await page.getByLabel(/所得/).first().fill('4000000');
  await page.getByRole('button', { name: 'この所得で計算する' }).click();
  await expect(page, 'no income in any address').toHaveURL(/\/tax\?year=2025#worked-out$/);
  await expect(page.locator('input#income')).toHaveValue('4000000');
  await expect(page.getByRole('main')).toContainText('所得税法73条');
  await expect(page.getByRole('main')).toContainText('100,000');
});

for (const card of ['changer', 'elder', 'hostile']) {
  test(`the form of "${card}" adds up to what the CSV says`, async ({ page, enter }) => {
    await enter(card, { from: '/tax?year=2025' });
    const form = await downloaded(page, async () => (await modeB(page)).click());
    expect(form.name).toMatch(/\.xlsx$/);
    const read = readForm(form.path);
    expect(read.title).toBe('医療費集計フォーム  Ver.3.1');
    expect(read.sheets[0]).toBe('医療費集計フォーム');
    expect(read.rows.length).toBeGreaterThan(0);

    const csv = await downloaded(page, () => page.locator('button[formaction="/tax/export/csv"]').first().click());
    expect(csv.name).toMatch(/\.csv$/);
    const lines = readFileSync(csv.path, 'utf8').trim().split('\r\n');
    expect(lines.length).toBeGreaterThan(read.rows.length);
    for (const row of read.rows) expect([...row.institution].length).toBeLessThanOrEqual(20);
  });
}
