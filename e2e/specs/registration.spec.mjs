// Registering the card as insurance card: told before, done once however often it is pressed, told after; and every
// other place where somebody can stand, with the way on from there.
import { signIn } from '../lib/browser.mjs';
import { expect, setFaults, test } from '../lib/test.mjs';

const button = (where) => where.locator('button[name=register]');
const over = (where) => where.getByRole('heading', { name: '利用登録は終わっています' });
const counts = async (hub) => (await fetch(`${hub}/sim/registrations`)).json();

/** Looks again as the page offers it, until the registration is over. */
async function watch(page, scripts) {
  const look = page.getByRole('link', { name: scripts ? '登録の内容と、これからのことを見る' : 'もう一度見る' });
  await expect(async () => {
    if (await over(page).isVisible()) return;
    await look.click({ timeout: 1000 });
    await expect(over(page)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
}

test('pressing twice, in two tabs, registers once', async ({ page, context, enter, house, audit, scripts }) => {
  await fetch(`${house.calm.hub}/sim/reset`, { method: 'POST' });
  await enter('hanako', { from: '/registration' });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('利用登録');
  await expect(page.getByRole('main')).toContainText('1989年3月31日');
  await audit('registration, before');

  // The same form, opened a second time before the first is sent.
  const second = await context.newPage();
  await second.goto('/registration');
  await button(page).dblclick();
  const under = page.getByRole('heading', { name: '登録を進めています' });
  await expect(under.or(over(page))).toBeVisible();
  if (await under.isVisible()) await audit('registration, under way');
  await watch(page, scripts);
  await audit('registration, after');
  await button(second).click();
  await expect(button(second)).toHaveCount(0);
  await second.close();

  expect((await counts(house.calm.hub)).hanako).toBe(1);
  await page.goto('/insurance');
  await expect(page.getByText('88888888').first()).toBeVisible();
});

test('the page follows along in place, and says so', async ({ page, enter, house, scripts }) => {
  test.skip(!scripts, 'without scripts the link looks again');
  await enter('n-000000050', { from: '/registration' });
  await button(page).click();
  await page.waitForLoadState();
  let loads = 0;
  page.on('framenavigated', () => { loads += 1; });
  const said = page.getByRole('main').locator('section .say');
  await expect(said).toContainText('すべて終わりました', { timeout: 20_000 });
  await expect(page.locator('.steps > .done')).toHaveCount(4);
  await expect(page.getByRole('heading', { name: '利用登録が終わりました' })).toBeVisible();
  await expect(page.locator('.head .asof'), 'the time of the page as it was made').toHaveCount(0);
  expect(loads, 'no page was loaded').toBe(0);
  expect((await counts(house.calm.hub))['n-000000050']).toBe(1);
});

test('a page that follows keeps its language', async ({ page, enter, scripts }) => {
  test.skip(!scripts, 'without scripts the link looks again');
  await enter('n-000000150', { from: '/en/registration' });
  await button(page).click();
  const said = page.getByRole('main').locator('section .say');
  await expect(said).toContainText('Everything is done', { timeout: 20_000 });
  expect(await page.getByRole('main').locator('section').innerText()).not.toMatch(/[ぁ-ん]/);
});

test('a page that follows closes when another person signs in', async ({ page, context, enter, house, scripts }) => {
  test.skip(!scripts, 'without scripts a page shows what it was made with');
  await enter('n-000000160', { from: '/registration' });
  await button(page).click();
  await expect(page.getByRole('heading', { name: '登録を進めています' })).toBeVisible();
  const other = await context.newPage();
  await signIn(other, 'changer', { from: `${house.calm.portal}/login?again=1&next=/` });
  await expect(page.getByRole('heading', { name: 'ログアウトしました' })).toBeVisible({ timeout: 10_000 });
  expect(await page.locator('body').innerText()).not.toContain('すべて終わりました');
  await other.close();
});

test('a step that fails has its own words, and is tried again', async ({ page, enter, house, audit, scripts }) => {
  const { hub, portal } = house.stormy;
  await setFaults(hub, 'step=link_number');
  try {
    await enter('n-000000060', { from: `${portal}/registration` });
    await button(page).click();
    await expect(async () => {
      if (!(await button(page).isVisible())) await page.goto(`${portal}/registration`);
      await expect(button(page)).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
    await expect(page.getByRole('main')).toContainText('番号を受け取れませんでした');
    await audit('a step that failed');
  } finally {
    await setFaults(hub, '');
  }
  await page.getByRole('button', { name: 'もう一度登録する' }).click();
  await watch(page, scripts);
  expect((await counts(hub))['n-000000060']).toBe(1);
});

test('no answer after the hub has begun: nobody registers twice', async ({ page, enter, house, scripts }) => {
  const { hub, portal } = house.stormy;
  await enter('n-000000070', { from: `${portal}/registration` });
  await setFaults(hub, 'lag=5000:registration');
  try {
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await button(page).click({ noWaitAfter: true });
    await sent;
    await expect.poll(async () => (await counts(hub))['n-000000070'], { timeout: 10_000 }).toBe(1);
  } finally {
    await setFaults(hub, '');
  }
  await expect(page.getByRole('main')).toContainText('二度押しても、登録は一度だけです', { timeout: 15_000 });
  await page.goto(`${portal}/registration`);
  await watch(page, scripts);
  expect((await counts(hub))['n-000000070']).toBe(1);
});

// Where each card stands: what is said, and the way on.
const stands = [
  ['changer', '利用登録は終わっています', 'link', '健康保険の資格を見る'],
  ['clinic', '病院・薬局のカードリーダーで登録されました', 'link', '健康保険の資格を見る'],
  ['elder', '銀行のATMで登録されました', 'link', '健康保険の資格を見る'],
  ['booked', '2026年12月1日（令和8年） から、健康保険証として使えるようになります', 'link', 'ホームへ戻る'],
  ['renewed', '登録はそのまま引き継がれています', 'link', '健康保険の資格を見る'],
  ['renewing', '登録をやり直す必要はありません', 'link', 'いまの状態を見る'],
  ['revoked', 'もう一度登録してください', 'button', '同意して登録する'],
  ['gap', '2026年11月27日 ごろまでに登録される見こみです', 'link', 'いまの状態を見る'],
  ['uninsured', 'いま加入している健康保険が見つかりません', 'link', 'いまの状態を見る'],
  ['ward', '福祉事務所が行います', 'link', '資格の内容を見る'],
];

for (const [card, says, role, way] of stands) {
  test(`where "${card}" stands`, async ({ page, enter, audit }) => {
    await enter(card, { from: '/registration' });
    await expect(page.getByRole('main')).toContainText(says);
    await expect(page.getByRole(role, { name: way }).first()).toBeVisible();
    await expect(button(page)).toHaveCount(role === 'button' ? 1 : 0);
    for (const closed of await page.locator('details:not([open]) > summary').all()) {
      if (await closed.isVisible()) await closed.click();
    }
    await audit(`registration of ${card}`);
  });
}

test('of somebody protected nothing is shown but whom to call', async ({ page, enter, audit }) => {
  await enter('blocked');
  for (const path of ['/', '/registration', '/insurance']) {
    await page.goto(path);
    await expect(page.getByRole('main')).toContainText('電話でお問い合わせください');
    await expect(page.getByRole('main')).not.toContainText(/健康保険組合|クリニック|解除/);
    await audit(`${path} of somebody protected`);
  }
});

test('withdrawing goes through the insurer, and the page says what follows', async ({ page, enter }) => {
  await enter('changer', { from: '/registration' });
  await page.getByText('解除の進み方と、そのあとのこと').click();
  for (const said of ['加入している健康保険に、解除を申し込む', '資格確認書を受け取る', '1か月から2か月ほど', '記録は消えません']) {
    await expect(page.locator('#withdrawal')).toContainText(said);
  }
});
