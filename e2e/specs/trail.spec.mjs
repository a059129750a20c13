// What a person did here is written down, and they see it: sign-in, pages, files, in sentences.
import { downloaded, expect, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');

// Nobody else signs in as this person: their doings would stand here too.
const alone = 'n-000000831';

test('what was done stands in the record of use, newest first', async ({ page, enter, audit }) => {
  await enter(alone, { from: '/checkups' });
  await page.goto('/insurance');
  await page.goto('/access');
  const own = main(page).locator('section').filter({ has: page.getByRole('heading', { name: 'このサイトでの利用の記録' }) });
  await expect(own).toContainText('カードでログインしました。');
  await expect(own).toContainText('「健診の記録」を見ました。');
  await expect(own).toContainText('「健康保険の資格」を見ました。');
  await expect(own).toContainText('Chrome');
  const text = await own.innerText();
  expect(text.indexOf('「健康保険の資格」'), 'the newest stands first').toBeLessThan(text.indexOf('「健診の記録」'));
  await audit('/access with entries');
});

test('a file that was taken along is in it, and so is the way to older entries', async ({ page, enter, audit }) => {
  await enter('n-000000832', { from: '/tax?year=2025' });
  await downloaded(page, () => main(page).getByRole('button', { name: /CSV|一覧/ }).first().click());
  for (let count = 0; count < 51; count += 1) await page.request.get('/help');
  await page.goto('/access');
  await expect(main(page)).toContainText('「使い方と困ったとき」を見ました。');
  await main(page).getByRole('link', { name: 'これより前の記録を見る' }).click();
  await expect(page).toHaveURL(/\/access\?before=\d+#own$/);
  await expect(main(page)).toContainText('医療費の一覧（CSVのファイル）を受け取りました。');
  await audit('/access, older entries');
  await main(page).getByRole('link', { name: '新しい記録に戻る' }).click();
  await expect(page).toHaveURL(/\/access#own$/);
});
