// Who looked at a person's records: told in sentences, reported once, and consents that are taken back; which office asked
// which; and all of it while the hub is away.
import { expect, overflow, setFaults, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');
const looks = (page) => main(page).locator('li[id^="look-"]');
const report = (line) => line.getByRole('link', { name: /心当たりがないことを伝える/ });

/** Asks the hub as a counter does. */
async function counter(hub, path, body) {
  return fetch(`${hub}/terminal/${path}`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  });
}

test('who looked, from home, with a reading in a disaster', async ({ page, enter, audit, scripts }) => {
  await enter('clinic');
  const card = main(page).locator('section', { has: page.getByRole('heading', { name: 'あなたの記録を見た人' }) });
  await expect(card).toContainText('の記録を');
  await card.getByRole('link', { name: /見た人をすべて見る/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('あなたの記録を見た人');
  const disaster = looks(page).filter({ hasText: '災害時の特別な扱いで' });
  await expect(disaster).toHaveCount(1);
  await expect(disaster).toContainText('見本県災害拠点病院の災害時の担当者が');
  await expect(disaster).toContainText('同意なし');
  await expect(disaster.getByRole('link', { name: /同意を見る/ })).toHaveCount(0);
  await expect(looks(page).first().getByRole('link', { name: /同意を見る/ })).toBeVisible();
  await audit('who looked');
  expect(await overflow(page, scripts)).toBe(0);
});

test('chosen by year, kind and institution, by code and never by name', async ({ page, enter, audit }) => {
  await enter('clinic', { from: '/access' });
  const all = Number((await main(page).getByRole('heading', { name: /これまでの/ }).textContent()).match(/(\d+)回/)[1]);
  await page.getByLabel('年', { exact: true }).selectOption('2026');
  await page.getByLabel('見たところ').selectOption({ label: '見本県災害拠点病院' });
  await page.getByRole('button', { name: 'しぼりこむ' }).click();
  await expect(looks(page)).toHaveCount(1);
  await expect(main(page)).toContainText(`1回（全部で ${all}回）`);
  expect(decodeURIComponent(page.url())).toMatch(/institution=\d{10}$/);
  await expect(page.getByLabel('年', { exact: true })).toHaveValue('2026');
  await audit('who looked, chosen');
  await page.getByLabel('記録の種類').selectOption('checkups');
  await page.getByRole('button', { name: 'しぼりこむ' }).click();
  await expect(main(page)).toContainText('この条件に合う閲覧はありません');
  await page.getByRole('link', { name: 'すべて見る', exact: true }).click();
  await expect(looks(page)).toHaveCount(Math.min(all, 20));
  await page.getByRole('link', { name: '古いほうを見る' }).click();
  await expect(main(page)).toContainText('2つ目');
});

test('a look that is not recognised is reported once, and keeps its number', async ({ page, context, enter, audit }) => {
  await enter('n-000000825', { from: '/access' });
  const line = looks(page).first();
  const id = await line.getAttribute('id');
  await report(line).click();
  const second = await context.newPage();
  await second.goto(page.url());
  await audit('reporting a look');

  await page.getByLabel(/くわしいこと/).fill('この日は家にいました。\n<b>ほんとうです');
  await page.getByRole('button', { name: '伝える', exact: true }).click();
  await expect(main(page).locator('.errors')).toContainText('ひとつ選んでください');
  await expect(page.getByLabel(/くわしいこと/)).toHaveValue('この日は家にいました。\n<b>ほんとうです');
  await audit('reporting a look, with an error');
  await page.getByLabel(/その日、そこへは行っていない/).check();
  await page.getByRole('button', { name: '伝える', exact: true }).click();
  const number = main(page).locator('.total.num');
  await expect(number).toHaveText(/^2611-\d{3}-\d{3}$/);
  const first = await number.textContent();
  await expect(main(page)).toContainText('閲覧記録の窓口');
  await expect(main(page)).toContainText('2026年12月6日 まで');
  await expect(main(page)).toContainText('これからのこと');
  await audit('a look that was reported');

  // The page that was opened before sends the same again.
  await second.getByLabel(/名前を知らない/).check();
  await second.getByRole('button', { name: '伝える', exact: true }).click();
  await expect(second.locator('.total.num')).toHaveText(first);
  await expect(second.getByRole('main')).toContainText('その日、そこへは行っていない');
  await second.close();
  await page.goto('/access');
  await expect(page.locator(`[id="${id}"]`)).toContainText(`受付番号 ${first}`);
  await expect(report(page.locator(`[id="${id}"]`))).toHaveCount(0);
});

test('a consent given at a counter is taken back, and the counter sees nothing more', async ({ page, enter, house, audit }) => {
  const { hub } = house.calm;
  const given = await counter(hub, 'consents', {
    card: 'n-000000826', by: 'face', institution: '見本駅前医院', role: 'doctor', kinds: ['medications', 'checkups'],
  });
  const { consent } = await given.json();
  expect((await counter(hub, 'readings', { consent, kinds: ['medications'] })).status).toBe(200);
  await enter('n-000000826', { from: '/access' });
  const line = looks(page).filter({ hasText: '見本駅前医院' });
  await line.getByRole('link', { name: /同意を見る/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('記録を見せる・渡す同意');
  await expect(main(page)).toContainText('見本駅前医院');
  await audit('consents');
  await page.getByRole('link', { name: /この同意を取り消す.*見本駅前医院/ }).click();
  await audit('asked once more');
  await page.getByRole('button', { name: '取り消す', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('同意を取り消しました');
  const over = main(page).locator('li', { hasText: '見本駅前医院' });
  await expect(over).toContainText('取り消しずみ');
  await expect(over.getByRole('button')).toHaveCount(0);
  await audit('a consent taken back');
  expect((await counter(hub, 'readings', { consent, kinds: ['medications'] })).status).toBe(403);
  await page.goto('/access');
  await expect(line, 'what was seen was seen').toHaveCount(1);
});

test('which office asked which, under which law, by year', async ({ page, enter, audit, scripts }) => {
  await enter('elder', { from: '/access' });
  await page.getByRole('link', { name: 'やりとり履歴を見る' }).click();
  await expect(main(page)).toContainText('後期高齢者医療の保険料や、窓口で払う割合・限度額を決めるため');
  await expect(main(page)).toContainText('提供に関する命令');
  await page.getByRole('link', { name: '2023年' }).click();
  await expect(main(page)).toContainText('別表第二の80の項');
  await expect(page.getByRole('link', { name: '2023年' })).toHaveAttribute('aria-current', 'page');
  await main(page).getByText('この一覧の期間と、法律の書き方').click();
  await audit('inquiries between offices');
  expect(await overflow(page, scripts)).toBe(0);
});

test('nobody has looked yet', async ({ page, enter, audit }) => {
  await enter('empty', { from: '/access' });
  await expect(main(page)).toContainText('まだ、だれも見ていません');
  await audit('nobody has looked');
  for (const [path, says] of [['/access/consents', 'いま有効な同意はありません'], ['/exchange', 'やりとりは、まだありません']]) {
    await page.goto(path);
    await expect(main(page)).toContainText(says);
    await audit(`${path} of nobody`);
  }
});

test('while the hub is away each page says so, and nothing typed is lost', async ({ page, enter, house, audit }) => {
  const { hub, portal } = house.stormy;
  await setFaults(hub, '');
  await enter('n-000000827', { from: `${portal}/access` });
  await expect(async () => {
    await page.goto(`${portal}/access`);
    await expect(looks(page).first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await report(looks(page).first()).click();
  await page.getByLabel(/くわしいこと/).fill('覚えがありません');
  await page.getByLabel(/その日、そこへは行っていない/).check();
  const form = page.url();
  try {
    await setFaults(hub, 'down=access');
    await page.getByRole('button', { name: '伝える', exact: true }).click();
    await expect(main(page)).toContainText('はっきりした返事がありませんでした');
    await expect(page.getByLabel(/くわしいこと/)).toHaveValue('覚えがありません');
    await audit('reporting while the hub is away');
    for (const [path, what] of [
      ['/access', '記録を見た人の一覧を表示できません'],
      ['/access/consents', '同意の一覧を表示できません'],
      ['/exchange', 'やりとり履歴を表示できません'],
    ]) {
      await page.goto(`${portal}${path}`);
      const notice = main(page).locator('.banner.warn').filter({ hasText: what });
      await expect(notice).toContainText('失われていません');
      await audit(`${path} while the hub is away`);
    }
  } finally {
    await setFaults(hub, '');
  }
  await expect(async () => {
    await page.goto(form);
    await expect(page.getByRole('button', { name: '伝える', exact: true })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
});
