// How pages read: what stands first, what is folded, what paper shows, and large letters on a small phone.
import { pages } from '../lib/browser.mjs';
import { expect, overflow, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');
const phone = { width: 390, height: 844 };
const tall = (page) => page.locator('html').evaluate((root) => root.scrollHeight);

test('an elder sees first what they take now; older months are folded, and search opens what it finds', async ({ page, enter, scripts }) => {
  await page.setViewportSize(phone);
  await enter('elder', { from: '/medications' });
  await expect(main(page).getByRole('heading', { level: 2 }).first()).toHaveText('いま飲んでいる（とみられる）お薬');
  await expect(main(page).getByRole('heading', { name: '同じ成分のお薬が、2つの所から出ています' })).toHaveCount(1);
  if (scripts) expect(await tall(page), 'height on a phone').toBeLessThan(7_000);
  const months = main(page).locator('details.month');
  const closed = months.locator('nth=-1');
  await expect(months.first().locator('.rx').first()).toBeVisible();
  await expect(closed.locator('.rx').first()).toBeHidden();
  await closed.locator('summary').click();
  await expect(closed.locator('.rx').first()).toBeVisible();

  await page.getByRole('link', { name: 'すべての月を開く' }).click();
  for (const month of await months.all()) await expect(month.locator('.rx').first()).toBeVisible();

  await page.getByRole('searchbox').fill('みかむろ');
  await page.getByRole('button', { name: '探す' }).click();
  await expect(main(page).locator('.banner[role=status]')).toContainText('年分の記録にありました');
  await expect(page.getByRole('link', { name: /^2025年/ })).toHaveCount(1);
  await page.getByRole('link', { name: /^2025年/ }).click();
  await expect(page.getByRole('searchbox'), 'what was looked for goes along').toHaveValue('みかむろ');
  for (const found of await main(page).locator('.rx .list > li').all()) {
    await expect(found).toBeVisible();
    await expect(found).toContainText('ミカムロ');
  }
});

test('where no chart can be drawn the table stands open', async ({ page, enter }) => {
  await enter('changer', { from: '/checkups/items/urine-protein' });
  await expect(main(page).getByRole('cell', { name: '陰性（－）' }).first()).toBeVisible();
  await page.goto('/checkups/items/sbp');
  await expect(main(page).locator('table.values')).toBeHidden();
});

test('links lead to each group of checkup items', async ({ page, enter }) => {
  await page.setViewportSize(phone);
  await enter('changer', { from: '/checkups' });
  await page.getByRole('navigation', { name: '検査の種類へ進む' }).getByRole('link', { name: /^脂質/ }).click();
  await expect(page.getByRole('heading', { name: '脂質' })).toBeInViewport();
});

test('paper carries whose record it is, and shows what is folded', async ({ page, enter }) => {
  await enter('elder', { from: '/medications' });
  await page.emulateMedia({ media: 'print' });
  for (const [name, path] of pages) {
    await page.goto(path);
    await expect(page.locator('.paper'), name).toBeVisible();
    await expect(page.locator('.paper'), name).toHaveText(/見本.+ウメ.*1948年2月20日生まれ.*2026年11月22日 \d+:\d\d/);
    await expect(page.locator('.nav'), name).toBeHidden();
  }
  await page.goto('/medications');
  for (const given of await main(page).locator('.rx').all()) await expect(given).toBeVisible();
});

for (const card of ['elder', 'changer', 'parent', 'hanako']) {
  test(`home of "${card}" fits two sheets`, async ({ page, enter, scripts }) => {
    test.skip(!scripts, 'paper is the same');
    await enter(card);
    await page.goto('/');
    const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g).length;
    expect(sheets).toBeLessThanOrEqual(2);
  });
}

test('letters twice as large on a small phone: nothing sticks out, names break', async ({ page, enter, scripts }) => {
  test.skip(!scripts, 'the measure is a script');
  test.setTimeout(90_000);
  await page.setViewportSize({ width: 360, height: 780 });
  await enter('hostile');
  for (const [name, path] of [...pages, ['every month', '/medications?open=all']]) {
    await page.goto(path);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await overflow(page, scripts), name).toBeLessThanOrEqual(0);
  }
});

test('links that stand alone take a finger', async ({ page, enter, scripts }) => {
  test.skip(!scripts, 'the measure is a script');
  await page.setViewportSize(phone);
  await enter('changer');
  for (const [path, name] of [['/medications', 'ホーム'], ['/checkups', '体重'], ['/', 'お薬の記録を見る'], ['/', '使い方と困ったとき']]) {
    await page.goto(path);
    const link = page.locator('main, footer').getByRole('link', { name, exact: true }).first();
    await link.scrollIntoViewIfNeeded();
    const reach = await link.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const hit = (y) => element.contains(document.elementFromPoint(left + width / 2, y));
      let [up, down] = [top + height / 2, top + height / 2];
      while (hit(up - 1)) up -= 1;
      while (hit(down + 1)) down += 1;
      return down - up + 1;
    });
    expect(reach, `${name} on ${path}`).toBeGreaterThanOrEqual(44);
  }
});
