// Getting in with a card, being refused with a card that must not get in, and leaving.
import { expect, test } from '../lib/test.mjs';

const heading = (page) => page.getByRole('heading', { level: 1 });

test('a card leads back to the page first asked for', async ({ page, enter, audit }) => {
  await page.goto('/tax');
  await expect(page.locator('input[name=card]')).toBeVisible();
  await audit('the card page');
  await enter('changer', { from: '/tax' });
  await expect(page).toHaveURL(/localhost:\d+\/tax$/);
  await expect(heading(page)).toContainText('確定申告');
});

test('a wrong PIN is said, and nothing opens', async ({ page, enter, tolerated }) => {
  tolerated.push(/status of 4\d\d/);
  await enter('changer', { pin: '0000' });
  await expect(page.getByRole('alert').or(page.locator('[role=alert]'))).toContainText('暗証番号');
  await expect(page.locator('input[name=card]')).toHaveValue('changer');
  await page.goto('/tax');
  await expect(page.locator('input[name=pin]')).toBeVisible();
});

for (const card of ['expired', 'locked', 'lost', 'renewed-old']) {
  test(`the card "${card}" does not get in, and is told a way on`, async ({ page, enter, tolerated }) => {
    tolerated.push(/status of 4\d\d/);
    await enter(card);
    await expect(page.getByRole('alert')).toBeVisible();
    await page.goto('/checkups');
    await expect(page.locator('input[name=pin]')).toBeVisible();
  });
}

test('leaving closes every page behind it', async ({ page, enter, tolerated }) => {
  tolerated.push(/Clear-Site-Data header/);
  await enter('changer', { from: '/checkups' });
  await expect(heading(page)).toContainText('健診');
  await page.getByRole('button', { name: 'ログアウト' }).click();
  await expect(page.getByRole('button', { name: 'ログアウト' })).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText('mmHg')).toHaveCount(0);
  await page.goto('/checkups');
  await expect(page.locator('input[name=pin]')).toBeVisible();
});
