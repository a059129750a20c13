// Expenses against the monthly ceiling: certificates in yen, months worked through, a missing class asked for and taken back.
import { expect, overflow, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');
const PAGE = '/expenses/ceiling';

/** The open or closed month in the list of months. */
const month = (page, name) => main(page).locator('details', { has: page.locator('summary', { hasText: name }) });

test('chronic: certificates in yen, dialysis at 10,000 yen, and what came together in September', async ({ page, enter, audit, scripts }) => {
  await enter('chronic', { from: '/insurance' });
  await expect(main(page)).toContainText('85,800円＋（総医療費−286,000円）×1%');
  await expect(main(page)).toContainText('窓口が3割なら 300,000円');
  await expect(main(page)).toContainText('ひと月 10,000円 まで');
  await expect(main(page)).toContainText('2027年8月1日から変わります（予定）');
  await audit('the certificates');
  await page.getByRole('link', { name: '払った医療費を限度額と比べる' }).click();
  await expect(page).toHaveURL(new RegExp(`${PAGE}$`));
  // Three stays were paid up to the ceiling before, so September is the fourth.
  const september = month(page, '2026年9月');
  await expect(september).toContainText('4回目からの限度額 44,400円（多数回該当）');
  await expect(september).toContainText('特定疾病の限度額までになっている受診');
  await expect(september).toContainText('こえた分は 89,188円−44,400円＝44,788円');
  await expect(september).toContainText('期限：2028年9月30日まで');
  await expect(september).toContainText('見本市国民健康保険');
  await audit('the year of chronic');
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await overflow(page, scripts)).toBeLessThanOrEqual(0);
});

test('elder: the outpatient ceiling of 70 and over, passed by several clinics together', async ({ page, enter, audit }) => {
  await enter('elder', { from: '/expenses?year=2026' });
  await page.getByRole('link', { name: '2026年の高額療養費の目安を見る' }).click();
  await expect(main(page)).toContainText('払い戻される可能性があります（目安）');
  for (const name of ['2026年8月', '2026年9月']) {
    await expect(month(page, name)).toContainText('一人の外来の限度額 11,000円');
    await expect(month(page, name)).toContainText('見本県後期高齢者医療広域連合');
  }
  await expect(main(page)).toContainText('8月から翌年7月までの合計（目安）');
  await expect(main(page)).toContainText('保険者に確かめてください');
  await main(page).getByText('月ごとの額を表で見る').click();
  await expect(main(page).getByRole('row', { name: /^9月/ })).toContainText('11,000円');
  await audit('the year of elder');
});

test('changer: the class is asked for, taken, and taken back; it never stands in an address', async ({ page, enter, audit }) => {
  await enter('changer', { from: `${PAGE}?year=2026` });
  const addresses = [];
  page.on('request', (request) => addresses.push(request.url()));
  const question = main(page).locator('#class');
  const take = page.getByRole('button', { name: '2025年8月〜2026年7月の区分をこれで計算する' });
  const back = page.getByRole('button', { name: '2025年8月〜2026年7月の区分を消す・選び直す' });
  await expect(main(page)).toContainText('所得の区分が分からないため');
  await expect(main(page)).not.toContainText('払い戻される可能性');
  await audit('a class that is missing');

  await take.click();
  await expect(main(page)).toContainText('所得の区分が選ばれていません');
  await audit('a form without a class');

  await question.locator('form', { has: take }).getByText('区分エ').click();
  await take.click();
  await expect(main(page)).toContainText('所得の区分を保管し、この区分で計算しました');
  await expect(main(page)).toContainText('払い戻される可能性があります（目安）');
  await expect(month(page, '2026年5月')).toContainText('区分は 区分エ（あなたが選んだ区分）です');
  await audit('a class that was told');

  await back.click();
  await expect(main(page)).toContainText('選んでいた所得の区分を消しました');
  await expect(take).toBeVisible();
  expect(addresses.length).toBeGreaterThan(3);
  expect(addresses.filter((address) => new URL(address).search.replace('?year=2026', '') !== '')).toEqual([]);
});

test('people without a class or a record see why there is nothing', async ({ page, enter }) => {
  await enter('ward', { from: PAGE });
  await expect(main(page)).toContainText('医療扶助を受けているあいだは');
});
