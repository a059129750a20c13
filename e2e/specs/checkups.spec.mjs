// Checkups: five questions of a lay reader, each answered with one click from the page, and every number held against the
// hub's own answer.
import { checkupsOf, day, series } from '../lib/checkups.mjs';
import { expect, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');
const CAUTION = 'すぐに病気とは限りません';

/** From the page to the item that a sentence speaks of. */
async function oneClick(page) {
  await page.goto('/checkups');
  const said = main(page).locator('section', { hasText: '今回わかること' }).getByRole('listitem').filter({ hasText: '最高血圧' }).first();
  await said.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('最高血圧');
}

test('is it fine? did it change? since when? what is it? what should I do? one click each', async ({ page, enter }) => {
  await enter('changer', { from: '/checkups' });
  const said = main(page).locator('section', { hasText: '今回わかること' });
  // Without any click: what stands out, in a sentence with its range, and the caution.
  await expect(said).toContainText('最高血圧は 138 で、基準値（130未満）より少し高めです。');
  await expect(said).toContainText(CAUTION);
  const questions = {
    'is it fine': '基準値（130未満）より少し高めです。',
    'did it change': '前回（2025年5月）は 136 でした。',
    'since when': /基準値の外になったのは、2022年5月の健診からです（5回続いています）。/,
    'what is it': '心臓が縮んで血液を送り出すとき',
    'what should I do': 'つぎにすること：',
  };
  for (const [question, answer] of Object.entries(questions)) {
    await oneClick(page);
    await expect(main(page).getByText(answer).first(), question).toBeVisible();
    await expect(main(page).getByText(CAUTION).first(), question).toBeVisible();
  }
});

test('what is fine, and what nobody can judge, says what to do next as well', async ({ page, enter }) => {
  await enter('changer');
  for (const [item, said] of [['hdl', 'とくにありません'], ['bmi', 'この記録からは決められません'], ['ldl', '相談してください']]) {
    await page.goto(`/checkups/items/${item}`);
    await expect(main(page).getByText('つぎにすること：'), item).toHaveCount(1);
    await expect(main(page)).toContainText(said);
  }
  await page.goto('/checkups/items/waist');
  await main(page).getByRole('link', { name: 'この健診での判定を見る' }).click();
  await expect(page).toHaveURL(/\/checkups\/visits\/2026-05-14#judged$/);
  await expect(main(page).locator('#judged')).toContainText('保健指導レベル');
});

test('the item page keeps its order', async ({ page, enter }) => {
  await enter('changer', { from: '/checkups/items/sbp' });
  const text = await main(page).textContent();
  const at = ['少し高めです。', '判定は、この判定値（第4期）によります', 'これまでの推移', '表で見る', 'これは何の検査ですか', 'この結果だけでは分からないこと'].map((words) => text.indexOf(words));
  expect(at.every((place) => place >= 0), at.join(' ')).toBe(true);
  expect([...at].sort((a, b) => a - b)).toEqual(at);
});

const CODES = {
  sbp: ['9A755000000000001', '9A752000000000001', '9A751000000000001'],
  hba1c: ['3D046000001906202', '3D046000001920402', '3D046000001927102'],
  ldl: ['3F077000002327101', '3F077000002327201', '3F077000002391901'],
  weight: ['9N006000000000001'],
  egfr: ['8A065000002391901'],
};

for (const [card, least] of [['changer', 6], ['elder', 2], ['hostile', 2], ['long', 14]]) {
  test(`every number of "${card}" stands as the hub told it, and the trend is what it says`, async ({ page, enter, house }) => {
    test.setTimeout(90_000);
    const visits = await checkupsOf(house.calm.hub, card);
    await enter(card);
    for (const [slug, codes] of Object.entries(CODES)) {
      const told = series(visits, codes);
      expect(told.length, slug).toBeGreaterThanOrEqual(least);
      await page.goto(`/checkups/items/${slug}?years=all`);
      const rows = main(page).locator('table.values tbody tr');
      await expect(rows).toHaveCount(told.length);
      // One read of all rows: forty of them, one by one, take their time.
      const shown = await rows.evaluateAll((all) => all.map((row) => [row.querySelector('th').textContent, row.querySelector('td').textContent]));
      for (const [back, { date, text }] of [...told].reverse().entries()) {
        expect(shown[back][0], `${slug} ${date}`).toContain(day(date));
        expect(shown[back][1].replace(/\s.*$/, ''), `${slug} ${date}`).toBe(text);
      }
      const [first, last] = [told[0], told.at(-1)];
      const month = ({ date }) => day(date).replace(/月.*$/, '月');
      const caption = main(page).locator('figure:visible figcaption');
      await expect(caption).toContainText(`${month(first)} ${first.text} → ${month(last)} ${last.text}`);
      const between = told.slice(1, -1).map(({ value }) => value);
      if (new Set(between).size > 1) {
        const said = (await caption.first().textContent()).match(/（間は ([\d.]+)〜([\d.]+)）/);
        expect(said.slice(1).map(Number), slug).toEqual([Math.min(...between), Math.max(...between)]);
      }
    }
  });
}

test('what no record names is computed from what it names, and marked', async ({ page, enter, house }) => {
  const visits = await checkupsOf(house.calm.hub, 'long');
  const of = ({ results }, code) => results.find((row) => row.code.startsWith(code))?.text;
  const wanted = visits.map((visit) => ({
    date: visit.date,
    recorded: of(visit, '3F069'),
    computed: String(Number(of(visit, '3F0500000023')) - Number(of(visit, '3F070'))),
  }));
  expect(wanted.filter((visit) => visit.recorded === undefined).length).toBeGreaterThan(20);
  expect(wanted.filter((visit) => visit.recorded !== undefined).length).toBeGreaterThan(1);
  await enter('long', { from: '/checkups/items/non-hdl?years=all' });
  const cells = await main(page).locator('table.values tbody tr td:nth-of-type(1)').allTextContents();
  expect(cells.map((text) => text.replace(/\s/g, ''))).toEqual(
    wanted.reverse().map(({ recorded, computed }) => (recorded ? `${recorded}mg/dL` : `${computed}mg/dL計算値`)),
  );
  await expect(main(page).locator('figure:visible svg.wide .calc').first()).toBeAttached();
});

test('points lie on a true time axis, and more is always up', async ({ page, enter, house, scripts }) => {
  test.skip(!scripts, 'the measure is a script');
  const told = series(await checkupsOf(house.calm.hub, 'changer'), ['3F070000002327101']);
  await enter('changer', { from: '/checkups/items/hdl?years=10' });
  const spots = await main(page).locator('figure:visible .trendbox svg:visible .pt').evaluateAll((points) =>
    points.map((point) => { const box = point.getBBox(); return [box.x + box.width / 2, box.y + box.height / 2]; }));
  expect(spots.length).toBe(told.length);
  const days = told.map(({ date }) => Date.parse(date) / 86_400_000);
  const [left, right] = [spots[0][0], spots.at(-1)[0]];
  told.forEach((one, at) => {
    const wanted = left + ((right - left) * (days[at] - days[0])) / (days.at(-1) - days[0]);
    expect(Math.abs(spots[at][0] - wanted), one.date).toBeLessThanOrEqual(1.5);
    if (at > 0) expect(Math.sign(spots[at - 1][1] - spots[at][1]) * Math.sign(one.value - told[at - 1].value), one.date).toBeGreaterThanOrEqual(0);
  });
});

test('a phone draws at most twelve points, and its table has all', async ({ page, enter, scripts }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await enter('long', { from: '/checkups/items/weight?years=all' });
  const chart = main(page).locator('figure:visible .trendbox svg.narrow');
  if (scripts) await expect(chart).toBeVisible();
  await expect(chart.locator('.pt')).toHaveCount(12);
  await expect(main(page).locator('table.values tbody tr')).toHaveCount(40);
});

test('two items stand beside each other, each with its own chart', async ({ page, enter, audit }) => {
  await enter('changer', { from: '/checkups/items/sbp' });
  await main(page).getByRole('link', { name: '最低血圧と並べる' }).click();
  const charts = main(page).locator('figure:visible');
  await expect(charts).toHaveCount(2);
  await expect(charts.nth(1)).toContainText('最低血圧');
  await audit('two items');
  await page.getByLabel('並べて見る項目').selectOption('ldl');
  await page.getByRole('button', { name: '並べる' }).click();
  await expect(page).toHaveURL(/with=ldl/);
  await expect(charts.nth(1)).toContainText('LDLコレステロール');
  // The period holds for both.
  await main(page).getByRole('navigation', { name: 'グラフの期間' }).getByRole('link', { name: '5年' }).click();
  await expect(page).toHaveURL(/years=5.*with=ldl/);
  await expect(charts).toHaveCount(2);
  for (const place of [0, 1]) await expect(charts.nth(place).locator('svg.wide .pt')).toHaveCount(5);
  await main(page).getByRole('link', { name: '並べるのをやめる' }).click();
  await expect(charts).toHaveCount(1);
});

test('of two charts each is read by itself', async ({ page, enter, scripts }) => {
  test.skip(!scripts, 'reading is what scripts add');
  await enter('changer', { from: '/checkups/items/sbp?with=dbp' });
  await expect(page.locator('.readout')).toContainText('矢印キー');
  const boxes = page.locator('.trendbox:visible');
  for (const [place, name, other] of [[1, '最低血圧', 0], [0, '最高血圧', 1]]) {
    await boxes.nth(place).focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('status').first()).toContainText(`2026年5月14日、${name}、`);
    await expect(boxes.nth(place).locator('.pt.on:visible')).toHaveCount(1);
    await expect(boxes.nth(other).locator('.pt.on:visible')).toHaveCount(0);
  }
});

test('what is in no list is not dropped, and an older scale is not joined', async ({ page, enter, house }) => {
  const visits = await checkupsOf(house.calm.hub, 'long');
  await enter('long', { from: '/checkups' });
  const fat = series(visits, ['9Z900000000000001']);
  const others = main(page).locator('#others');
  await others.locator('summary').click();
  await expect(others.getByRole('row', { name: /体脂肪率/ })).toContainText(fat.at(-1).text);
  await others.getByRole('link', { name: '体脂肪率' }).click();
  await expect(main(page).locator('table.values tbody tr')).toHaveCount(fat.length);
  const [jds, ngsp] = [series(visits, ['3D045000001920402']), series(visits, ['3D046000001906202', '3D046000001920402'])];
  expect(jds.length + ngsp.length).toBe(40);
  for (const [address, told] of [['3D045000001920402', jds], ['hba1c', ngsp]]) {
    await page.goto(`/checkups/items/${address}?years=all`);
    await expect(main(page).locator('table.values tbody tr'), address).toHaveCount(told.length);
  }
  await page.goto('/checkups');
  const past = main(page).locator('#past');
  await past.locator('summary').click();
  await expect(past.getByRole('link', { name: 'HbA1c（JDS）' })).toBeVisible();
});
