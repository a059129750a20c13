// The keyboard alone: the skip link comes first, every stop can be seen, and none is a trap.
import { expect, test } from '../lib/test.mjs';

test('the skip link is the first stop and leads past the menu', async ({ page, enter }) => {
  await enter('changer', { from: '/checkups' });
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: '本文へ移動' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);
});

for (const path of ['/', '/checkups', '/checkups/items/sbp', '/tax', '/import']) {
  test(`every stop of ${path} can be seen`, async ({ page, enter, scripts }) => {
    test.skip(!scripts, 'the focus is asked for by script');
    await enter('changer');
    await page.goto(path);
    const stops = [];
    for (let press = 0; press < 120; press += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const at = document.activeElement;
        if (!at || at === document.body) return null;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        const labelled = at.labels?.[0]?.getBoundingClientRect();
        const seen = (box.width > 1 && box.height > 1) || (labelled && labelled.width > 1);
        return { html: at.outerHTML.slice(0, 120), ring: (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none', seen };
      });
      if (!stop) break;
      stops.push(stop);
    }
    expect(stops.length).toBeGreaterThan(5);
    expect(stops.length, 'the walk comes to an end').toBeLessThan(120);
    expect(stops.filter((stop) => !stop.ring || !stop.seen)).toEqual([]);
  });
}
