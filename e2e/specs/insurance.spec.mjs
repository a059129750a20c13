// The eligibility: whose it is, numbers only when asked for, and the sheet to show with the card where a reader fails.
import { readFileSync } from 'node:fs';
import { downloaded, expect, overflow, test } from '../lib/test.mjs';

test('a namesake can be told, and numbers are there only when asked for', async ({ page, enter, audit }) => {
  await enter('hanako', { from: '/insurance' });
  const main = page.getByRole('main');
  await expect(main).toContainText('バンゴウ　ハナコ');
  await expect(main).toContainText('1989年3月31日 生まれ');
  await expect(main).toContainText('同姓同名');
  expect(await page.content()).not.toContain('1234567');
  await page.getByRole('link', { name: '記号・番号を見る' }).click();
  await expect(main).toContainText('1234567');
  await audit('the eligibility with its numbers');
});

test('the sheet is printed or carried away, with the numbers only when asked for', async ({ page, enter, audit, scripts }) => {
  await enter('chronic', { from: '/insurance' });
  await page.getByRole('link', { name: '資格情報を紙に出す・保存する' }).click();
  const sheet = page.getByRole('region', { name: '資格情報' });
  await expect(sheet).toContainText('特定疾病療養受療証');
  await expect(sheet.getByRole('row', { name: /^番号/ })).toHaveCount(0);
  await audit('the sheet');
  const plain = await downloaded(page, () => page.getByRole('button', { name: 'PDFで保存する' }).click());
  expect(plain.name).toBe('資格情報.pdf');
  const bytes = readFileSync(plain.path);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(bytes.length).toBeLessThan(20_000);

  await page.getByRole('link', { name: '記号・番号を入れる' }).click();
  await expect(sheet.getByRole('row', { name: /^番号/ })).toContainText('５５５１２');
  const full = await downloaded(page, () => page.getByRole('button', { name: 'PDFで保存する' }).click());
  expect(readFileSync(full.path).length, 'three rows more').toBeGreaterThan(bytes.length);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: '紙に出す・保存する' })).toBeHidden();
  await expect(sheet).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await overflow(page, scripts)).toBeLessThanOrEqual(0);
});

test('without an eligibility there is no sheet, and the page says what to do', async ({ page, enter }) => {
  await enter('uninsured', { from: '/print/eligibility' });
  await expect(page.getByRole('main')).toContainText('で終わり、いま加入している健康保険は見つかりません');
  await expect(page.getByRole('button', { name: 'PDFで保存する' })).toHaveCount(0);
});
