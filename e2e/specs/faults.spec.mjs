// The hub pulled away: the rest of the page stands, the part that failed says so, and nothing of a wrong answer shows.
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
