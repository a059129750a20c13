// Medical-expense files that a person already has: read in the browser and never sent, or, without scripts, sent, read
// in memory and forgotten. Either way to the same sums and the same form.
import { downloaded, expect, test } from '../lib/test.mjs';
import { modeB, readForm } from '../lib/form.mjs';
import { encode, row, statement } from '../lib/statement.mjs';

const ICHIRO = { name: '見本　一郎', kana: 'ミホン　イチロウ' };
const HARUKO = { name: '見本　春子', kana: 'ミホン　ハルコ' };
const ICHIRO_ROWS = [
  row(1, '医科外来', '見本内科クリニック', 5950, 1785),
  row(1, '調剤', 'みほん薬局', 2010, 603),
  row(4, '歯科外来', '見本歯科,駅前', 12340, 3702, 2),
  row(9, '医科入院', '見本総合病院', 301230, 90369, 6),
];
const HARUKO_ROWS = [row(3, '医科外来', '見本眼科', 8000, 2400), row(6, '調剤', 'みほん薬局', 3330, 999)];
const sum = (rows) => rows.reduce((all, one) => all + one.share, 0);
const yen = (amount) => amount.toLocaleString('en-US');

const file = (name, buffer) => ({ name, mimeType: 'text/csv', buffer });
const ichiro = (encoding) => file('医療費情報_20260210101112123.csv', encode(statement({ ...ICHIRO, rows: ICHIRO_ROWS }), encoding));
const haruko = (encoding) => file('医療費情報_20260210101112999.csv', encode(statement({ ...HARUKO, rows: HARUKO_ROWS }), encoding));

/** Hands files over and watches what leaves the browser. */
async function hand(page, files, scripts) {
  const posted = [];
  page.on('request', (request) => request.method() !== 'GET' && posted.push(request.url()));
  await page.goto('/import');
  if (scripts) await expect(page.locator('#import-privacy')).toContainText('このブラウザの中');
  await page.getByLabel(/CSVファイル/).setInputFiles(files);
  await page.getByRole('button', { name: '読み込む' }).click();
  await expect(page.locator('#import-result h2').first()).toBeVisible();
  return posted;
}

test('pressing without a file is told, and nothing is lost', async ({ page, scripts, audit, tolerated }) => {
  tolerated.push(/status of 4\d\d/);
  await page.goto('/import');
  if (scripts) await expect(page.locator('#import-privacy')).toContainText('このブラウザの中');
  await page.getByLabel(/所得/).fill('三百万');
  await page.getByRole('button', { name: '読み込む' }).click();
  await expect(main(page)).toContainText('ファイルが選ばれていません');
  await expect(page.getByLabel(/所得/)).toHaveValue('三百万');
  await audit('/import without a file');
});

test('more than the server takes at once is told beside the field, on a page that stays usable', async ({ page, scripts, audit }) => {
  test.skip(scripts, 'with scripts nothing is sent');
  await page.goto('/import');
  await page.getByLabel(/所得/).fill('3,000,000');
  const half = Buffer.alloc(4 << 20, 'a');
  await page.getByLabel(/CSVファイル/).setInputFiles([file('a.csv', half), file('b.csv', half)]);
  await page.getByRole('button', { name: '読み込む' }).click();
  await expect(page.locator('#files-error')).toContainText('全部あわせて 6MBまで');
  await expect(page.getByLabel(/所得/)).toHaveValue('3,000,000');
  await expect(page.getByRole('button', { name: '読み込む' })).toBeVisible();
  await audit('/import with too much');
});

const main = (page) => page.getByRole('main');

test('the page says what happens to the file', async ({ page, scripts, audit }) => {
  await page.goto('/import');
  await expect(page.locator('#import-privacy')).toContainText(scripts ? 'どこにも送信せず、保存もしません' : '保存はしません');
  await audit('/import');
});

test('what the form cannot hold is named, with its effect on the sum', async ({ page, scripts, audit }) => {
  // A correction of the year before: more came back than was paid there, and nothing was paid at one more place.
  const rows = [...ICHIRO_ROWS, row(5, '医科外来', '見本皮膚科', -4000, -1200), row(6, '医科外来', '見本保健所', 3000, 0)];
  await hand(page, [file('a.csv', encode(statement({ ...ICHIRO, rows })))], scripts);
  const paid = sum(ICHIRO_ROWS);
  const note = main(page).locator('li', { hasText: '見本皮膚科' }).filter({ hasText: '見本　一郎さん' });
  await expect(note).toContainText(/[-−]1,200/);
  await expect(main(page)).toContainText(new RegExp(`フォームの合計 ${yen(paid)}円 は、記録の合計 ${yen(paid - 1200)}円 と違います`));
  await expect(main(page)).toContainText(/払った額が 0円の 1件/);
  await audit('/import with a correction');
  const form = await downloaded(page, async () => (await modeB(page)).click());
  const read = readForm(form.path);
  expect(read.paid).toBe(paid);
  expect(read.rows.map((one) => one.institution)).not.toContain('見本皮膚科');
});

for (const encoding of ['utf-8', 'utf-8 with mark', 'cp932']) {
  test(`a file in ${encoding} becomes sums and a form`, async ({ page, scripts, audit }) => {
    const posted = await hand(page, [ichiro(encoding)], scripts);
    await expect(main(page)).toContainText(yen(sum(ICHIRO_ROWS)));
    await expect(main(page)).toContainText('見本内科クリニック');
    await audit('/import with a file');
    const form = await downloaded(page, async () => (await modeB(page)).click());
    expect(form.name).toMatch(/\.xlsx$/);
    const read = readForm(form.path);
    expect(read.paid).toBe(sum(ICHIRO_ROWS));
    expect(read.rows.map((one) => one.person)).toEqual(Array(read.rows.length).fill('見本　一郎'));
    if (scripts) expect(posted, 'nothing leaves the browser').toEqual([]);
  });
}

test('several files, several people, one form', async ({ page, scripts }) => {
  await hand(page, [ichiro('utf-8'), haruko('cp932')], scripts);
  await expect(main(page)).toContainText('春子');
  const form = await downloaded(page, async () => (await modeB(page)).click());
  const read = readForm(form.path);
  expect(read.paid).toBe(sum(ICHIRO_ROWS) + sum(HARUKO_ROWS));
  expect(new Set(read.rows.map((one) => one.person)).size).toBe(2);
});

test('two reads one after the other are both counted', async ({ page, scripts, audit }) => {
  await hand(page, [ichiro('utf-8')], scripts);
  await expect(main(page)).toContainText(yen(sum(ICHIRO_ROWS)));
  await page.getByLabel(/CSVファイル/).setInputFiles([haruko('cp932')]);
  await page.getByRole('button', { name: '読み込む' }).click();
  await expect(main(page).locator('#rows')).toContainText('見本眼科');
  await expect(main(page).locator('#rows')).toContainText('見本内科クリニック');
  expect(await page.locator('[id]').evaluateAll((all) => all.map((one) => one.id).filter((id, at, ids) => ids.indexOf(id) !== at)), 'each id once').toEqual([]);
  await audit('/import after two reads');
  const form = await downloaded(page, async () => (await modeB(page)).click());
  expect(readForm(form.path).paid).toBe(sum(ICHIRO_ROWS) + sum(HARUKO_ROWS));
});

test('what was told beside the book, and a row that is half typed, come along', async ({ page, scripts }) => {
  await hand(page, [ichiro('utf8')], scripts);
  const result = page.locator('#import-result');
  await result.locator('[name=income]').fill('1200000');
  await result.locator('[name=effort]').selectOption({ index: 1 });
  await page.getByText('明細にない医療費', { exact: false }).first().click();
  await page.getByLabel('払った先').fill('見本バス');
  await page.getByRole('button', { name: 'この所得で計算する' }).click();
  await expect(page.getByLabel('払った先'), 'half typed').toHaveValue('見本バス');
  await expect(result.locator('[name=income]')).toHaveValue('1200000');
  const effort = await result.locator('[name=effort]').inputValue();
  expect(effort).not.toBe('');
  await page.getByLabel(/CSVファイル/).setInputFiles([haruko('utf8')]);
  await page.getByRole('button', { name: '読み込む' }).click();
  await expect(main(page)).toContainText('見本眼科');
  await expect(result.locator('[name=income]')).toHaveValue('1200000');
  await expect(result.locator('[name=effort]')).toHaveValue(effort);
  // Without scripts the files stand in a form of their own: what was typed in another one after its last press does not come along.
  if (scripts) await expect(page.getByLabel('払った先')).toHaveValue('見本バス');
});

test('without a connection the statement to print is not lost with the page', async ({ page, scripts }) => {
  test.skip(!scripts, 'without scripts the page itself needs the connection');
  await hand(page, [ichiro('utf-8')], scripts);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: /明細を受け取る（.pdf）/ }).click();
  await expect(page.locator('#export-said')).toContainText('通信が要ります');
  await expect(main(page).locator('#rows')).toContainText('見本内科クリニック');
  const text = await downloaded(page, () => page.getByRole('button', { name: /明細を文字で受け取る/ }).click());
  expect(text.name).toMatch(/\.txt$/);
  await page.context().setOffline(false);
});

test('rows that lie nowhere else are not left without a question', async ({ page, scripts }) => {
  test.skip(!scripts, 'without scripts nothing asks');
  const asked = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    dialog.accept();
  });
  await hand(page, [ichiro('utf-8')], scripts);
  await downloaded(page, () => page.getByRole('button', { name: /帳簿をファイルで持ち帰る/ }).click());
  await page.goto('/');
  expect(asked, 'a book that was taken along may be left').toEqual([]);
  await hand(page, [ichiro('utf-8')], scripts);
  await page.goto('/');
  expect(asked).toEqual(['beforeunload']);
});

test('the same file twice is noticed and counted once', async ({ page, scripts }) => {
  const again = { ...ichiro('utf-8'), name: '医療費情報_20260210101112123 (1).csv' };
  await hand(page, [ichiro('utf-8'), again], scripts);
  await expect(main(page)).toContainText('1回だけ数えました');
  const form = await downloaded(page, async () => (await modeB(page)).click());
  expect(readForm(form.path).paid).toBe(sum(ICHIRO_ROWS));
});

test('a total that the rows do not reach is reported', async ({ page, scripts, audit }) => {
  const wrong = encode(statement({ ...ICHIRO, rows: ICHIRO_ROWS, stated: 123456 }));
  await hand(page, [file('医療費情報.csv', wrong)], scripts);
  await expect(main(page)).toContainText('123,456');
  // Said again beside the total, which does not claim to be whole.
  const total = main(page).locator('section', { has: page.locator('.total') }).first();
  await expect(total).toContainText('明細が欠けているかもしれません');
  await expect(main(page)).not.toContainText('すべて届いています');
  await audit('/import with a wrong total');
});

test('something else is refused with what it seems to be', async ({ page, scripts, audit, tolerated }) => {
  tolerated.push(/status of 4\d\d/);
  await hand(page, [{ name: 'receipt.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n', 'latin1') }], scripts);
  await expect(main(page)).toContainText('PDF');
  await expect(main(page).getByRole('button', { name: /集計フォーム/ })).toHaveCount(0);
  await audit('/import with a PDF');
});
