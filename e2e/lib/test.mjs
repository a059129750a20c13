// What every journey shares: a page whose console must stay empty, a way in, the hub's levers, the audit.
import { expect, test as base } from '@playwright/test';
import axe from 'axe-core';
import { signIn } from './browser.mjs';
import { houses } from './houses.mjs';

export { expect };

export const test = base.extend({
  /** Whether scripts run in this project. */
  scripts: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),

  /** Addresses of this project's two portals. */
  house: async ({}, use, info) => use(houses[info.project.name]),

  /**
   * Console lines a journey expects: a page that answers 404 or 503 says so in the console. Where a session has ended, Chromium
   * notes that it cleared what it was told to clear.
   */
  tolerated: async ({}, use) => use([/^Clear-Site-Data header on '[^']+': Cleared data types: "cache", "storage"\.$/]),

  // A blocked script or style, a failed hydration and a missing file all end up in the console.
  page: async ({ page, tolerated }, use) => {
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await use(page);
    expect(said.filter((line) => !tolerated.some((pattern) => pattern.test(line))), 'the console stays empty').toEqual([]);
  },

  /** Signs in with a test card: `await enter('changer')`. */
  enter: async ({ page }, use) => use((card, options) => signIn(page, card, options)),

  /** Runs axe where scripts run; without them it cannot. */
  audit: async ({ page, scripts }, use) =>
    use(async (what = page.url()) => {
      if (!scripts) return;
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const report = await globalThis.axe.run(document, { runOnly: tags, rules: { 'target-size': { enabled: true } } });
        return report.violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map((node) => node.html.slice(0, 160))]);
      });
      expect(violations, `accessibility of ${what}`).toEqual([]);
    }),
});

/** Sets the faults of a hub, as text: `down=checkups`; empty for none. */
export async function setFaults(hub, faults) {
  const answer = await fetch(`${hub}/sim/faults`, { method: 'PUT', body: faults });
  expect(answer.ok, `the hub takes the faults "${faults}"`).toBe(true);
}

/** How far the page is wider than its window, in pixels. */
export async function overflow(page, scripts) {
  if (!scripts) return 0;
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The bytes of a download that a click starts. */
export async function downloaded(page, click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), path: await download.path() };
}
