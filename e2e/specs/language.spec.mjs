// Pages in English and in やさしい日本語: chosen in the settings or at the foot of a page, kept by the browser.
import { pages } from '../lib/browser.mjs';
import { expect, overflow, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');

test('a person chooses English, reads on in it, and comes back', async ({ page, enter }) => {
  await enter('changer', { from: '/settings' });
  await main(page).getByRole('link', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await page.getByRole('navigation').first().getByRole('link', { name: 'Checkups' }).click();
  await expect(page).toHaveURL(/\/checkups$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('/insurance');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('contentinfo').getByRole('link', { name: 'やさしい日本語' }).click();
  await expect(page).toHaveURL(/\/easy\/insurance$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await page.getByRole('contentinfo').getByRole('link', { name: '日本語', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('/settings');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('設定');
});

test('charts are read in English pages too, and nothing breaks', async ({ page, enter }) => {
  await enter('changer', { from: '/en/checkups/items/sbp' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(main(page).locator('table.values')).toHaveCount(1);
});

test('every page is sound in English, on a phone', async ({ page, enter, audit, scripts }) => {
  // What is looked for shows with scripts alone; the words are the same without.
  test.skip(!scripts);
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await enter('elder');
  for (const [name, path] of pages) {
    await page.goto(`/en${path}`);
    await expect(page.locator('html'), name).toHaveAttribute('lang', 'en');
    expect(await overflow(page, scripts), `${name} is wider than a phone`).toBe(0);
    await audit(name);
  }
});
