// The hub pulled away: the rest of the page stands, the part that failed says so, and nothing of a wrong answer shows.
import { checkup, number } from '../lib/checkup-document.mjs';
import { expect, setFaults, test } from '../lib/test.mjs';

test.use({ baseURL: async ({ house }, use) => use(house.stormy.portal) });
test.describe.configure({ mode: 'serial' });

test.beforeEach(async ({ house }) => setFaults(house.stormy.hub, ''));
test.afterEach(async ({ house }) => setFaults(house.stormy.hub, ''));

const notice = (page) => page.locator('main .banner.warn').filter({ hasText: '表示できません' });

for (const fault of ['down=checkups', 'status=500', 'truncate', 'garbage', 'swap', 'late', 'reset']) {
  test(`home stands through "${fault}"`, async ({ page, enter, house, audit }) => {
    await enter('changer');
    await setFaults(house.stormy.hub, fault);
    const answer = await page.goto('/');
    expect(answer.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('contentinfo')).toBeVisible();
    await expect(notice(page).first()).toContainText('失われていません');
    if (fault === 'down=checkups') {
      await expect(notice(page)).toHaveCount(1);
      await expect(page.getByRole('main')).toContainText(/[\d,]+\s*円/);
    }
    await audit(`home under ${fault}`);
  });
}

test('a page whose only source is down says what, whether anything is lost, and a way on', async ({ page, enter, house, audit, tolerated }) => {
  tolerated.push(/status of 50\d/);
  await enter('changer');
  await setFaults(house.stormy.hub, 'down=checkups');
  await page.goto('/checkups');
  await expect(notice(page)).toHaveCount(1);
  await expect(notice(page)).toContainText('健診の記録を表示できません');
  await expect(notice(page)).toContainText('から続いています');
  await expect(notice(page)).toContainText('失われていません');
  await expect(notice(page).getByRole('link', { name: 'もう一度開く' })).toBeVisible();
  await expect(page.getByText('mmHg')).toHaveCount(0);
  await audit('/checkups with the hub down');
  await setFaults(house.stormy.hub, '');
  await page.goto('/checkups');
  await expect(page.getByText('mmHg').first()).toBeVisible({ timeout: 15_000 });
});

test('a checkup that the person added is there while the hub\'s are away, with what it computes to', async ({ page, enter, house, audit }) => {
  const main = page.getByRole('main');
  await enter('changer');
  await page.goto('/import');
  const results = [number('9N001000000000001', '身長', '170.0', 'cm'), number('9N006000000000001', '体重', '65.0', 'kg')];
  const buffer = Buffer.from(checkup({ day: '20120601', version: 'V07', results }));
  await page.getByLabel(/健診結果のファイル/).setInputFiles([{ name: 'h1.xml', mimeType: 'text/xml', buffer }]);
  await page.getByRole('button', { name: '読み込む' }).click();
  await main.getByRole('button', { name: '1回分をあなたの健診の記録に加える' }).click();
  await page.goto('/checkups/items/bmi?years=all');
  await expect(main.locator('figure:visible svg:visible .calc')).toHaveCount(1);
  await expect(main).toContainText('計算：体重（kg）を、身長（m）で2回割る');
  await audit('an item with a computed value');

  await setFaults(house.stormy.hub, 'down=checkups');
  for (const [path, said] of [['/checkups', '22.5'], ['/checkups/visits/2012-06-01', '計算値'], ['/checkups/items/bmi', '（計算値）です']]) {
    await page.goto(path);
    await expect(notice(page)).toHaveCount(1);
    await expect(notice(page)).toContainText('保険者からの健診の記録を表示できません');
    await expect(notice(page)).toContainText('失われていません');
    await expect(main).toContainText(said);
    await audit(`${path} with what was added alone`);
  }
  await setFaults(house.stormy.hub, '');
  await page.goto('/me');
  await page.locator('summary', { hasText: /取り除く：2012年6月1日/ }).click();
  await page.getByRole('button', { name: /2012年6月1日.*を取り除く/ }).click();
  await expect(main).toContainText('加えた健診を取り除きました');
});

test('answers that name another person are refused whole', async ({ page, enter, tolerated }) => {
  tolerated.push(/status of 50\d/);
  await enter('crossed');
  let refused = 0;
  for (const path of ['/', '/insurance', '/checkups', '/medications', '/expenses', '/tax']) {
    await page.goto(path);
    refused += await notice(page).filter({ hasText: '本人のものと合いませんでした' }).count();
  }
  expect(refused, 'a source that names another birth date is not shown').toBeGreaterThan(0);
});
