// Procedures judged by a person's own eligibility, payments with their deadline, outside sites with a page in between.
import { expect, overflow, setFaults, test } from '../lib/test.mjs';

const group = (page, name) => page.locator('#procedures').getByRole('list').filter({ has: page.getByRole('link', { name, exact: true }) });

/** What each card is told: [procedure, judgement, words of the reason]. */
const told = {
  changer: [['任意継続（会社などの健康保険を続ける）', 'いまは当てはまらない', '△△△△健康保険組合'], ['高額療養費の支給申請', '条件しだい', 'ひと月の上限をこえて']],
  elder: [['出産育児一時金', 'いまは当てはまらない', '後期高齢者医療には'], ['限度額適用認定証', 'いまは当てはまらない', '低所得者Ⅱ']],
  gap: [['療養費（全額を払ったとき）', 'あなたに当てはまりそう', 'まだ登録されていない'], ['任意継続（会社などの健康保険を続ける）', 'いまは当てはまらない', '2026年11月10日']],
  ward: [['高額療養費の支給申請', 'いまは当てはまらない', '医療扶助'], ['出産育児一時金', 'いまは当てはまらない', '福祉事務所']],
  chronic: [['特定疾病療養受療証', 'いまは当てはまらない', 'すでに登録'], ['限度額適用認定証', 'いまは当てはまらない', '区分ウ']],
  uninsured: [['国民健康保険に入る届け出', 'あなたに当てはまりそう', '次の健康保険が記録にない']],
};

for (const [card, cases] of Object.entries(told)) {
  test(`"${card}" is told which procedures are theirs, and why`, async ({ page, enter, audit, scripts }) => {
    await enter(card, { from: '/services' });
    await page.locator('#procedures summary').click();
    await audit(`services of ${card}`);
    for (const [name, fit, reason] of cases) {
      await expect(group(page, name).getByRole('listitem').filter({ hasText: name }).first()).toContainText(reason);
      await page.locator('#procedures').getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
      await expect(page.getByRole('main')).toContainText(`${fit}：`);
      await expect(page.getByRole('main')).toContainText(reason);
      await expect(page.getByRole('heading', { name: '申請するところ' })).toBeVisible();
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await overflow(page, scripts), `${name} at 320 px`).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1280, height: 900 });
      await audit(`${name} for ${card}`);
      await page.goto('/services');
      await page.locator('#procedures summary').click();
    }
  });
}

test('payments stand with amount and deadline, and lead out by way of a page in between', async ({ page, enter, audit }) => {
  await enter('elder', { from: '/services' });
  const payments = page.locator('#payments');
  await expect(payments).toContainText(/[0-9,]+円/);
  await expect(payments).toContainText('2026年11月30日');
  await expect(payments).toContainText('期限まで あと8日');
  await expect(payments).toContainText('期限から22日たっています');
  await expect(payments).toContainText('お金を受け取りません');
  await payments.getByRole('link', { name: /介護保険料 第4期を納めるところへ/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('このサイトの外へ出ます');
  await expect(page.getByRole('main')).toContainText('見本の行き先です');
  expect(new URL(page.url()).search, 'nothing of the payment in the address').toBe('');
  await audit('the page before a payee');
  await page.getByRole('link', { name: '出ないで戻る' }).click();
  await expect(page).toHaveURL(/\/services#payments$/);
});

test('an outside site: told, gone to with nothing in hand, marked, and unmarked', async ({ page, context, enter, audit }) => {
  const asked = [];
  await context.route('https://**', (route) => {
    asked.push(route.request());
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><title>outside</title><h1>outside</h1></html>' });
  });
  await enter('n-000000860', { from: '/services' });
  await page.locator('#sites a[href="/services/out/e-tax"]').click();
  await expect(page.getByRole('main')).toContainText('https://www.e-tax.nta.go.jp/');
  await audit('the page before e-Tax');
  const link = page.getByRole('link', { name: /^e-Tax.*へ出る/ });
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  await link.click();
  await expect(page).toHaveURL('https://www.e-tax.nta.go.jp/');
  expect(asked[0].method()).toBe('GET');
  expect(asked[0].headers().referer, 'where they came from is not told').toBeUndefined();
  expect(asked[0].headers().cookie).toBeUndefined();
  await page.goBack();
  await page.getByRole('link', { name: '出ないで戻る' }).click();

  const site = page.locator('#sites').getByRole('listitem').filter({ hasText: 'e-Tax' });
  await site.getByRole('link', { name: /使っている印をつける/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('使っている印をつけますか');
  await expect(page.getByRole('main')).toContainText('e-Tax');
  await expect(page.getByRole('main')).toContainText('何も渡しません');
  await audit('the page before a mark');
  await page.getByRole('link', { name: 'つけないで戻る' }).click();
  await expect(site, 'asking marks nothing').toContainText('印はついていません');
  await site.getByRole('link', { name: /使っている印をつける/ }).click();
  await page.getByRole('button', { name: '印をつける' }).click();
  await expect(page.getByRole('status')).toContainText('印をつけました');
  await expect(site).toContainText('に印をつけました');
  await audit('services with a mark');
  await site.getByRole('link', { name: /使っている印を外す/ }).click();
  await expect(page.getByRole('main')).toContainText('このサイトの利用をやめることにはなりません');
  await audit('the page before a mark is taken away');
  await page.getByRole('button', { name: '印を外す' }).click();
  await expect(page.getByRole('status')).toContainText('印を外しました');
  await expect(site.getByRole('link', { name: /使っている印をつける/ })).toBeVisible();
  expect(asked.length, 'the site was asked nothing for a mark').toBe(1);
});

test('where payments or eligibility cannot be had, that part says so and the rest stands', async ({ page, enter, audit, house }) => {
  const { hub, portal } = house.stormy;
  await enter('elder', { from: `${portal}/services` });
  await setFaults(hub, 'down=payments+eligibility');
  try {
    await page.goto(`${portal}/services`);
    await expect(page.locator('#payments')).toContainText('納付のお知らせを表示できません');
    await expect(page.locator('#procedures')).toContainText('いまは確かめられません');
    await expect(page.locator('#procedures').getByRole('link', { name: '高額療養費の支給申請' })).toBeVisible();
    await expect(page.locator('#sites')).toContainText('ねんきんネット');
    await audit('services without the hub');
  } finally {
    await setFaults(hub, '');
  }
});

test('every question of the help is one click away, signed out', async ({ page, audit, scripts }) => {
  await page.goto('/help');
  const questions = page.getByRole('navigation', { name: '質問の一覧' }).getByRole('link');
  expect(await questions.count()).toBeGreaterThan(15);
  for (const question of await questions.all()) {
    const words = await question.textContent();
    await question.click();
    const id = new URL(page.url()).hash;
    const answer = page.locator(id).getByRole('heading', { level: 2 });
    await expect(answer).toHaveText(words);
    await expect(answer).toBeInViewport();
  }
  await audit('help');
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await overflow(page, scripts)).toBeLessThanOrEqual(0);
});
