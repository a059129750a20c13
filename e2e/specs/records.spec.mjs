// A person reads their own records.
import { expect, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');

test('home says whose page it is and sums up', async ({ page, enter }) => {
  await enter('changer');
  await page.goto('/');
  await expect(page.locator('.whose')).toContainText('さん');
  for (const path of ['/insurance', '/checkups', '/medications', '/expenses']) {
    await expect(main(page).locator(`a[href^="${path}"]`).first()).toBeVisible();
  }
});

test('the insured number is hidden until asked for', async ({ page, enter }) => {
  await enter('hanako', { from: '/insurance' });
  // The record may hold it in wide digits.
  const number = /1234567|１２３４５６７/;
  expect(await page.content()).not.toMatch(number);
  await page.getByRole('link', { name: '記号・番号を見る' }).click();
  await expect(main(page).getByText(number)).toBeVisible();
  await page.getByRole('link', { name: '記号・番号を隠す' }).click();
  await expect(main(page).getByText(number)).toHaveCount(0);
});

test('an unknown share at the counter is said in a whole sentence', async ({ page, enter }) => {
  await enter('ward', { from: '/insurance' });
  await expect(main(page)).toContainText('窓口で払う割合は、この記録には書かれていません。');
});

test('ten years of checkups, then one item', async ({ page, enter }) => {
  await enter('changer', { from: '/checkups' });
  await expect(main(page)).toContainText('10年');
  await main(page).locator('a[href="/checkups/items/sbp"]').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('血圧');
  await expect(main(page).locator('.trendbox svg:visible')).toBeVisible();
  await main(page).getByText('表で見る（10回分）').click();
  await expect(main(page).getByRole('row')).toHaveCount(11);
});

test('drugs a year at a time', async ({ page, enter }) => {
  await enter('changer', { from: '/medications' });
  await expect(main(page)).toContainText('2026');
  await main(page).getByRole('link', { name: /2025年/ }).first().click();
  await expect(page).toHaveURL(/year=2025/);
  await expect(main(page)).toContainText('2025年');
});

test('the year\'s expenses, by month, with the months still to come', async ({ page, enter }) => {
  await enter('changer', { from: '/expenses?year=2025' });
  await expect(main(page)).toContainText(/[\d,]+\s*円/);
  await page.goto('/expenses?year=2026');
  await expect(main(page)).toContainText('届いて');
});
