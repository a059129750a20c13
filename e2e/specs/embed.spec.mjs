// Pages of the portal inside other sites' pages: who may show one, what it weighs, how it sizes itself, what it hears, how it ends.
// Three sites stand here: a provider of the registry, another provider, and a stranger.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import { signIn } from '../lib/browser.mjs';
import { expect, setFaults, test } from '../lib/test.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const VERIFIER = 'a-verifier-of-a-journey-that-is-long-enough-for-it';
const VIEWS = ['checkups', 'checkups/items/sbp', 'medications', 'expenses', 'insurance'];
const KINDS = ['eligibility', 'checkups', 'medications', 'expenses'];
// What a frame is refused, the browser says in the console.
const REFUSED = [/Failed to load resource/, /frame-ancestors/, /chrome-error/];

let port;
let sites;
let shown = '';
const at = (place) => `http://127.0.0.1:${port + place}`;
const [OWN, OTHER, STRANGER] = [4, 5, 6];

const command = (...words) => execFileSync(join(root, 'dist/portal'), ['partner', ...words, '--data', join(root, `e2e/results/data-${port}`)]);

function register(id, origin) {
  const entry = join(mkdtempSync(join(tmpdir(), 'embed-')), 'entry.json');
  writeFileSync(entry, JSON.stringify({
    id, name: `見本 ${id}`, purpose: 'self-care', purpose_words: '画面を中に出します。', kinds: KINDS, origins: [origin],
    redirect_uris: [`${origin}/back`], contact: '見本', privacy_policy: `${origin}/privacy`,
  }));
  command('add', entry);
  command('resume', id);
}

test.beforeEach(async ({ house, tolerated }) => {
  tolerated.push(...REFUSED);
  port = Number(new URL(house.frames.portal).port);
  if (sites) return;
  register('embed-app', at(OWN));
  register('embed-other', at(OTHER));
  sites = [OWN, OTHER, STRANGER].map((place) => createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!DOCTYPE html><html lang="ja"><meta name="viewport" content="width=device-width"><title>事業者の画面</title><body><main><h1>事業者の画面</h1>${shown}</main>`);
  }).listen(port + place, '127.0.0.1'));
});

test.afterAll(() => sites?.forEach((site) => site.close()));

/** The person agrees in a page of the portal; the provider's program redeems the code. */
async function agreed(page, portal, card, kinds = KINDS) {
  await signIn(page, card, { from: `${portal}/login` });
  const asked = new URLSearchParams({
    client_id: 'embed-app', redirect_uri: `${at(OWN)}/back`, response_type: 'code', scope: 'launch/patient patient/*.rs', state: 's',
    aud: `${portal}/fhir`, code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'), code_challenge_method: 'S256',
  });
  await page.goto(`${portal}/oauth/authorize?${asked}`);
  const leadsOn = async (there) => {
    const on = page.locator('a#on');
    if (!there() && (await on.count())) await on.click({ timeout: 2_000 }).catch(() => {});
    await expect.poll(there).toBe(true);
  };
  await leadsOn(() => page.url().includes('/sharing/ask'));
  for (const kind of KINDS) await page.locator(`input[name=kind][value=${kind}]`).setChecked(kinds.includes(kind));
  await page.getByRole('button', { name: '選んだものを渡す' }).click();
  await leadsOn(() => page.url().startsWith(at(OWN)));
  const code = new URL(page.url()).searchParams.get('code');
  const answer = await fetch(`${portal}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: `${at(OWN)}/back`, code_verifier: VERIFIER, client_id: 'embed-app' }),
  });
  return (await answer.json()).access_token;
}

async function launch(portal, token, view) {
  const [name, item = ''] = view.split('/items/');
  const body = new URLSearchParams({ view: name, item, origin: at(OWN) });
  const answer = await fetch(`${portal}/oauth/launch`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body });
  expect(answer.status).toBe(200);
  return answer.json();
}

/** A provider's page with a plain frame in it; what stands in the frame. */
async function framed(page, url, place = OWN) {
  shown = `<iframe title="健診" width="100%" height="600" src="${url.replaceAll('&', '&amp;')}"></iframe>`;
  await page.goto(at(place));
  return page.frameLocator('iframe');
}

/** Axe, in the frame. */
async function auditFrame(page, what) {
  const frame = page.frames()[1];
  await frame.evaluate(axe.source);
  const found = await frame.evaluate(async () => {
    const report = await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return report.violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map((node) => node.html.slice(0, 160))]);
  });
  expect(found, `accessibility of ${what}`).toEqual([]);
}

test('the provider may show it, two others may not', async ({ page, house }) => {
  const { portal } = house.frames;
  const token = await agreed(page, portal, 'changer');
  for (const [place, there] of [[OWN, true], [OTHER, false], [STRANGER, false]]) {
    const { url } = await launch(portal, token, 'checkups');
    const inside = await framed(page, url, place);
    if (there) await expect(inside.locator('h1')).toContainText('健診の記録');
    else await expect.poll(() => page.frames()[1]?.url()).toContain('chrome-error');
  }
  const { url } = await launch(portal, token, 'checkups');
  await page.goto(url);
  await expect(page.locator('h1')).toHaveText('この画面は、事業者のアプリの中だけで開けます');
});

for (const card of ['changer', 'elder']) {
  test(`every page inside, light and whole: ${card}`, async ({ page, house, scripts }, info) => {
    const { portal } = house.frames;
    const site = join(root, 'dist/site');
    const css = statSync(site + JSON.parse(readFileSync(`${site}/manifest.json`, 'utf8')).css + '.gz').size;
    const token = await agreed(page, portal, card);
    for (const view of VIEWS) {
      const { url } = await launch(portal, token, view);
      const [answer] = await Promise.all([
        page.waitForResponse((one) => one.url().includes('/embed/at/') && one.url().endsWith(view)),
        framed(page, url),
      ]);
      const bytes = gzipSync(await answer.body(), { level: 6 }).length + css;
      info.annotations.push({ type: 'bytes', description: `${view} of ${card}, HTML + CSS, gzip: ${bytes} of 20000` });
      expect(bytes, view).toBeLessThan(20_000);
      await expect(page.frameLocator('iframe').locator('h1')).toBeVisible();
      if (!scripts) continue;
      for (const width of [1280, 390, 320]) {
        await page.setViewportSize({ width, height: 900 });
        const wide = await page.frames()[1].evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wide, `${view} at ${width}`).toBeLessThanOrEqual(0);
      }
      await auditFrame(page, view);
    }
  });
}

test('a frame without an origin of its own shows no record, because it could not be taken back', async ({ page, house, tolerated }) => {
  tolerated.push(/sandbox/i, /NotSameOrigin/);
  const token = await agreed(page, house.frames.portal, 'changer', ['checkups']);
  for (const sandbox of ['', 'allow-scripts']) {
    const { url } = await launch(house.frames.portal, token, 'checkups');
    shown = `<iframe title="中の画面" sandbox="${sandbox}" src="${url.replaceAll('&', '&amp;')}" width="360" height="700"></iframe>`;
    await page.goto(at(OWN));
    const inside = page.frameLocator('iframe');
    await expect(inside.getByText('この枠では、記録を表示できません')).toBeVisible();
    await expect(inside.locator('#main')).toBeHidden();
  }
});

test('links stay inside, or open the portal in a new tab', async ({ page, house, context }) => {
  const { portal } = house.frames;
  const token = await agreed(page, portal, 'changer');
  const inside = await framed(page, (await launch(portal, token, 'checkups')).url);
  await inside.locator('a[href*="/checkups/items/sbp"]').first().click();
  await expect(inside.locator('h1')).toContainText('血圧');
  await inside.locator('.crumb a').click();
  await expect(inside.locator('h1')).toContainText('健診の記録');
  const [tab] = await Promise.all([context.waitForEvent('page'), inside.getByRole('link', { name: '健康手帳で同意を確かめる・止める' }).click()]);
  // From another site a browser brings no session along: the portal asks once, and finds it again.
  await tab.getByRole('link', { name: 'このページを開く' }).click();
  await expect(tab.locator('h1')).toHaveText('PHR事業者への提供');
  expect(tab.url()).toBe(`${portal}/sharing`);
  await tab.close();
});

test('stopped, it goes blank with the reason within a minute', async ({ page, house, context }) => {
  const { portal } = house.frames;
  const token = await agreed(page, portal, 'changer');
  const inside = await framed(page, (await launch(portal, token, 'medications')).url);
  await expect(inside.locator('h1')).toHaveText('お薬の記録');
  const own = await context.newPage();
  await own.goto(`${portal}/sharing`);
  await own.getByRole('button', { name: /^いますぐ止める/ }).click();
  await expect(own.locator('main')).toContainText('止めました');
  await expect(inside.locator('h1')).toHaveText('記録を渡す同意は終わっています', { timeout: 60_000 });
  await expect(inside.locator('.rx, .list')).toHaveCount(0);
  await own.goto(`${portal}/access`);
  await expect(own.locator('main')).toContainText('「お薬の記録」を自分の画面の中に表示しました');
  await own.close();
});

test('each reason has a page that says what happened and what to do', async ({ page, house, scripts }) => {
  const { portal, embed, hub } = house.frames;
  const token = await agreed(page, portal, 'changer', ['checkups']);
  const says = async (url, words) => {
    const inside = await framed(page, url);
    await expect(inside.locator('h1')).toHaveText(words);
    await expect(inside.getByRole('alert')).toBeVisible();
    if (scripts) await auditFrame(page, words);
  };
  await says(`${embed}/embed/checkups?provider=embed-app`, 'この画面に記録を出す同意がありません');
  const { url } = await launch(portal, token, 'checkups');
  await framed(page, url);
  await expect(page.frameLocator('iframe').locator('h1')).toContainText('健診の記録');
  await says(url, 'この表示は、もう一度開き直してください');
  await framed(page, `${embed}/embed/checkups?provider=nobody`);
  await expect.poll(() => page.frames()[1]?.url(), 'an unknown provider frames nothing').toContain('chrome-error');
  await page.goto(`${embed}/embed/checkups?provider=nobody`);
  await expect(page.locator('h1')).toHaveText('登録されていない事業者です');
  await setFaults(hub, 'down=checkups');
  await says((await launch(portal, token, 'checkups')).url, 'いま、記録を取り寄せられません');
  await setFaults(hub, '');
  const late = (await launch(portal, token, 'checkups')).url;
  command('suspend', 'embed-app');
  await says(late, 'この事業者は停止されています');
  command('resume', 'embed-app');
  const over = (await launch(portal, token, 'checkups')).url;
  await page.goto(`${portal}/sharing`);
  await page.getByRole('button', { name: /^いますぐ止める/ }).click();
  await says(over, '記録を渡す同意は終わっています');
});

test('<kenko-view> sizes itself, and hears nobody but its own frame', async ({ page, house, scripts }) => {
  test.skip(!scripts, 'it is a script; without it the plain frame of the other journeys is the way');
  const { portal, embed } = house.frames;
  const token = await agreed(page, portal, 'changer');
  const put = async (view, more = '') => {
    const { launch: code } = await launch(portal, token, view);
    shown = `<script src="${embed}/embed.js"></script><kenko-view provider="embed-app" view="${view}" launch="${code}" ${more}></kenko-view><iframe id="stranger" title="x" src="${at(STRANGER)}/x"></iframe>`;
    await page.goto(at(OWN));
    return page.frameLocator('kenko-view iframe');
  };
  const inside = await put('checkups', 'lang="en" theme="#1a1a1a #595959 #ffffff #f4f7fb #0b5394 #e3eefb"');
  await expect(inside.locator('h1')).toContainText('checkup', { ignoreCase: true });
  const frame = page.frames().find((one) => one.url().includes('/embed/at/'));
  const height = () => page.locator('kenko-view iframe').evaluate((one) => one.height);
  const high = () => frame.evaluate(() => String(Math.ceil(document.body.getBoundingClientRect().height)));
  await expect.poll(height).not.toBe('480');
  await expect.poll(async () => (await height()) === (await high())).toBe(true);
  expect(await frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--blue'))).toBe('#0b5394');
  await page.setViewportSize({ width: 390, height: 800 });
  await expect.poll(async () => (await height()) === (await high())).toBe(true);
  // From the page itself, from a stranger's frame, and from the frame itself in another form: nothing moves.
  const before = await height();
  const size = { type: 'kenko-view', v: 1, event: 'size', height: 9 };
  await page.evaluate((message) => postMessage(message, '*'), size);
  const stranger = page.frames().find((one) => one.url().startsWith(at(STRANGER)));
  await stranger.evaluate((message) => parent.postMessage(message, '*'), size);
  for (const wrong of [{ height: -5 }, { height: 1e9 }, { height: '9' }, { height: 9.5 }, { v: 2, height: 9 }, { type: 'x', height: 9 }]) {
    await frame.evaluate((message) => parent.postMessage(message, '*'), { ...size, ...wrong });
  }
  await frame.evaluate(() => parent.postMessage('x', '*'));
  // A stranger in the same page asks the frame in the provider's words: it answers the provider alone.
  await page.evaluate(() => { globalThis.heard = 0; addEventListener('message', ({ data }) => { if (data?.event === 'size') globalThis.heard += 1; }); });
  await stranger.evaluate(() => parent.frames[0].postMessage({ type: 'kenko-view', v: 1, event: 'hello' }, '*'));
  for (const wrong of ['hello', null, { type: 'kenko-view', v: 9, event: 'hello' }, { type: 'kenko-view', v: 1, event: 'go', url: 'https://evil.example' }]) {
    await page.evaluate((message) => frames[0].postMessage(message, '*'), wrong);
  }
  await page.waitForTimeout(300);
  expect(await height()).toBe(before);
  expect(await page.evaluate(() => globalThis.heard)).toBe(0);
  await page.evaluate(() => frames[0].postMessage({ type: 'kenko-view', v: 1, event: 'hello' }, '*'));
  await expect.poll(() => page.evaluate(() => globalThis.heard)).toBe(1);
  // A code that is set late opens the page, and another one opens it anew.
  const { launch: late } = await launch(portal, token, 'insurance');
  await page.evaluate((code) => {
    const view = document.querySelector('kenko-view');
    view.setAttribute('view', 'insurance');
    view.setAttribute('launch', code);
  }, late);
  await expect(page.frameLocator('kenko-view iframe').locator('h1')).toContainText('insurance', { ignoreCase: true });
  // Soft text that cannot be read: the page keeps the portal's own colours, and the provider is told.
  await put('insurance', 'theme="#1a1a1a #aaaaaa #ffffff #f4f7fb #0b5394 #e3eefb" onkenko-theme-refused=""');
  await expect(page.frameLocator('kenko-view iframe').locator('h1')).toBeVisible();
  const plain = page.frames().find((one) => one.url().includes('/embed/at/'));
  expect(await plain.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--soft'))).toBe('#666');
  // By keys into the frame: what has the focus shows it.
  for (let pressed = 0; pressed < 3; pressed += 1) await page.keyboard.press('Tab');
  const outline = await plain.evaluate(() => [document.activeElement.localName, getComputedStyle(document.activeElement).outlineStyle]);
  expect(outline).toEqual(['a', 'solid']);
});
