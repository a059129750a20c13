// How a session ends: by its owner from another browser, by time, by the card that is taken away; and what asks for the
// card again although somebody is signed in.
import { signIn } from '../lib/browser.mjs';
import { downloaded, expect, test } from '../lib/test.mjs';
import { modeB } from '../lib/form.mjs';

const main = (page) => page.getByRole('main');
const heading = (page) => page.getByRole('heading', { level: 1 });

/** Stops the portal's clock of sessions so many seconds from now; without a number it runs again. */
async function clock(house, seconds) {
  const body = seconds === undefined ? '' : String(Math.floor(Date.now() / 1000) + seconds);
  const answer = await fetch(`${house.terminal.admin}/clock`, { method: 'PUT', body });
  expect(answer.ok, 'the clock can be moved').toBe(true);
}

// Nobody else signs in as this person: a session of another journey would be listed, and ended.
const alone = 'n-000000781';

test('another browser is seen and signed out from this one', async ({ page, enter, browser, house, javaScriptEnabled, audit }) => {
  await enter(alone, { from: '/settings' });
  await expect(main(page)).toContainText('ほかのブラウザでは、ログインしていません');
  await audit('/settings alone');
  const other = await browser.newContext({ baseURL: house.calm.portal, javaScriptEnabled, locale: 'ja-JP' });
  const there = await other.newPage();
  await signIn(there, alone, { from: '/checkups' });
  await page.reload();
  await expect(main(page).getByRole('listitem').filter({ hasText: 'いま使っているブラウザ' })).toHaveCount(1);
  await audit('/settings with another browser');
  await main(page).getByRole('button', { name: 'ほかのログインをすべて終わらせる' }).click();
  await expect(main(page)).toContainText('ほかのブラウザでは、ログインしていません');
  await there.goto('/checkups');
  await expect(there.locator('input[name=pin]')).toBeVisible();
  await page.goto('/checkups');
  await expect(heading(page)).toContainText('健診');
  await other.close();
});

test('what was typed is there again when another browser has ended the session', async ({ page, browser, house, javaScriptEnabled, audit }) => {
  const person = 'n-000000782';
  const birth = main(page).locator('form[action="/family/offer"] input[name=birth]');
  await signIn(page, person, { from: `${house.calm.portal}/family` });
  await birth.fill('1966年11月8日');
  const other = await browser.newContext({ baseURL: house.calm.portal, javaScriptEnabled, locale: 'ja-JP' });
  const there = await other.newPage();
  await signIn(there, person, { from: '/settings' });
  await main(there).getByRole('button', { name: 'ほかのログインをすべて終わらせる' }).click();
  await expect(main(there)).toContainText('ほかのブラウザでは、ログインしていません');
  await other.close();
  await main(page).locator('form[action="/family/offer"]').getByRole('button').first().click();
  await expect(page.locator('input[name=pin]'), 'the form leads to signing in').toBeVisible();
  await page.locator('input[name=card]').fill(person);
  await page.locator('input[name=pin]').fill('1234');
  await page.locator('form:has(input[name=pin]) button').first().click();
  await expect(birth).toHaveValue('1966年11月8日');
  await expect(page.getByRole('status').first()).toContainText('入力した内容');
  await audit('/family with what was typed, after the session was ended elsewhere');
});

test.describe('at a shared terminal', () => {
  test.afterEach(async ({ house }) => clock(house));

  test('whose record it is stands large, and rest ends the session', async ({ page, house, scripts, audit }) => {
    await signIn(page, 'changer', { from: `${house.terminal.portal}/checkups` });
    const size = await page.locator('.whose').first().evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
    expect(size, 'the name can be read from a step away').toBeGreaterThanOrEqual(24);
    await audit('/checkups at a shared terminal');
    await clock(house, 181);
    if (scripts) {
      await expect(heading(page)).toContainText('時間がたったため、ログアウトしました', { timeout: 10_000 });
      await expect(page.getByText('mmHg')).toHaveCount(0);
      await expect(page).toHaveTitle(/ログアウトしました/);
      await audit('a page whose session has ended');
    }
    await page.goto(`${house.terminal.portal}/checkups`);
    await expect(page.locator('input[name=pin]')).toBeVisible();
  });

  test('what was typed when the time ran out is there again after signing in', async ({ page, house, scripts, audit }) => {
    const family = `${house.terminal.portal}/family`;
    const birth = main(page).locator('form[action="/family/offer"] input[name=birth]');
    await signIn(page, 'n-000000785', { from: family });
    await birth.fill('1966年11月8日');
    // Two forms on one page: where scripts run, both are kept; without, the one that is sent.
    const code = main(page).locator('form[action="/family/claim"] input[name=code]');
    if (scripts) await code.fill('ABCD2345');
    const outAndIn = async (form) => {
      await clock(house, 181);
      if (scripts) await page.getByRole('link', { name: 'ログインして、このページに戻る' }).click({ timeout: 10_000 });
      else await form.getByRole('button').first().click();
      await expect(page.locator('input[name=pin]'), 'the form leads to signing in').toBeVisible();
      await clock(house);
      await page.locator('input[name=card]').fill('n-000000785');
      await page.locator('input[name=pin]').fill('1234');
      await page.locator('form:has(input[name=pin]) button').first().click();
      await expect(page).toHaveURL(/\/(family|medications.*)$/);
    };
    await outAndIn(main(page).locator('form[action="/family/offer"]'));
    await expect(birth).toHaveValue('1966年11月8日');
    if (scripts) await expect(code).toHaveValue('ABCD2345');
    await audit('/family with what was typed');
    // Not touched since: it is still what was typed.
    await outAndIn(main(page).locator('form[action="/family/offer"]'));
    await expect(birth, 'a second time').toHaveValue('1966年11月8日');
    if (scripts) await expect(code, 'a second time').toHaveValue('ABCD2345');

    // A list alone counts as well.
    await page.goto(`${house.terminal.portal}/medications`);
    const filters = main(page).locator('form:has(select[name=form])').first();
    const folded = page.locator('details', { has: page.locator('select[name=form]') });
    if ((await folded.count()) > 0 && !(await folded.first().evaluate((one) => one.open))) await folded.first().locator('summary').first().click();
    const list = filters.locator('select[name=form]');
    const chosen = await list.locator('option').nth(1).getAttribute('value');
    await list.selectOption(chosen);
    await outAndIn(filters);
    await expect(main(page).locator('select[name=form]').first()).toHaveValue(chosen);
  });

  test('a card that is taken away ends the session', async ({ page, house, scripts }) => {
    await signIn(page, 'elder', { from: `${house.terminal.portal}/medications` });
    const removed = await fetch(`${house.terminal.hub}/sim/cards/elder/remove`, { method: 'POST' });
    expect(removed.ok, 'the card is taken away').toBe(true);
    if (scripts) await expect(heading(page)).toContainText('ログアウトしました', { timeout: 15_000 });
    await page.goto(`${house.terminal.portal}/medications`);
    await expect(page.locator('input[name=pin]')).toBeVisible();
  });

  test('when another person signs in, the pages of the one before close in every tab', async ({ page, house, scripts, context }) => {
    test.skip(!scripts, 'a page without scripts cannot learn of it');
    await signIn(page, 'changer', { from: `${house.terminal.portal}/medications` });
    const other = await context.newPage();
    await other.goto(`${house.terminal.portal}/login?again=1&next=/`);
    await other.locator('input[name=card]').fill('elder');
    await other.locator('input[name=pin]').fill('1234');
    await other.locator('form:has(input[name=pin]) button').first().click();
    await expect(other.getByRole('banner')).toContainText('ウメ');
    await page.bringToFront();
    await expect(heading(page)).toContainText('ログアウトしました', { timeout: 15_000 });
    await expect(page.locator('body')).not.toContainText('一郎');
    await other.close();
  });

  test('a file is given out after the card has been shown again, and the page is the same', async ({ page, house, tolerated, audit }) => {
    tolerated.push(/status of 403/);
    const address = `${house.terminal.portal}/tax?year=2025`;
    await signIn(page, 'changer', { from: address });
    await page.locator('input#income').fill('3000000');
    await page.getByRole('button', { name: 'この所得で計算する' }).click();
    await expect(page, 'no income in any address').toHaveURL(/\/tax\?year=2025(#.*)?$/);
    // Used all the time, so that it does not end by rest.
    for (const seconds of [150, 290, 310]) {
      await clock(house, seconds);
      await page.goto(address);
    }
    await (await modeB(page)).click();
    await expect(heading(page)).toContainText('カードでもう一度確認してください');
    await audit('the card is asked for again');
    await clock(house);
    await page.getByRole('main').getByRole('link', { name: 'カードでもう一度確認する' }).or(page.getByRole('button', { name: 'カードでもう一度確認する' })).first().click();
    await page.locator('input[name=card]').fill('changer');
    await page.locator('input[name=pin]').fill('1234');
    await page.locator('form:has(input[name=pin]) button').first().click();
    await expect(page).toHaveURL(/\/tax\?year=2025$/);
    await expect(page.locator('input#income')).toHaveValue(/3,?000,?000/);
    const form = await downloaded(page, async () => (await modeB(page)).click());
    expect(form.name).toMatch(/\.xlsx$/);
  });
});
