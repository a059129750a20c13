// What a browser keeps and lets through: Trusted Types are on and nothing breaks them, nothing personal stays behind, and
// forms are ours or nobody's.
import { pages } from '../lib/browser.mjs';
import { expect, test } from '../lib/test.mjs';

test('no page breaks its own policy, islands included', async ({ page, enter, scripts }) => {
  test.skip(!scripts, 'without scripts there is nothing to write with');
  await page.addInitScript(() => {
    globalThis.broken = [];
    document.addEventListener('securitypolicyviolation', (event) => globalThis.broken.push(`${event.violatedDirective} ${event.sourceFile}`));
  });
  await enter('changer');
  for (const [name, path] of pages) {
    await test.step(name, async () => {
      const answer = await page.goto(path, { waitUntil: 'networkidle' });
      expect(answer.headers()['content-security-policy']).toContain("require-trusted-types-for 'script'");
      expect(await page.evaluate(() => globalThis.broken), path).toEqual([]);
    });
  }
  // An island at work: it writes text, and the browser lets it.
  await page.goto('/checkups/items/sbp', { waitUntil: 'networkidle' });
  await page.locator('figure:visible .trendbox').focus();
  await page.keyboard.press('End');
  await expect(page.locator('.readout')).toHaveText(/mmHg/);
  expect(await page.evaluate(() => globalThis.broken)).toEqual([]);
});

test('the browser refuses HTML from a script', async ({ page, scripts, tolerated }) => {
  test.skip(!scripts, 'without scripts there is nothing to write with');
  tolerated.push(/TrustedHTML/);
  await page.goto('/help');
  const refused = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<b>x</b>';
      return false;
    } catch (error) {
      return error instanceof TypeError;
    }
  });
  expect(refused, 'Trusted Types are enforced').toBe(true);
});

test('nothing personal stays in the browser', async ({ page, enter, scripts, context }) => {
  test.skip(!scripts, 'what a browser keeps is read by a script');
  await enter('changer');
  const name = await page.locator('.whose b').innerText();
  const seen = [];
  page.on('request', (request) => seen.push(request.url()));
  const kept = [];
  for (const [, path] of pages) {
    await page.goto(path, { waitUntil: 'networkidle' });
    kept.push(await page.title(), page.url());
    kept.push(await page.evaluate(async () => JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
      name: window.name,
      state: history.state,
      cookies: document.cookie,
    })));
  }
  const empty = '{"local":{},"session":{},"databases":[],"caches":[],"workers":0,"name":"","state":null,"cookies":""}';
  for (const line of kept.filter((line) => line.startsWith('{'))) expect(line).toBe(empty);
  for (const line of [...kept, ...seen]) {
    for (const part of [name, ...name.split(/\s+/), encodeURIComponent(name)]) expect(decodeURIComponent(line), line).not.toContain(part);
  }
  for (const cookie of await context.cookies()) {
    if (new URL(page.url()).hostname !== cookie.domain) continue;
    expect(cookie, 'no script reads it').toMatchObject({ httpOnly: true, path: '/' });
    expect(['Lax', 'Strict']).toContain(cookie.sameSite);
  }
});

test('a form counts only with the key of its page', async ({ page, enter, tolerated, scripts }) => {
  test.skip(!scripts, 'a script spoils the form');
  tolerated.push(/status of 403/);
  await enter('changer', { from: '/tax?year=2025' });
  await page.evaluate(() => { document.querySelector('form[action="/logout"] [name=form_key]').value = 'x'; });
  await page.getByRole('button', { name: 'ログアウト' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('もう一度ボタンを押してください');
  await expect(page.getByRole('main')).toContainText('何も変更されていません');
  await page.getByRole('link', { name: '元の画面を開く' }).click();
  await expect(page).toHaveURL(/\/tax\?year=2025$/);
  await expect(page.locator('.whose b')).toBeVisible();
});

test('forms work as the page gives them', async ({ page, enter, tolerated }) => {
  tolerated.push(/Clear-Site-Data/);
  await enter('changer', { from: '/tax?year=2025' });
  await page.getByRole('button', { name: '時間を延ばす' }).click();
  await expect(page).toHaveURL(/\/tax\?year=2025$/);
  await page.getByRole('button', { name: 'ログアウト' }).click();
  await expect(page.getByRole('link', { name: 'ログイン' }).first()).toBeVisible();
});
