// Checkup documents that a person already has: read in the browser and never sent, or, without scripts, sent, read in
// memory and forgotten. Only a press on the button below adds them to the record.
import { archive, checkup, number, words } from '../lib/checkup-document.mjs';
import { encode, row, statement } from '../lib/statement.mjs';
import { expect, test } from '../lib/test.mjs';
import { modeB } from '../lib/form.mjs';

const RESULTS = [
  number('9N001000000000001', '身長', '168.0', 'cm'),
  number('3F015000002327101', '空腹時中性脂肪', '99', 'mg/dL', ['30', '149']),
  words('ZZ-LOCAL-0001', '見本だけの検査', '異常なし'),
];
const OWN = checkup({ results: RESULTS });
const xml = (name, text) => ({ name, mimeType: 'text/xml', buffer: Buffer.from(text) });
const main = (page) => page.getByRole('main');

/** Hands files over and watches what leaves the browser. */
async function hand(page, files, scripts) {
  const posted = [];
  page.on('request', (request) => request.method() !== 'GET' && posted.push(request.url()));
  await page.goto('/import');
  if (scripts) await expect(page.locator('#import-privacy')).toContainText('このブラウザの中');
  await page.getByLabel(/健診結果のファイル/).setInputFiles(files);
  await page.getByRole('button', { name: '読み込む' }).click();
  await expect(page.locator('#import-result h2').first()).toBeVisible();
  return posted;
}

test('a checkup is shown with whose it is, and nobody who is not signed in is asked to keep it', async ({ page, scripts, audit }) => {
  const posted = await hand(page, [xml('h1.xml', OWN)], scripts);
  await expect(main(page)).toContainText('健診結果：ミホン　イチロウさん（1974年6月12日生まれ、男性）');
  await expect(main(page)).toContainText('2026年5月14日 特定健診');
  await main(page).getByText('3件の結果を見る').click();
  await expect(main(page).getByRole('row', { name: /空腹時中性脂肪/ })).toContainText('30以上149以下');
  await expect(main(page).getByRole('row', { name: /見本だけの検査/ })).toContainText('異常なし');
  await expect(main(page).getByRole('link', { name: 'ログインする' })).toHaveAttribute('href', /\/login\?next=\/import/);
  await expect(main(page).getByRole('button', { name: /記録に加える/ })).toHaveCount(0);
  await audit('/import with a checkup');
  if (scripts) expect(posted, 'nothing leaves the browser').toEqual([]);
});

test('an archive, an expense file and half a checkup together: each is what it is', async ({ page, scripts, audit }) => {
  const zip = archive([['p/ix08_V08.xml', '<i/>'], ['p/DATA/h1.xml', OWN], ['p/DATA/h2.xml', checkup({ day: '20230518', version: 'V07', results: RESULTS })]]);
  const rows = [row(1, '医科外来', '見本内科クリニック', 5950, 1785)];
  const csv = { name: '医療費情報_1.csv', mimeType: 'text/csv', buffer: encode(statement({ name: '見本　一郎', kana: 'ミホン　イチロウ', rows })) };
  await hand(page, [{ name: 'p.zip', mimeType: 'application/zip', buffer: zip }, csv, xml('half.xml', OWN.slice(0, 900))], scripts);
  await expect(main(page)).toContainText('2件のファイルを読み取りました（1件は読み取れませんでした）');
  await expect(main(page)).toContainText('健診結果 2回分');
  await expect(main(page)).toContainText('途中で切れていて');
  await expect(main(page)).toContainText('見本内科クリニック');
  await expect(await modeB(page)).toBeVisible();
  await audit('/import with three kinds of files');
});

test('what is refused says why', async ({ page, scripts }) => {
  const bomb = archive([['DATA/h1.xml', ' '.repeat(6 << 20)]]);
  await hand(page, [
    { name: 'bomb.zip', mimeType: 'application/zip', buffer: bomb },
    xml('new.xml', checkup({ version: 'V09', results: RESULTS })),
    xml('other.xml', '<?xml version="1.0"?><ClinicalDocument xmlns="urn:x"/>'),
  ], scripts);
  for (const said of ['安全のために開きませんでした', 'このファイルの版（hc08_V09）', '標準の形式（特定健診データファイル）ではない']) await expect(main(page)).toContainText(said);
});

test('the own checkup is added on wish, stands once beside the record, and is taken out again', async ({ page, scripts, enter, audit }) => {
  await enter('changer');
  const posted = await hand(page, [xml('h1.xml', OWN)], scripts);
  if (scripts) expect(posted, 'nothing leaves the browser').toEqual([]);
  await audit('/import, signed in, with a checkup');
  await main(page).getByRole('button', { name: '1回分をあなたの健診の記録に加える' }).click();
  await expect(page).toHaveURL(/\/checkups$/);
  await expect(main(page)).toContainText('あなたの健診の記録に加えました');
  await main(page).getByText('出典を見る').click();
  await expect(main(page).getByRole('row', { name: /2026年5月14日/ })).toHaveCount(1);
  await expect(main(page).getByRole('row', { name: /2026年5月14日/ })).toContainText('あなたが加えた健診結果のファイル');
  await audit('/checkups with two sources');
  await page.goto('/me');
  await audit('/me with an added checkup');
  const removal = page.getByRole('button', { name: /2026年5月14日.*を取り除く/ });
  await expect(removal, 'it is asked once more').toBeHidden();
  await page.locator('summary', { hasText: /取り除く：2026年5月14日/ }).click();
  await audit('/me with a checkup about to be taken out');
  await removal.click();
  await expect(main(page)).toContainText('加えた健診を取り除きました');
});

test("somebody else's checkup is kept out with the reason", async ({ page, scripts, enter }) => {
  await enter('elder');
  const posted = await hand(page, [xml('h1.xml', OWN)], scripts);
  await expect(main(page)).toContainText('生年月日が、あなたの生年月日と違います');
  await expect(main(page).getByRole('button', { name: /記録に加える/ }), 'it is said beforehand').toHaveCount(0);
  if (scripts) {
    expect(posted, 'nothing leaves the browser').toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length]), 'nothing is stored').toEqual([0, 0]);
  }
});
