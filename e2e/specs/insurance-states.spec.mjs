// The insurance of people in every state: each code of validity, the line of insurers, the certificates, the sheet on one page.
import { readFileSync } from 'node:fs';
import { downloaded, expect, overflow, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');

// Card, code of validity, what stands there, whether it is valid.
const people = [
  ['chronic', 1, ['この資格は有効です', '国民健康保険（国保）', '特定疾病療養受療証'], true],
  ['elder', 1, ['この資格は有効です', '後期高齢者医療', '1割'], true],
  ['parent', 1, ['この資格は有効です', '職場の健康保険（社保）'], true],
  ['changer', 1, ['この資格は有効です', '終わった健康保険の記録が 2つあります'], true],
  ['ward', 6, ['医療扶助（生活保護）の資格です', '福祉事務所', '電話番号', '届いていません'], true],
  ['hanako', 6, ['この資格は有効です'], true],
  ['gap', 2, ['2026年10月21日で終わり', '登録される見こみ', '資格確認書'], false],
  ['uninsured', 2, ['2026年6月21日で終わり'], false],
  ['switching', 3, ['まだここに届いていません', '新しく加入した健康保険に問い合わせて'], false],
  ['newcomer', 4, ['ひとつも見つかりませんでした', '市区町村の国民健康保険の窓口'], false],
  ['overlapping', 5, ['2つ重なって', 'やめたほうの健康保険に電話し', '0000-'], false],
];

for (const [card, code, says, valid] of people) {
  test(`what "${card}" reads (validity ${code})`, async ({ page, enter, audit, scripts }) => {
    await enter(card, { from: '/insurance' });
    for (const said of says) await expect(main(page)).toContainText(said);
    await expect(page.locator('.icard')).toHaveCount(valid ? 1 : 0);
    // What overlaps goes on a sheet too.
    await expect(page.getByRole('link', { name: '資格情報を紙に出す・保存する' })).toHaveCount(valid || code === 5 ? 1 : 0);
    await audit(`the insurance of ${card}`);
    for (const path of ['/insurance/history', '/insurance/certificates']) {
      await page.goto(path);
      await audit(`${path} of ${card}`);
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await overflow(page, scripts), `${path} of ${card}`).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1280, height: 720 });
    }
  });
}

test('the line of insurers shows what is missing or double, and explains the bills of a change', async ({ page, enter }) => {
  await enter('elder', { from: '/insurance' });
  await page.getByRole('link', { name: '健康保険の移り変わりを見る' }).click();
  await expect(main(page)).toContainText('資格のない期間や、重なった期間はありません');
  await expect(main(page)).toContainText('（分割）');
  await expect(main(page)).toContainText(/2023年2月の医療費の記録が \d+件あります/);
});

for (const [card, says] of [
  ['gap', ['すき間', '今日で32日目', '14日以内', '20日以内']],
  ['switching', ['2024年4月1日から2024年4月14日までの14日間', '新しい資格を待っています']],
  ['overlapping', ['重なり', '2026年10月1日から続いていて', '見本市国民健康保険']],
  ['changer', ['2022年7月1日に', 'そのまま移されます（振替）']],
  ['newcomer', ['健康保険の記録がありません']],
]) {
  test(`the line of "${card}"`, async ({ page, enter }) => {
    await enter(card, { from: '/insurance/history' });
    for (const said of says) await expect(main(page)).toContainText(said);
  });
}

test('who has two insurances at once has a sheet with both, on paper and as a file', async ({ page, enter, audit }) => {
  await enter('overlapping', { from: '/insurance' });
  await page.getByRole('link', { name: '資格情報を紙に出す・保存する' }).click();
  const sheet = page.getByRole('region', { name: '資格情報' });
  for (const said of ['2つのうちの1つめ', '2つのうちの2つめ', '見本市国民健康保険', 'どれが今の資格かは、この紙では決められません']) {
    await expect(sheet).toContainText(said);
  }
  await expect(main(page)).toContainText('やめたほうの健康保険に電話し');
  await audit('the sheet of two insurances at once');
  const file = await downloaded(page, () => page.getByRole('button', { name: 'PDFで保存する' }).click());
  expect(readFileSync(file.path).subarray(0, 5).toString()).toBe('%PDF-');
});

test('one sees which certificates are one\'s own and which must be carried', async ({ page, enter }) => {
  await enter('chronic', { from: '/insurance' });
  await page.getByRole('link', { name: 'カードだけでよい証と、持っていく証を見る' }).click();
  await expect(page.locator('[id^=kind-]')).toHaveCount(20);
  for (const own of [2, 16, 18]) await expect(page.locator(`#kind-${own}`)).toContainText('あなたの証');
  await expect(page.locator('#kind-19')).not.toContainText('あなたの証');
  await expect(page.locator('#kind-20')).toContainText('紙の受給者証も持っていってください');
});

test('the sheet prints on one page, and its code leads to help that needs no sign-in', async ({ page, enter }) => {
  for (const card of ['chronic', 'elder', 'hostile', 'overlapping']) {
    await page.context().clearCookies();
    await enter(card, { from: '/print/eligibility?numbers=show' });
    await expect(page.locator('.qr svg')).toBeVisible();
    const paper = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b(?!s)/g), card).toHaveLength(1);
  }
  await page.context().clearCookies();
  await page.goto('/help#counter');
  await expect(page.locator('#counter')).toContainText('被保険者資格申立書');
});
