// One day's report, two days side by side, and the sheet for the doctor.
import { downloaded, expect, overflow, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');

/** Address of the newest report in the list of all checkups. */
async function newest(page) {
  await page.goto('/checkups');
  return main(page).locator('a[href^="/checkups/visits/"]').first().getAttribute('href');
}

for (const card of ['changer', 'elder', 'hostile']) {
  test(`report, comparison and sheet of "${card}"`, async ({ page, enter, audit, scripts }) => {
    test.setTimeout(120_000);
    const dialogs = [];
    page.on('dialog', (dialog) => dialogs.push(dialog.message()) && dialog.dismiss());
    await enter(card);
    for (const path of [await newest(page), '/checkups/compare', '/print/checkups']) {
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 900 });
        expect((await page.goto(path)).status(), path).toBe(200);
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        await expect(main(page)).toContainText('すぐに病気とは限りません');
        await audit(`${path} of ${card} at ${width} px`);
        expect(await overflow(page, scripts), `${path} at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
    expect(dialogs).toEqual([]);
  });
}

test('where the insurer\'s level and the values differ, the steps stand open; then the days are compared', async ({ page, enter }) => {
  await enter('changer', { from: '/checkups' });
  await main(page).getByText('受診日、種類、保険者').click();
  await main(page).getByRole('link', { name: '2025年5月20日' }).click();
  const judged = main(page).locator('#judged');
  await expect(judged).toContainText('積極的支援');
  await expect(judged).toContainText('動機付け支援');
  await expect(judged.getByText('保険者の記録と、参考の計算が違います')).toHaveCount(1);
  const steps = judged.locator('details[open] li');
  await expect(steps.first()).toHaveText('腹囲 85.6 cm ≥ 85 cm … あてはまる');
  await expect(steps.filter({ hasText: '空腹時血糖 99 mg/dL ＜ 100 mg/dL' })).toContainText('あてはまらない');

  await main(page).getByRole('link', { name: '前の健診とくらべる' }).click();
  await expect(page).toHaveURL(/compare\?a=2024-05-16&b=2025-05-20$/);
  const pressure = main(page).getByRole('row', { name: /最高血圧/ });
  await expect(pressure).toContainText('5 mmHg 上がった');
  // Fasting that year, casual the year before: two items, each with one side.
  await expect(main(page).getByRole('row', { name: /食後の血糖/ })).toContainText('片方にしか値がない');

  await page.getByLabel('1つめの健診').selectOption('2026-05-14');
  await page.getByLabel('2つめの健診').selectOption('2017-05-18');
  await page.getByRole('button', { name: 'くらべる' }).click();
  await expect(pressure).toContainText('20 mmHg 上がった');
  await expect(main(page).getByRole('row', { name: /HbA1c/ })).toContainText('測り方が違うので、くらべない');
  await expect(main(page).getByRole('row', { name: /たばこ/ })).toContainText('答えの選び方が変わった');
});

test('the newest report of "changer" agrees with its insurer', async ({ page, enter }) => {
  await enter('changer', { from: '/checkups/visits/2026-05-14' });
  await expect(main(page).locator('#judged')).toContainText('なし（情報提供）');
  await expect(main(page).getByText('参考の計算が違います')).toHaveCount(0);
  await expect(main(page).getByRole('row', { name: /たばこ/ })).toContainText('以前は吸っていた');
  await expect(main(page).getByRole('row', { name: /医師の氏名/ })).toContainText('見本');
});

test('the report of a day can be carried away from its own page', async ({ page, enter }) => {
  await enter('changer', { from: '/checkups/visits/2026-05-14' });
  for (const [button, name] of [['一覧を受け取る（.csv）', /2026-05-14.*\.csv$/], ['FHIR形式で受け取る（.json）', /2026-05-14.*\.json$/]]) {
    const file = await downloaded(page, () => main(page).getByRole('button', { name: button }).click());
    expect(file.name).toMatch(name);
  }
});

test('a day without a checkup is said, and a choice that is none too', async ({ page, enter, tolerated, audit }) => {
  tolerated.push(/status of 404/);
  await enter('changer');
  for (const day of ['2026-05-15', '2026-02-30', 'x']) {
    expect((await page.goto(`/checkups/visits/${day}`)).status(), day).toBe(404);
    await expect(main(page).getByRole('link', { name: '健診の記録を開く' })).toBeVisible();
  }
  await audit('a day without a checkup');
  await page.goto('/checkups/compare?a=2001-01-01&b=2026-05-14');
  await expect(page.getByRole('status')).toContainText('記録がありません');
});

test('someone without records is told so on each of them', async ({ page, enter, audit }) => {
  await enter('empty');
  for (const path of ['/checkups/compare', '/print/checkups']) {
    await page.goto(path);
    await expect(main(page)).toContainText('まだありません');
    await expect(main(page).getByRole('link', { name: '健診の記録にもどる' })).toBeVisible();
    await audit(`${path} of nobody`);
  }
});

for (const card of ['changer', 'elder', 'hostile']) {
  test(`the sheet of "${card}" is one page of paper`, async ({ page, enter, scripts }) => {
    test.skip(!scripts, 'paper is the same');
    await enter(card, { from: '/print/checkups' });
    await expect(main(page).getByRole('region', { name: '健診の値' }).getByRole('row').nth(10)).toBeVisible();
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.paper')).toBeVisible();
    await expect(page.getByRole('heading', { name: '紙に出す・保存する' })).toBeHidden();
  });
}
