// Drugs: what one takes now and what comes twice, a year, a choice, the search over thirty years, one drug, one that stays off sheets.
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { downloaded, expect, overflow, test } from '../lib/test.mjs';

const main = (page) => page.getByRole('main');
const widths = [1280, 390, 320];

/** Opens a page at each width: a heading, nothing sticks out, nothing to complain about. */
async function everyWidth(page, path, audit, scripts) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    expect((await page.goto(path)).status(), path).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await audit(`${path} at ${width} px`);
    expect(await overflow(page, scripts), `${path} at ${width} px`).toBeLessThanOrEqual(0);
  }
}

/** Address of the page of the first drug that stands on the page. */
const firstDrug = (page) => main(page).locator('a[href^="/medications/"]').first().getAttribute('href');

for (const card of ['elder', 'changer', 'chronic', 'lifelong', 'hostile']) {
  test(`drugs of "${card}", and one of them`, async ({ page, enter, audit, scripts }) => {
    test.setTimeout(180_000);
    const dialogs = [];
    page.on('dialog', (dialog) => dialogs.push(dialog.message()) && dialog.dismiss());
    await enter(card, { from: '/medications' });
    const drug = await firstDrug(page);
    await everyWidth(page, '/medications', audit, scripts);
    await everyWidth(page, '/medications?year=2025&open=all', audit, scripts);
    await everyWidth(page, '/medications?q=%E9%8C%A0', audit, scripts);
    await everyWidth(page, drug, audit, scripts);
    expect(dialogs).toEqual([]);
  });
}

test('the one ingredient that comes from two places is told with both, and nothing is alarming', async ({ page, enter }) => {
  await enter('elder', { from: '/medications' });
  const card = main(page).locator('.twofold');
  await expect(card.getByRole('heading', { level: 2 })).toHaveText('同じ成分のお薬が、2つの所から出ています');
  await expect(card.getByRole('heading', { level: 3 })).toHaveText(['アムロジピン']);
  await expect(card.locator('.pair > li')).toHaveCount(2);
  for (const said of ['アムロジピン錠', 'ミカムロ配合錠', '見本内科医院', '見本総合病院', '薬剤師にたずねてください']) {
    await expect(card).toContainText(said);
  }
  await expect(card.locator('.bad, .warn, [role=alert]')).toHaveCount(0);
  await expect(card.getByText('十分にくらべられなかったお薬')).toBeVisible();
  const lanes = main(page).locator('figure.chart svg:visible');
  await expect(lanes).toHaveAttribute('aria-label', /同じことが下の表にあります/);
  await expect(lanes).toContainText('今日');
  await main(page).getByText('この半年のお薬を表で見る').click();
  await expect(main(page).getByRole('row', { name: /アムロジピン.*2つの所から出て重なる間/ })).toBeVisible();
});

test('what the receipt has replaced is reachable', async ({ page, enter }) => {
  await enter('elder', { from: '/medications?year=2026&open=all' });
  const replaced = main(page).getByText(/置きかわった前の記録（1件）/).first();
  await replaced.click();
  const row = main(page).locator('.rx').filter({ has: page.locator('details[open] > .list') }).first();
  await expect(row.locator('details[open] > .list')).toContainText('電子処方箋（調剤）');
  await expect(row.locator('.where').first()).toContainText('レセプト（2026年');
});

test('a year is narrowed down by place and form, and the address names neither', async ({ page, enter }) => {
  await enter('elder', { from: '/medications?year=2025' });
  await page.getByLabel('病院・薬局').selectOption({ label: '見本眼科' });
  await page.getByRole('button', { name: 'しぼりこむ' }).click();
  await expect(page).toHaveURL(/\/medications\?year=2025&place=[0-9a-f]{32}&form=$/);
  const told = main(page).locator('.banner[role=status]');
  await expect(told).toContainText('2025年の記録に選んだお薬が');
  const shown = main(page).locator('.rx');
  for (const one of await shown.all()) await expect(one).toContainText('見本眼科');
  await page.getByLabel('お薬の形').selectOption({ label: '飲み薬' });
  await page.getByRole('button', { name: 'しぼりこむ' }).click();
  await expect(told).toContainText('見つかりませんでした');
  await page.getByRole('link', { name: '2025年をすべて見る' }).click();
  await expect.poll(() => shown.count()).toBeGreaterThan(20);
});

test('the search goes through all years, by any way of writing', async ({ page, enter }) => {
  await enter('elder', { from: '/medications' });
  for (const typed of ['みかむろ', 'ﾐｶﾑﾛ', 'ミカムロ　じゅんかんき']) {
    await page.getByRole('searchbox').fill(typed);
    await page.getByRole('button', { name: '探す' }).click();
    await expect(page).toHaveURL(/\/medications\?q=/);
    await expect(main(page).locator('.banner[role=status]')).toContainText(/が \d+件、5年分の記録にありました/);
    await expect(page.getByRole('searchbox'), 'what was typed comes back').toHaveValue(typed);
  }
  await page.getByRole('link', { name: /^2022年/ }).click();
  await expect(page).toHaveURL(/year=2022&q=/);
  for (const found of await main(page).locator('.rx .list > li').all()) await expect(found).toContainText('ミカムロ');
  await page.goto('/medications?q=%E3%81%AA%E3%81%84%E3%81%8A%E8%96%AC');
  await expect(main(page).locator('.banner[role=status]')).toContainText('どの年の記録にも見つかりませんでした');
});

test('while one types, what is found stands below at once', async ({ page, enter, scripts, audit }) => {
  test.skip(!scripts, 'the form above works without');
  await enter('elder', { from: '/medications' });
  await page.getByRole('searchbox').click();
  await page.keyboard.type('あむろ');
  await expect(page.locator('.live .said')).toHaveText(/^2種類のお薬が、あわせて\d+件見つかりました。$/);
  await expect(page.locator('.live .list > li')).toHaveCount(2);
  await audit('what is found while one types');
  await page.keyboard.type('んん');
  await expect(page.locator('.live .said')).toHaveText('これまでの記録に、見つかりませんでした。');
  await page.getByRole('searchbox').fill('ﾐｶﾑﾛ');
  await page.locator('.live .list > li a').first().click();
  await expect(page).toHaveURL(/\/medications\/[0-9a-f]{32}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('ミカムロ配合錠');
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length]), 'nothing is stored').toEqual([0, 0]);
});

test('a key press is answered within 50 ms over five thousand rows at a quarter of the speed', async ({ page, enter, scripts }, info) => {
  test.skip(!scripts, 'the measure is a script');
  test.setTimeout(120_000);
  await enter('lifelong', { from: '/medications' });
  const answer = await page.request.get('/medications/index');
  expect((await answer.text()).match(/^R\t/gm).length).toBeGreaterThan(5_000);
  await page.getByRole('searchbox').click();
  await page.keyboard.type('見');
  await expect(page.locator('.live .said')).toHaveText(/あわせて[5-9]\d{3}件見つかりました。新しい10種類です。/);
  await page.keyboard.press('Backspace');
  await page.evaluate(() => {
    const said = document.querySelector('.live');
    globalThis.took = [];
    let pressed = 0;
    document.addEventListener('beforeinput', (event) => { pressed = event.timeStamp; }, true);
    new MutationObserver(() => {
      // What was found stands in the page, laid out.
      said.getBoundingClientRect();
      if (pressed > 0) globalThis.took.push(performance.now() - pressed);
      pressed = 0;
    }).observe(said, { childList: true, subtree: true, characterData: true });
  });
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  for (const letter of ['a', 'm', 'ア', 'ム', 'Backspace', 'Backspace', 'Backspace', 'Backspace', '見', '本', 'Backspace', 'Backspace', '錠', 'Backspace', 'ジ', 'Backspace']) {
    await (letter === 'Backspace' ? page.keyboard.press(letter) : page.keyboard.insertText(letter));
    await page.waitForTimeout(120);
  }
  await client.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const took = (await page.evaluate(() => globalThis.took)).sort((a, b) => a - b);
  info.annotations.push({ type: 'ms', description: `key press to answer, 4× slower: median ${took[took.length >> 1].toFixed(1)}, worst ${took.at(-1).toFixed(1)} of ${took.length}` });
  expect(took.length).toBeGreaterThan(8);
  expect(took.at(-1)).toBeLessThanOrEqual(50);
});

test('one drug over the years leads back to its days', async ({ page, enter }) => {
  await enter('elder', { from: '/medications?q=%E3%82%A8%E3%83%AA%E3%82%AD%E3%83%A5%E3%83%BC%E3%82%B9' });
  await main(page).locator('.list a').first().click();
  await expect(page).toHaveURL(/\/medications\/[0-9a-f]{32}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('エリキュース錠');
  await expect(main(page)).toContainText('変わっていません');
  await expect(main(page).getByRole('row', { name: /見本総合病院 循環器内科/ })).toBeVisible();
  await expect(main(page).locator('figure.chart svg:visible')).toContainText('2023年');
  await main(page).getByText(/^2025年（\d+回）$/).click();
  await main(page).getByRole('link', { name: /^2025年/ }).first().click();
  await expect(page).toHaveURL(/year=2025&open=all#d2025\d{4}$/);
});

test('a drug stays off the sheet, and only its person is told', async ({ page, enter, audit, scripts }) => {
  await enter('clinic', { from: '/medications' });
  const name = (await main(page).locator('.taking a').first().innerText()).trim();
  await main(page).locator('.taking a').first().click();
  await page.getByRole('button', { name: '紙や共有に出さない' }).click();
  await expect(page.getByRole('status').first()).toContainText('紙にも共有にも出しません');
  await page.goto('/medications');
  const note = main(page).getByRole('region', { name: '紙や共有に出さないお薬' });
  await expect(note).toContainText('1種類');
  await expect(main(page).locator('.taking')).toContainText(name);
  await audit('drugs with a hidden one');
  expect(await overflow(page, scripts)).toBeLessThanOrEqual(0);
  // The page itself is a sheet too, once it is printed.
  await page.emulateMedia({ media: 'print' });
  const shown = main(page).getByText(name);
  expect(await shown.count()).toBeGreaterThan(1);
  for (const one of await shown.all()) await expect(one).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.goto('/print/medications');
  await expect(main(page).locator('.counter')).not.toContainText(name);
  await page.goto('/medications');
  await note.getByText('どのお薬か見る').click();
  await note.getByRole('button', { name: /また出す|紙や共有に出す/ }).click();
  await expect(note).toHaveCount(0);
  await page.goto('/print/medications');
  await expect(main(page).locator('.counter')).toContainText(name);
});

test('the sheet for the counter is one page of A4', async ({ page, enter }) => {
  for (const person of ['elder', 'chronic', 'changer', 'lifelong', 'hostile']) {
    await enter(person, { from: '/print/medications' });
    await expect(main(page).locator('.codes figure').first()).toBeVisible();
    const paper = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b/g), person).toHaveLength(1);
    await page.context().clearCookies();
  }
});

/** Everything a PDF says, its packed streams opened. */
function opened(bytes) {
  let told = '';
  for (let at = 0; ;) {
    const begin = bytes.indexOf('stream\n', at);
    if (begin < 0) return told + bytes.subarray(at).toString('latin1');
    const end = bytes.indexOf('\nendstream', begin);
    told += bytes.subarray(at, begin).toString('latin1');
    const body = bytes.subarray(begin + 7, end);
    try {
      told += inflateSync(body).toString('latin1');
    } catch {
      told += body.toString('latin1');
    }
    at = end + 10;
  }
}

test('the drugs as a PDF: with tags, its font, and letters that can be searched for', async ({ page, enter, audit }) => {
  await enter('elder', { from: '/medications' });
  await page.getByRole('link', { name: /^ほかの形式で持ち出す/ }).click();
  await audit('the files of drugs');
  const file = await downloaded(page, () => page.getByRole('button', { name: 'PDFで受け取る（.pdf）' }).click());
  expect(file.name).toMatch(/^お薬の記録_\d{4}-\d{2}-\d{2}\.pdf$/);
  const bytes = readFileSync(file.path);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const told = opened(bytes);
  for (const part of ['/StructTreeRoot', '/H1', '/Table', '/TH', 'pdfuaid', '/FontFile2']) expect(told).toContain(part);
  // 薬 (U+85AC) and 錠 (U+9320): the map from glyphs to letters names them.
  for (const letter of ['<85AC>', '<9320>']) expect(told.toUpperCase()).toContain(letter);
  expect(told).not.toMatch(/\/(JavaScript|OpenAction|URI)\b/);
});

test('on paper the tables stand open, and the ways around stay behind', async ({ page, enter }) => {
  await enter('elder', { from: '/medications' });
  await page.emulateMedia({ media: 'print' });
  await expect(main(page).locator('.twofold')).toBeVisible();
  for (const behind of ['form', '.years', '.crumb']) await expect(main(page).locator(behind).first()).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.goto(await firstDrug(page));
  await page.emulateMedia({ media: 'print' });
  await expect(main(page).getByRole('button')).toHaveCount(0);
});
