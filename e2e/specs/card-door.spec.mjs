// The second door: a portal that verifies cards itself, and the card component on another site.
import { expect, test } from '../lib/test.mjs';

const present = async (page, card) => {
  await page.locator('input[name=card]').fill(card);
  await page.locator('input[name=pin]').fill('1234');
  await page.getByRole('button', { name: 'このカードで入る' }).click();
};

test('the card signs on its own site, and the portal opens the page first asked for', async ({ page, house, audit }) => {
  const { portal, hub } = house.cards;
  const sent = [];
  page.on('request', (request) => {
    if (request.url().startsWith(portal)) sent.push(`${request.url()} ${request.postData() ?? ''}`);
  });
  await page.goto(`${portal}/insurance`);
  expect(new URL(page.url()).origin).toBe(hub);
  await present(page, 'changer');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('カードを読み取りました');
  await audit('the page that hands over');
  await page.getByRole('button', { name: 'つづける' }).click();
  await expect(page).toHaveURL(`${portal}/insurance`);
  await expect(page.getByRole('button', { name: 'ログアウト' }).first()).toBeVisible();
  expect(sent.some((request) => request.includes('signature='))).toBe(true);
  expect(sent.filter((request) => /pin=/.test(request)), 'the PIN stays at the component').toEqual([]);
});

for (const [card, words] of [
  ['expired', '有効期限が切れています'],
  ['renewed-old', '更新前のカードです'],
  ['lost', '一時停止されているカードです'],
]) {
  test(`the portal refuses the card "${card}" in its own words and leads on`, async ({ page, house, audit, tolerated }) => {
    tolerated.push(/status of 403/);
    const { portal } = house.cards;
    await page.goto(`${portal}/insurance`);
    await present(page, card);
    await page.getByRole('button', { name: 'つづける' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(words);
    await audit(`the page after "${card}"`);
    await page.getByRole('link', { name: 'もう一度ログインする' }).click();
    await present(page, 'empty');
    await page.getByRole('button', { name: 'つづける' }).click();
    await expect(page).toHaveURL(`${portal}/insurance`);
  });
}

test('a wrong PIN and a locked card stay at the component', async ({ page, house }) => {
  await page.goto(`${house.cards.portal}/insurance`);
  await present(page, 'locked');
  await expect(page.getByRole('alert')).toContainText('市区町村の窓口');
  await page.locator('input[name=card]').fill('n-000000779');
  await page.locator('input[name=pin]').fill('0000');
  await page.getByRole('button', { name: 'このカードで入る' }).click();
  await expect(page.getByRole('alert')).toContainText(/あと[12]回/);
});
