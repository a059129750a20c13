// What a person says of their records: one that is not theirs is gone at once and can be had back; what disagrees is held
// back; a copy on wish; everything as one file; erasing what the portal holds.
import { readFileSync } from 'node:fs';
import { signIn } from '../lib/browser.mjs';
import { downloaded, expect, overflow, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');
const heading = (page) => page.getByRole('heading', { level: 1 });

/** Opens whatever is folded and takes the first record of a topic. */
async function first(page, topic) {
  const card = page.locator(`#${topic}`);
  const folded = card.locator('details:not([open]) > summary');
  if (await folded.count()) await folded.first().click();
  return card.getByRole('listitem').first();
}

// Nobody else signs in as these: what they hide, keep and erase is seen by nobody else.
const HIDES = 'n-000000840';
const COPIES = 'n-000000841';
const ERASES = 'n-000000842';

test('a checkup that is not mine is gone at once, and comes back', async ({ page, enter, audit, scripts }) => {
  await enter(HIDES, { from: '/me' });
  await expect(heading(page)).toHaveText('あなたの情報');
  await audit('/me');
  const record = await first(page, 'checkup');
  const day = await record.locator('b').first().innerText();
  await record.getByRole('link').click();
  await expect(main(page)).toContainText(day);
  await expect(main(page)).toContainText('もとの記録は消えません');
  await audit('the question');
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await overflow(page, scripts)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('link', { name: 'やめて戻る' }).click();
  await expect(page.locator('#hidden')).toHaveCount(0);

  await (await first(page, 'checkup')).getByRole('link').click();
  await page.getByRole('button', { name: '私のものではありません' }).click();
  await expect(page).toHaveURL(/\/me$/);
  await expect(page.getByRole('status')).toContainText('記録を隠しました');
  const hidden = page.locator('#hidden');
  await expect(hidden).toContainText(`${day}の健診`);
  await expect(hidden).toContainText('控え番号');
  await expect(hidden).toContainText('電話');
  await expect(page.locator('#checkup')).not.toContainText(day);
  await audit('/me with something hidden');
  for (const path of ['/', '/checkups']) {
    await page.goto(path);
    await expect(main(page).getByRole('region', { name: '隠している記録' })).toContainText('1件');
    const rest = (await main(page).innerText()).split(day).length - 1;
    expect(rest, `${path} names it only as hidden`).toBe(1);
    await audit(`${path} with something hidden`);
  }
  await page.goto('/medications');
  await expect(main(page).getByRole('region', { name: '隠している記録' })).toHaveCount(0);

  await page.goto('/me');
  await page.locator('#hidden').getByRole('button', { name: /やはり私のものでした/ }).click();
  await expect(page.getByRole('status')).toContainText('もとに戻しました');
  await expect(page.locator('#hidden')).toHaveCount(0);
  await expect(page.locator('#checkup')).toContainText(day);
});

test('what disagrees with the card is held back, with the reason and what to do', async ({ page, enter, audit }) => {
  await enter('crossed', { from: '/me' });
  const held = page.getByRole('region', { name: '確かめられず、お見せしていない記録があります' });
  await expect(held).toContainText('健診の記録');
  await expect(held).toContainText('氏名・生年月日・性別');
  await expect(held).toContainText('電話');
  await expect(page.locator('#checkup')).toContainText('健診の記録を表示できません');
  await expect(page.locator('#checkup').getByRole('link', { name: /私のものではありません/ })).toHaveCount(0);
  await expect(page.locator('#eligibility').getByRole('listitem').first()).toBeVisible();
  await audit('/me of somebody whose records disagree');
});

test('a copy on wish, everything as one file, and off again', async ({ page, enter, audit }) => {
  await enter(COPIES, { from: '/settings' });
  const copy = page.locator('#copy');
  await expect(copy).toContainText('写しはとっていません');
  await copy.getByRole('button', { name: '写しをとっておく' }).click();
  await expect(page.getByRole('status').first()).toContainText('写しをとりました');
  await audit('/settings with a copy');
  await copy.getByRole('button', { name: '今すぐ写しをとる' }).click();
  await expect(page.getByRole('status').first()).toContainText('写しをとりました');
  await page.goto('/me');
  await expect(page.locator('#copied')).toContainText('時点');
  const file = await downloaded(page, () => page.getByRole('button', { name: 'すべてをファイルで受け取る' }).click());
  expect(file.name).toMatch(/すべて_2026-11-22\.zip$/);
  const bytes = readFileSync(file.path);
  for (const part of ['健診.csv', 'お薬.json', '写し/医療費.csv', 'はじめにお読みください.txt']) expect(bytes.includes(part), part).toBe(true);
  await page.goto('/settings');
  await copy.getByRole('button', { name: '写しをやめて、すべて消す' }).click();
  await expect(copy).toContainText('写しはとっていません');
});

test('erasing ends what the portal holds, and other browsers', async ({ page, enter, browser, house, javaScriptEnabled, audit }) => {
  await enter(ERASES, { from: '/settings' });
  await page.locator('#copy').getByRole('button', { name: '写しをとっておく' }).click();
  const other = await browser.newContext({ baseURL: house.calm.portal, javaScriptEnabled, locale: 'ja-JP' });
  const there = await other.newPage();
  await signIn(there, ERASES, { from: '/checkups' });
  await page.getByRole('link', { name: '持っているものを見て、消す' }).click();
  await expect(heading(page)).toHaveText('このサイトが持っている情報を消す');
  await expect(main(page)).toContainText('写し：健診');
  await expect(main(page)).toContainText('ほかのブラウザのログイン：1件');
  await expect(main(page)).toContainText('ここでは消せないもの');
  await audit('the page before erasing');
  await page.getByRole('button', { name: 'すべて消す' }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(page.getByRole('status').first()).toContainText('消し');
  await expect(page.locator('#copy')).toContainText('写しはとっていません');
  await there.goto('/checkups');
  await expect(there.locator('input[name=pin]')).toBeVisible();
  await other.close();
});
