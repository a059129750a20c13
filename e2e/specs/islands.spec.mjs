// What scripts add to a finished page: reading the chart by arrow keys and pointer, and choosing the period.
import { expect, test } from '../lib/test.mjs';

test.beforeEach(async ({ enter }) => enter('changer', { from: '/checkups/items/sbp' }));

test('arrow keys move the reading, and it is announced', async ({ page, scripts }) => {
  test.skip(!scripts, 'the chart is complete without it');
  const reading = page.getByRole('status').first();
  const handle = page.locator('[role=slider], figure [tabindex="0"], .chart [tabindex="0"]').first();
  await handle.focus();
  await page.keyboard.press('End');
  await expect(reading).toContainText(/\d/);
  const newest = await reading.innerText();
  await page.keyboard.press('ArrowLeft');
  await expect(reading).not.toHaveText(newest);
  await page.keyboard.press('ArrowRight');
  await expect(reading).toHaveText(newest);
});

test('the pointer reads the chart', async ({ page, scripts }) => {
  test.skip(!scripts, 'the chart is complete without it');
  await page.waitForLoadState('networkidle');
  const reading = page.getByRole('status').first();
  const box = await page.locator('figure svg:visible, .chart svg:visible').last().boundingBox();
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2);
  await expect(reading).toContainText(/\d/);
  const early = await reading.innerText();
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2, { steps: 5 });
  await expect(reading).not.toHaveText(early);
});

test('the period can be chosen', async ({ page }) => {
  const choice = page.getByRole('main').locator('a, button, label').filter({ hasText: /^5年$/ }).first();
  const chart = page.locator('figure svg:visible, .chart svg:visible').last();
  await expect(chart).toContainText('2017');
  await choice.click();
  await expect(page.locator('figure svg:visible, .chart svg:visible').last()).not.toContainText('2017');
});
