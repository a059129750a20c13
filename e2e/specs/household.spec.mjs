// A year of bills to a form: a single person through the hub, and a family of four with nothing but files. With scripts nothing of the
// files leaves the browser.
import { deflateRawSync } from 'node:zlib';

import { changedParts, makeBlank, modeB, readForm } from '../lib/form.mjs';
import { encode, row, statement } from '../lib/statement.mjs';
import { downloaded, expect, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');

test('one person: a row is typed, a bill corrected, and both are in the files', async ({ page, enter, audit }) => {
  await enter('changer', { from: '/expenses/rows?year=2025' });
  await page.locator('summary', { hasText: '書き足す' }).first().click();
  await page.getByRole('radio', { name: /通院の交通費/ }).check();
  await page.getByLabel('払った先').fill('見本急行バス');
  await page.getByLabel('払った額（円）').fill('１２，３４０円');
  await page.getByRole('button', { name: '書き足す', exact: true }).click();
  await expect(main(page)).toContainText('書き足しました');
  await expect(main(page).locator('#rows')).toContainText('見本急行バス');
  await audit('/expenses/rows with a typed row');

  await main(page).getByRole('link', { name: /^直す\s*：\d{4}年\d+月、.+、[\d,]+円の行$/ }).first().click();
  await page.getByLabel('実際に払った額（円）').fill('千円');
  await page.getByRole('button', { name: 'この額に直す' }).click();
  await expect(main(page)).toContainText('数字だけで入れてください');
  await expect(page.getByLabel('実際に払った額（円）')).toHaveValue('千円');
  await page.getByLabel('実際に払った額（円）').fill('10');
  await page.getByRole('button', { name: 'この額に直す' }).click();
  await expect(main(page)).toContainText('領収書は、5年間保管');
  // The page comes back at the row itself, which says so.
  await expect(page).toHaveURL(/#row-\d+$/);
  await expect(page.locator('tr:target')).toContainText('直しました');
  await expect(page.locator('tr:target')).toBeInViewport();

  await page.goto('/tax?year=2025');
  await audit('/tax with a book');
  const outside = await downloaded(page, () => main(page).locator('button[formaction="/tax/export/form"][value="a:1"]').click());
  expect(readForm(outside.path).rows.map((one) => [one.institution, one.paid])).toEqual([['見本急行バス', 12340]]);
  const all = await downloaded(page, async () => (await modeB(page)).click());
  expect(readForm(all.path).rows.length).toBeGreaterThan(1);
});

const FAMILY = [
  ['見本　一郎', 'ミホン　イチロウ', [row(1, '医科外来', '見本内科クリニック', 5950, 1785), row(9, '医科入院', '見本総合病院', 301230, 90369, 6)]],
  ['見本　春子', 'ミホン　ハルコ', [row(3, '歯科外来', '見本歯科', 40000, 12000)]],
  ['見本　夏生', 'ミホン　ナツオ', [row(6, '調剤', 'みほん薬局', 3330, 999)]],
  ['見本　秋', 'ミホン　アキ', [row(6, '医科外来', '見本こどもクリニック', 6660, 1998)]],
];
const paid = FAMILY.flatMap(([, , rows]) => rows).reduce((sum, one) => sum + one.share, 0);

test('a family of four by files only: one year, both modes, carried away and brought back', async ({ page, scripts, audit }) => {
  const left = [];
  page.on('request', (request) => request.method() !== 'GET' && left.push(request.url()));
  await page.goto('/import');
  if (scripts) await expect(page.locator('#import-privacy')).toContainText('このブラウザの中');
  await page.locator('#files').setInputFiles(FAMILY.map(([name, kana, rows], at) => ({
    name: `医療費情報_${at}.csv`, mimeType: 'text/csv', buffer: encode(statement({ name, kana, rows }), at % 2 ? 'cp932' : 'utf-8'),
  })));
  await page.getByRole('button', { name: '読み込む' }).click();
  await expect(main(page)).toContainText('4人分のファイルです');
  await expect(main(page).locator('table.cover tbody')).toHaveCount(4);
  await audit('/import with a family');

  // Opened, it needs nothing more from the network.
  if (scripts) await page.context().setOffline(true);
  await page.locator('summary', { hasText: '書き足す' }).first().click();
  await page.getByRole('radio', { name: /市販薬/ }).check();
  await page.getByLabel('払った先').fill('見本ドラッグ');
  await page.getByLabel('払った額（円）').fill('1980');
  await page.getByRole('button', { name: '書き足す', exact: true }).click();
  await expect(main(page)).toContainText('書き足しました');
  const form = await downloaded(page, async () => (await modeB(page)).click());
  expect(readForm(form.path).paid).toBe(paid + 1980);
  const book = await downloaded(page, () => page.getByRole('button', { name: /帳簿をファイルで持ち帰る/ }).click());
  if (scripts) {
    await page.context().setOffline(false);
    expect(left, 'nothing leaves the browser').toEqual([]);
  }
  await page.goto('/import');
  if (scripts) await expect(page.locator('#import-privacy')).toContainText('このブラウザの中');
  await page.locator('#files').setInputFiles(book.path);
  await page.getByRole('button', { name: '読み込む' }).click();
  await expect(main(page).locator('#rows')).toContainText('見本ドラッグ');
});

test('into the blank form of another make: the rows, and not a byte of any other part', async ({ page, enter, audit, tolerated }, info) => {
  tolerated.push(/status of 4\d\d/);
  const blank = info.outputPath('blank.xlsx');
  makeBlank(blank);
  await enter('changer', { from: '/tax?year=2025' });
  const write = page.getByRole('button', { name: 'B（すべての行）を書き込む' });

  // Something else first: it is told, and the page is as usable as before.
  await page.locator('input[name=blank]').setInputFiles({ name: 'other.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK no form') });
  await write.click();
  await expect(main(page)).toContainText('書き込めませんでした');
  await audit('/tax with a form that is none');

  await page.locator('input[name=blank]').setInputFiles(blank);
  const filled = await downloaded(page, () => write.click());
  const compared = changedParts(blank, filled.path);
  expect(compared.same_parts && compared.parts > 8, JSON.stringify(compared)).toBe(true);
  expect(compared.changed).toEqual(['xl/worksheets/sheet1.xml']);
  const generated = await downloaded(page, async () => (await modeB(page)).click());
  const [ours, theirs] = [readForm(generated.path), readForm(filled.path)];
  expect(theirs.rows).toEqual(ours.rows);
  expect([theirs.paid, theirs.validations, theirs.sheets.length]).toEqual([ours.paid, 1, 2]);
});

test('on a phone nothing of the book is wider than the screen', async ({ page, enter }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await enter('parent', { from: '/expenses?year=2025' });
  for (const path of ['/expenses?year=2025', '/expenses/rows?year=2025', '/tax?year=2025', '/tax/household?year=2025', '/tax/steps?year=2025']) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), path).toBeLessThanOrEqual(0);
  }
});

test('twelve files of a thousand rows are ready within two seconds on a slow phone', async ({ page, scripts }, info) => {
  test.skip(!scripts, 'without scripts the files are read by the server');
  const rows = Array.from({ length: 1000 }, (_, at) => row((at % 12) + 1, at % 3 ? '医科外来' : '調剤', `見本第${at % 40}クリニック`, 1000 + at * 10, 300 + at * 3));
  const files = Array.from({ length: 12 }, (_, at) => ({
    name: `医療費情報_${at}.csv`, mimeType: 'text/csv', buffer: encode(statement({ name: `見本　${at}郎`, kana: `ミホン　${at}ロウ`, rows })),
  }));
  await page.goto('/import');
  await expect(page.locator('#import-privacy')).toContainText('このブラウザの中');
  await page.locator('#files').setInputFiles(files);
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  // Counted by the page's own processor time, four times over: what else the machine does meanwhile is not the page's.
  const spent = async () => (await client.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime').value;
  const before = await spent();
  await page.evaluate(() => new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('#import-result #rows')) return;
      observer.disconnect();
      // Ready is when it stands on the screen.
      requestAnimationFrame(() => setTimeout(resolve));
    }).observe(document.getElementById('import-result'), { childList: true, subtree: true });
    document.querySelector('#import-form button:not([type=button])').click();
  }));
  const took = 4 * (await spent() - before);
  info.annotations.push({ type: 's', description: `12 files of 1,000 rows, processor time four times over: ${took.toFixed(2)}` });
  await expect(main(page)).toContainText('12件のファイルを読み取りました');
  expect(took).toBeLessThan(2);
});

const CUT = statement({ name: '見本　一', kana: 'ミホン　イチ', rows: [row(1, '医科外来', '見本医院', 5950, 1785), row(2, '調剤', '見本薬局', 5950, 1785)] });
const NAMED = [
  ['another list', 'a.csv', Buffer.from('日付,金額\r\n2025/1/1,100\r\n', 'utf8'), '医療費'],
  ['half a file', 'b.csv', encode(CUT.slice(0, CUT.lastIndexOf('医療費の総額'))), /合計と違います|読み取れない/],
  ['UTF-16', 'c.csv', Buffer.from(`\uFEFF${statement({ name: '見本　一', kana: 'ミホン　イチ', rows: [row(1, '調剤', '見本薬局', 100, 30)] })}`, 'utf16le'), 'UTF-16'],
  ['a formula', 'd.csv', encode(statement({ name: '見本　一', kana: 'ミホン　イチ', rows: [row(1, '調剤', '=HYPERLINK(1)', 100, 30)] })), '文字として扱います'],
  ['two years', 'e.csv', encode(statement({ name: '見本　一', kana: 'ミホン　イチ', rows: [row(1, '調剤', '見本薬局', 100, 30)] }).replace('保険者情報', ['診療年月,2024年5月', '診療区分,調剤', '日数,1', '医療機関等名称,見本薬局', '医療費の総額（円）,100', '保険者の負担額（円）,70', 'その他の公費の負担額（円）,0', '窓口相当負担額（円）,30', '保険者情報'].join('\r\n'))), '2年分の明細'],
];

/** An archive with one part that unpacks to far more than it weighs. */
function bomb(name, size) {
  const content = Buffer.alloc(size, '0');
  const packed = deflateRawSync(content);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(size, 22);
  head.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([head, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}

test('an archive that unpacks without end, and a file of ten megabytes, harm nobody and lose nothing', async ({ page, scripts, audit, tolerated }) => {
  tolerated.push(/status of 4\d\d/);
  await page.goto('/import');
  if (scripts) await expect(page.locator('#import-privacy')).toContainText('このブラウザの中');
  await page.getByLabel(/所得/).fill('3,000,000');
  const good = { name: 'whole-1.csv', mimeType: 'text/csv', buffer: encode(statement({ name: '見本　良子', kana: 'ミホン　ヨシコ', rows: [row(3, '歯科外来', '見本歯科', 40000, 12000)] })) };
  const odd = { name: 'odd.zip', mimeType: 'application/zip', buffer: bomb('DATA/h1.xml', 200 << 20) };
  await page.locator('#files').setInputFiles([good, odd]);
  await page.getByRole('button', { name: '読み込む' }).click();
  await expect(main(page).locator('#rows')).toContainText('見本歯科');
  await expect(main(page).locator('#import-result li', { hasText: 'odd.zip' }).first()).toBeVisible();
  await audit('/import with an archive without end');

  await page.goto('/import');
  if (scripts) await expect(page.locator('#import-privacy')).toContainText('このブラウザの中');
  await page.getByLabel(/所得/).fill('3,000,000');
  const large = { name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.alloc(10 << 20, 'a') };
  await page.locator('#files').setInputFiles(scripts ? [good, large] : [large]);
  await page.getByRole('button', { name: '読み込む' }).click();
  if (scripts) {
    await expect(main(page).locator('#rows')).toContainText('見本歯科');
    await expect(main(page).locator('#import-result li', { hasText: 'large.csv' }).first()).toContainText(/大きすぎ|MBまで/);
  } else {
    await expect(page.locator('#files-error')).toContainText('MBまで');
  }
  await expect(page.getByLabel(/所得/).first()).toHaveValue('3,000,000');
});

test('files that are none, or odd, each get their own words, and the good one stays', async ({ page, scripts, audit }) => {
  await page.goto('/import');
  if (scripts) await expect(page.locator('#import-privacy')).toContainText('このブラウザの中');
  const good = { name: 'whole-1.csv', mimeType: 'text/csv', buffer: encode(statement({ name: '見本　良子', kana: 'ミホン　ヨシコ', rows: [row(3, '歯科外来', '見本歯科', 40000, 12000)] })) };
  await page.locator('#files').setInputFiles([good, ...NAMED.map(([, name, buffer]) => ({ name, mimeType: 'text/csv', buffer }))]);
  await page.getByRole('button', { name: '読み込む' }).click();
  await expect(main(page).locator('#rows')).toContainText('見本歯科');
  for (const [what, name, , words] of NAMED) {
    await expect(main(page).locator('#import-result li', { hasText: name }).first(), what).toContainText(words);
  }
  await audit('/import with odd files');
});
