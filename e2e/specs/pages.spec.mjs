// Every page, for people with much, little and hostile data: whole, quiet, accessible, no wider than a small phone.
import { pages } from '../lib/browser.mjs';
import { expect, overflow, test } from '../lib/test.mjs';

for (const card of ['changer', 'elder', 'parent', 'hanako', 'empty', 'hostile']) {
  test(`every page of "${card}"`, async ({ page, enter, audit, scripts }) => {
    test.setTimeout(120_000);
    const dialogs = [];
    page.on('dialog', (dialog) => dialogs.push(dialog.message()) && dialog.dismiss());
    await enter(card);
    for (const [name, path] of pages) {
      await test.step(name, async () => {
        await page.setViewportSize({ width: 1280, height: 900 });
        const answer = await page.goto(path);
        expect(answer.status(), path).toBe(200);
        expect(answer.headers()['cache-control'], path).toContain('no-store');
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        await expect(page).toHaveTitle(/ - 健康手帳$/);
        await expect(page.getByRole('contentinfo')).toContainText('国や自治体のサイトではありません');
        await audit(`${path} of ${card}`);
        await page.setViewportSize({ width: 320, height: 700 });
        expect(await overflow(page, scripts), `${path} at 320 px`).toBeLessThanOrEqual(0);
        if (card === 'changer') await audit(`${path} at 320 px`);
      });
    }
    expect(dialogs).toEqual([]);
  });
}

test('pages for anyone', async ({ page, audit, tolerated, scripts }) => {
  tolerated.push(/status of 404/);
  for (const [path, status] of [['/', 200], ['/import', 200], ['/help', 200], ['/nothing-here', 404]]) {
    const answer = await page.goto(path);
    expect(answer.status(), path).toBe(status);
    await audit(path);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overflow(page, scripts), `${path} at 320 px`).toBeLessThanOrEqual(0);
  }
});
