// Acting for somebody: whose record it is stands large on every page, what was opened for one is not taken for another, and
// a delegation is offered, taken, used and ended by two people with their cards.
import { signIn } from '../lib/browser.mjs';
import { expect, overflow, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');
const heading = (page) => page.getByRole('heading', { level: 1 });
const banner = (page) => page.getByRole('region', { name: '代理で見ている人' });
const back = (page) => page.getByRole('button', { name: '自分の記録に戻る' });

// Nobody else's journeys change these; each project has people of its own.
const giver = 'n-000000881';
const holder = 'n-000000883';

test('a parent looks at the records of the children and is told whose they are', async ({ page, enter, audit, scripts, tolerated }) => {
  tolerated.push(/status of 403/);
  await enter('parent', { from: '/family' });
  await expect(main(page)).toContainText('あなたが代理で見られる人');
  await audit('/family of parent');
  await expect(banner(page)).toHaveCount(0);
  await main(page).getByRole('button', { name: 'この人の記録を見る：見本　陽 さん' }).click();
  await expect(heading(page)).toContainText('見本　陽さんの記録');
  for (const path of ['/', '/insurance', '/checkups', '/medications', '/expenses', '/tax', '/help', '/import']) {
    await page.goto(path);
    await expect(banner(page)).toContainText('見本　陽 さんの記録');
    await expect(page).not.toHaveTitle(/見本/);
    await audit(`${path} for the child`);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overflow(page, scripts), `${path} at 320 px`).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  const size = await banner(page).locator('.who').evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
  expect(size, 'large letters').toBeGreaterThanOrEqual(28);
  // One's own pages are closed meanwhile, and say so.
  for (const path of ['/registration', '/settings', '/family', '/access']) {
    await page.goto(path);
    await expect(heading(page)).toContainText('代理のあいだは使えないページです');
    await audit(`${path} while acting`);
  }
  await back(page).click();
  await expect(page.getByRole('status').first()).toContainText('ご自身の記録に戻りました');
  await expect(banner(page)).toHaveCount(0);

  await main(page).getByRole('button', { name: 'この人の記録を見る：見本　美和 さん' }).click();
  await page.goto('/checkups');
  await expect(heading(page)).toContainText('この記録は、代理では見られません');
  await expect(banner(page)).toContainText('見本　美和 さんの記録');
  await back(page).click();
});

test('a form opened for one and sent after switching in another tab is refused', async ({ page, context, enter, audit, tolerated }) => {
  tolerated.push(/status of 403/);
  await enter('parent', { from: '/family' });
  await main(page).getByRole('button', { name: 'この人の記録を見る：見本　陽 さん' }).click();
  await page.goto('/tax?year=2026');
  const other = await context.newPage();
  await other.goto('/medications');
  await expect(banner(other)).toContainText('見本　陽');
  await back(other).click();
  await main(other).getByRole('button', { name: 'この人の記録を見る：見本　凜 さん' }).click();
  // The first tab still shows the first child; its form is not taken.
  await expect(banner(page)).toContainText('見本　陽');
  await main(page).locator('button[formaction="/tax/export/csv"]').first().click();
  await expect(heading(page)).toContainText('別の人の画面から送られたため');
  await expect(main(page)).toContainText('何も変更されていません');
  await expect(banner(page)).toContainText('見本　凜 さんの記録');
  await audit('a form of another person is refused');
  await page.goto('/medications');
  await expect(banner(page)).toContainText('見本　凜 さんの記録');
  await back(page).click();
  await other.close();
});

test('offered by one card, taken by the other, used, seen by both, ended', async ({ page, enter, browser, house, javaScriptEnabled, audit }) => {
  const elsewhere = await browser.newContext({ baseURL: house.calm.portal, javaScriptEnabled, locale: 'ja-JP' });
  const there = await elsewhere.newPage();
  await signIn(there, holder, { from: '/settings' });
  const paper = await there.locator('.paper').textContent();
  const [, year, month, day] = paper.match(/（(\d+)年(\d+)月(\d+)日生まれ/);

  await enter(giver, { from: '/family' });
  await audit('/family of nobody yet');
  await page.getByRole('button', { name: '代理人に伝える番号をつくる' }).click();
  await expect(main(page)).toContainText('代理人に見せる記録を、1つ以上選んでください');
  await audit('/family with what is wrong');
  await page.getByRole('checkbox', { name: /^お薬/ }).check();
  await page.getByRole('radio', { name: /^1か月/ }).check();
  await page.getByLabel('代理人になる人の生年月日').fill('きのう');
  await page.getByRole('button', { name: '代理人に伝える番号をつくる' }).click();
  await expect(page.getByLabel('代理人になる人の生年月日')).toHaveValue('きのう');
  await expect(page.getByRole('checkbox', { name: /^お薬/ })).toBeChecked();
  await page.getByLabel('代理人になる人の生年月日').fill(`${year}/${month}/${day}`);
  await page.getByRole('button', { name: '代理人に伝える番号をつくる' }).click();
  const code = (await page.locator('.code').textContent()).trim();
  expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  await audit('/family with a code');

  await there.goto('/family');
  await there.getByLabel('番号', { exact: true }).fill('ABCD2345');
  await there.getByRole('button', { name: '番号を確かめる' }).click();
  await expect(main(there)).toContainText('番号を確認できませんでした');
  await there.getByLabel('番号', { exact: true }).fill(code.toLowerCase());
  await there.getByRole('button', { name: '番号を確かめる' }).click();
  await expect(main(there)).toContainText('㋐000000881 さんから、代理人になるよう頼まれています');
  await there.getByRole('button', { name: /^引き受ける：/ }).click();
  await there.getByRole('button', { name: /^この人の記録を見る：.*㋐000000881 さん/ }).click();
  await there.goto('/medications');
  await expect(banner(there)).toContainText('㋐000000881 さんの記録');
  await back(there).click();
  await expect(main(there)).toContainText('最後に見た日時');
  await there.goto('/access');
  await expect(main(there)).toContainText('あなたが代理人として');

  await page.goto('/access');
  await expect(main(page)).toContainText('あなたの代理人の');
  await page.goto('/family');
  await expect(main(page)).toContainText('㋐000000883 さん');
  await audit('/family with a delegate');
  await page.getByRole('button', { name: /すぐに終わらせる/ }).click();
  await expect(main(page)).toContainText('終わらせました');
  await there.goto('/family');
  await expect(there.getByRole('button', { name: /^この人の記録を見る/ })).toHaveCount(0);
  await elsewhere.close();
});
