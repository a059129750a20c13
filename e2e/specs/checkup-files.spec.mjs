// Checkups carried away as files: with and without JavaScript, all of them and what a file says of the values on the page.
import { readFileSync } from 'node:fs';
import { downloaded, expect, test } from '../lib/test.mjs';

const BOM = '\ufeff';

for (const card of ['changer', 'elder', 'hostile']) {
  test(`"${card}" takes all checkups along`, async ({ page, enter, audit }) => {
    await enter(card, { from: '/checkups' });
    const take = page.locator('#take');
    await expect(take.getByRole('heading')).toHaveText('持ち出す');
    await expect(take).toContainText('共用のパソコンでは、使い終わったら消してください');
    await audit();

    const list = await downloaded(page, () => take.getByRole('button', { name: /一覧を受け取る/ }).click());
    expect(list.name).toBe('健診の記録_すべて.csv');
    const text = readFileSync(list.path, 'utf8');
    expect(text.startsWith(`${BOM}受診日,健診の種類,項目,項目コード,値,単位,`)).toBe(true);
    const days = new Set(text.split('\r\n').slice(1).map((line) => line.slice(0, 10)).filter((day) => /^\d{4}-\d\d-\d\d$/.test(day)));
    expect(days.size).toBeGreaterThan(1);

    const archive = await downloaded(page, () => take.getByRole('button', { name: /FHIR形式で受け取る/ }).click());
    expect(archive.name).toBe('健診の記録_すべて_FHIR.zip');
    const bytes = readFileSync(archive.path);
    for (const day of days) expect(bytes.includes(`健診_${day}.json`), day).toBe(true);
    // Who takes a file along stays where they were.
    await expect(page).toHaveURL(/\/checkups$/);
  });
}

test('who has no checkup is offered no file', async ({ page, enter }) => {
  await enter('empty', { from: '/checkups' });
  await expect(page.getByRole('main')).toContainText('健診の記録は、まだありません');
  await expect(page.locator('#take')).toHaveCount(0);
});
