// Every card that does not get in, and what its holder is told; the PIN's count; the card page itself.
import { expect, overflow, test } from '../lib/test.mjs';

const refused = [
  ['expired', /有効期限が切れています/, /窓口で更新/],
  ['renewed-old', /新しいものに更新されている/, /更新したあとのカード/],
  ['lost', /一時停止されています/, /市区町村の窓口/],
  ['locked', /ロックされています/, /市区町村の窓口で暗証番号を決めなおせます/],
  ['signing-hanako', /署名用/, /利用者証明用/],
  ['nobody', /見本のカードはありません/, /一覧から選ぶ/],
];

for (const [card, what, next] of refused) {
  test(`the card "${card}" is told what it is and what to do, and another card gets in`, async ({ page, enter, audit }) => {
    await enter(card, { from: '/insurance' });
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(what);
    await expect(alert).toContainText(next);
    await expect(page.locator('input[name=card]')).toHaveValue(card);
    await audit(`the card page after "${card}"`);
    await page.locator('input[name=card]').fill('empty');
    await page.locator('input[name=pin]').fill('1234');
    await page.getByRole('button', { name: 'このカードで入る' }).click();
    await expect(page).toHaveURL(/localhost:\d+\/insurance$/);
  });
}

test('a wrong PIN shows the tries left, the third locks, and the municipality unlocks', async ({ page, house, enter }) => {
  const card = 'n-000000778';
  const control = async (what) => {
    const answer = await fetch(`${house.calm.hub}/sim/cards/${card}/${what}`, { method: 'POST' });
    expect(answer.ok, what).toBe(true);
  };
  await control('unlock');
  await enter(card, { pin: '0000' });
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('あと2回');
  const again = async (pin) => {
    await page.locator('input[name=pin]').fill(pin);
    await page.getByRole('button', { name: 'このカードで入る' }).click();
  };
  await again('12');
  await expect(alert).toContainText('回数には数えていません');
  await again('0001');
  await expect(alert).toContainText('あと1回');
  await again('0002');
  await expect(alert).toContainText('ロックされています');
  await expect(alert).toContainText('市区町村の窓口');
  await again('1234');
  await expect(alert).toContainText('ロックされています');
  await control('unlock');
  await again('1234');
  await expect(page).toHaveURL(/localhost:\d+\/$/);
});

test('the card page fits a small screen, its list stands below the field', async ({ page, scripts }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/tax');
  const [card, list, pin] = await Promise.all(
    ['input[name=card]', 'summary', 'input[name=pin]'].map((part) => page.locator(part).boundingBox()),
  );
  expect(list.y).toBeGreaterThan(card.y + card.height - 1);
  expect(pin.y).toBeGreaterThan(list.y + list.height - 1);
  expect(pin.width).toBeGreaterThan(200);
  await page.locator('summary').click();
  await expect(page.getByText('changer-phone')).toBeVisible();
  expect(await overflow(page, scripts)).toBe(0);
});

test('turning back at the card page leads to the portal', async ({ page, tolerated }) => {
  tolerated.push(/status of 4\d\d/);
  await page.goto('/tax');
  await page.getByRole('link', { name: 'やめて、もとの画面にもどる' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('ログインは行われませんでした');
  await expect(page.getByRole('link', { name: 'もう一度ログインする' })).toBeVisible();
});
