// What scripts add to a finished page: reading the chart by arrow keys and pointer, and choosing the period.
import { expect, test } from '../lib/test.mjs';

const reading = (page) => page.locator('.readout');
const chart = (page) => page.locator('figure:visible .trendbox svg:visible');

test.beforeEach(async ({ page, enter, scripts }) => {
  await enter('changer', { from: '/checkups/items/sbp' });
  if (scripts) await expect(reading(page)).toContainText('矢印キー');
});

test('without scripts nothing promises more than there is', async ({ page, scripts }) => {
  test.skip(scripts, 'the other tests tell what scripts add');
  await expect(reading(page)).toHaveText('');
  await expect(chart(page)).toBeVisible();
  await expect(page.locator('.trendbox[tabindex]')).toHaveCount(0);
});

test('arrow keys move the reading, and it is announced', async ({ page, scripts }) => {
  test.skip(!scripts, 'the chart is complete without it');
  await expect(page.getByRole('status')).toHaveText(await reading(page).innerText());
  await page.locator('figure:visible .trendbox').focus();
  await page.keyboard.press('End');
  await expect(reading(page)).toHaveText(/2026年.*mmHg/);
  const newest = await reading(page).innerText();
  await page.keyboard.press('ArrowLeft');
  await expect(reading(page)).toHaveText(/2025年.*mmHg/);
  await page.keyboard.press('ArrowRight');
  await expect(reading(page)).toHaveText(newest);
  await page.keyboard.press('Home');
  await expect(reading(page)).toHaveText(/2017年.*mmHg/);
  await page.keyboard.press('Escape');
  await expect(reading(page)).toContainText('矢印キー');
});

test('the pointer reads the chart', async ({ page, scripts }) => {
  test.skip(!scripts, 'the chart is complete without it');
  await chart(page).scrollIntoViewIfNeeded();
  const box = await chart(page).boundingBox();
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2);
  await expect(reading(page)).toContainText('mmHg');
  const early = await reading(page).innerText();
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2, { steps: 5 });
  await expect(reading(page)).not.toHaveText(early);
});

test('the period can be chosen, and the address remembers it', async ({ page, audit }) => {
  await expect(chart(page)).toContainText('2017');
  await page.getByRole('link', { name: '5年', exact: true }).click();
  await expect(page).toHaveURL(/years=5$/);
  await expect(chart(page)).not.toContainText('2017');
  await expect(page.getByRole('link', { name: '5年', exact: true })).toHaveAttribute('aria-current', 'true');
  await audit('an item over five years');
  await page.reload();
  await expect(chart(page)).not.toContainText('2017');
});
