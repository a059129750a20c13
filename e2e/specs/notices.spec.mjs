// Notices: opened without being read, read by a button, kept, from two tabs; which kinds are told; the feed; and the size of
// text, which is the browser's own.
import { pages, signIn } from '../lib/browser.mjs';
import { expect, overflow, setFaults, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');
const part = (page, id) => page.locator(`#${id}`);
const lines = (page, id) => part(page, id).locator('.notices > li');

test('a notice is opened, read, kept and found again', async ({ page, enter, audit, scripts }) => {
  await enter('n-000000850', { from: '/notices' });
  await audit('/notices');
  const count = await lines(page, 'new').count();
  expect(count).toBeGreaterThan(0);
  await expect(main(page)).toContainText(`新しいお知らせが ${count}件 あります`);
  const first = lines(page, 'new').first();
  await expect(first.getByRole('button', { name: '読んだ' })).toBeHidden();
  await first.locator('summary').click();
  await audit('/notices with one opened');
  await page.reload();
  await expect(lines(page, 'new')).toHaveCount(count);

  await lines(page, 'new').first().locator('summary').click();
  await lines(page, 'new').first().getByRole('button', { name: '読んだ' }).click();
  await expect(page).toHaveURL(/\/notices$/);
  await expect(page.getByRole('status').first()).toContainText('お知らせの印を変えました');
  await expect(lines(page, 'new')).toHaveCount(count - 1);
  await lines(page, 'earlier').first().locator('summary').click();
  await lines(page, 'earlier').first().getByRole('button', { name: 'とっておく' }).click();
  await expect(lines(page, 'kept')).toHaveCount(1);
  await audit('/notices with a kept one');
  await page.goto('/');
  const home = page.locator('#notices');
  await expect(home).toContainText(count === 1 ? '新しいお知らせはありません' : `新しいお知らせが ${count - 1}件 あります`);
  await home.getByRole('link', { name: 'お知らせを開く' }).click();
  await page.setViewportSize({ width: 320, height: 700 });
  for (const summary of await main(page).locator('summary').all()) await summary.click();
  expect(await overflow(page, scripts)).toBeLessThanOrEqual(0);
});

test('two tabs lose nothing, and all are read at once', async ({ page, context, enter }) => {
  await enter('n-000000851', { from: '/notices' });
  const all = part(page, 'new').getByRole('button', { name: /すべて読んだ/ });
  const count = await lines(page, 'new').count();
  const other = await context.newPage();
  await other.goto('/notices');
  // In the first tab one is kept; the second, opened before, reads all.
  await lines(page, 'new').first().locator('summary').click();
  await lines(page, 'new').first().getByRole('button', { name: 'とっておく' }).click();
  if (count > 1) {
    await part(other, 'new').getByRole('button', { name: /すべて読んだ/ }).click();
    await expect(lines(other, 'new')).toHaveCount(0);
    await expect(lines(other, 'kept')).toHaveCount(1);
    await page.reload();
    await expect(all).toHaveCount(0);
  }
  await other.close();
});

test('a kind that is switched off is shown, and not as new', async ({ page, enter, audit }) => {
  await enter('n-000000857', { from: '/settings' });
  await page.getByRole('link', { name: 'お知らせの種類を選ぶ' }).click();
  const box = page.getByRole('group', { name: '医療費' }).getByRole('checkbox', { name: '新しいものとして知らせる' });
  const choose = part(page, 'switches').getByText('知らせる種類を選ぶ');
  await choose.click();
  await expect(box).toBeChecked();
  await audit('/notices with its switches');
  const told = part(page, 'new').getByText('新しい月の医療費の記録が届きました');
  expect(await told.count()).toBeGreaterThan(0);
  await box.uncheck();
  await page.getByRole('button', { name: '種類を保存する' }).click();
  await expect(told).toHaveCount(0);
  await expect(part(page, 'earlier').getByText('新しい月の医療費の記録が届きました').first()).toBeVisible();
  await expect(part(page, 'switches')).toContainText('新しいものとして知らせない種類：医療費');
  await choose.click();
  await expect(box).not.toBeChecked();
  await audit('/notices with a kind switched off');
});

test('the feed has an address that is shown once and says that there is something new', async ({ page, enter, audit, request, house }) => {
  await enter('n-000000853', { from: '/notices' });
  await page.getByRole('button', { name: 'フィードのアドレスを作る' }).click();
  const banner = page.getByRole('region', { name: /フィードのアドレスです/ });
  const address = await banner.locator('b').innerText();
  expect(address).toMatch(/\/notices\/feed\/[A-Za-z0-9_-]{43}$/);
  await audit('/notices with a feed address');
  const feed = await request.get(address);
  expect(feed.status()).toBe(200);
  const text = await feed.text();
  expect(text).toContain('新しいお知らせがあります');
  expect(text).not.toContain('㋐');
  await page.reload();
  await expect(banner).toHaveCount(0);
  await page.getByRole('button', { name: 'フィードをやめる' }).click();
  await expect(page.getByRole('button', { name: 'フィードのアドレスを作る' })).toBeVisible();
  expect((await request.get(address)).status()).toBe(404);
  expect((await request.get(`${house.calm.portal}/notices/feed/${'A'.repeat(43)}`)).status()).toBe(404);
});

test('without the hub the portal\'s own notices stand', async ({ page, house, audit }) => {
  const { hub, portal } = house.stormy;
  await setFaults(hub, 'down=notices');
  try {
    await signIn(page, 'changer', { from: `${portal}/notices` });
    await expect(main(page)).toContainText('お知らせを表示できません');
    await expect(part(page, 'new')).toContainText('新しい月の医療費の記録が届きました');
    await audit('/notices without the hub');
  } finally {
    await setFaults(hub, '');
  }
});

test('the largest text holds on every page of a phone, signed in or not', async ({ page, enter, audit, scripts }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page.getByRole('link', { name: '文字の大きさ' }).click();
  const size = () => page.locator('html').evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
  const before = await size();
  await page.getByRole('button', { name: 'とても大きい' }).click();
  await expect(page).toHaveURL(/\/help$/);
  expect(await size()).toBeCloseTo(before * 1.5, 0);
  await audit('/help in the largest text');
  await enter('changer');
  for (const [name, path] of pages) {
    await page.goto(path);
    expect(await size(), name).toBeCloseTo(before * 1.5, 0);
    expect(await overflow(page, scripts), `${path} in the largest text`).toBeLessThanOrEqual(0);
  }
  await page.goto('/settings');
  await audit('/settings in the largest text');
  await page.getByRole('button', { name: 'ふつう' }).click();
  expect(await size()).toBe(before);
});
