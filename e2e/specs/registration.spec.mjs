// Registering the card as insurance card: told before, done once however often it is pressed, told after.
import { expect, test } from '../lib/test.mjs';

test('pressing twice registers once', async ({ page, context, enter, house, audit }) => {
  await fetch(`${house.calm.hub}/sim/reset`, { method: 'POST' });
  await enter('hanako', { from: '/registration' });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('利用登録');
  await audit('registration, before');
  const button = (where) => where.locator('button[name=register]');
  await expect(button(page)).toBeVisible();

  // The same form, opened a second time before the first is sent.
  const second = await context.newPage();
  await second.goto('/registration');
  await button(page).click();
  await expect(page.getByRole('heading', { name: '利用登録は終わっています' })).toBeVisible({ timeout: 30_000 });
  await audit('registration, after');
  await button(second).click();
  await expect(button(second)).toHaveCount(0);
  await second.close();

  const told = await (await fetch(`${house.calm.hub}/sim/registrations`)).text();
  expect(told.match(/hanako/g), told).toHaveLength(1);

  await page.goto('/insurance');
  await expect(page.getByText('88888888').first()).toBeVisible();
});

test('someone registered sees since when and by which door', async ({ page, enter }) => {
  await enter('changer', { from: '/registration' });
  await expect(page.locator('button[name=register]')).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText(/\d{4}年\d{1,2}月\d{1,2}日/);
});
