// Writes medical-expense files the way people receive them: lines of "key,value" under headings, amounts with
// commas in quotes. Synthetic people and institutions only.

const amount = (yen) => (yen >= 1000 ? `"${yen.toLocaleString('en-US')}"` : String(yen));

/** One expense row. */
export const row = (month, kind, institution, total, share, days = 1) => ({ month, kind, institution, total, share, days });

/** Text of one person's file. `stated` replaces the file's own total, to make one that does not add up. */
export function statement({ name, kana, year = 2025, rows, stated }) {
  const sum = (key) => rows.reduce((all, one) => all + one[key], 0);
  const shares = stated ?? sum('share');
  const totals = ['医療費の総額（円）', sum('total'), '保険者の負担額（円）', sum('total') - sum('share'), 'その他の公費の負担額（円）', 0, '窓口相当負担額（円）', shares];
  const pairs = (list) => list.reduce((lines, _, at) => (at % 2 ? lines : [...lines, `${list[at]},${amount(list[at + 1])}`]), []);
  const period = `期間,${year}年1月～${year}年12月`;
  return [
    'わたしの情報', '医療費通知情報', '',
    '項目名,内容', `作成日,${year + 1}年2月10日`,
    '資格情報', `氏名カナ,${kana}`, `氏名,${name}`, '生年月日,1980年4月1日', '性別,女', '年齢,45歳',
    '保険者等番号,88888888', '被保険者証等記号,見本', '被保険者証等番号,1', '枝番,01',
    '医療費明細一覧の概要', `一覧表示の範囲,${year}年12月まで`,
    '医療費の合計', period, ...pairs(totals),
    '年間の合計', period, ...pairs(totals),
    '医療費情報明細',
    ...rows.flatMap((one) => [
      `診療年月,${year}年${one.month}月`, `診療区分,${one.kind}`, `日数,${one.days}`,
      `医療機関等名称,${one.institution.includes(',') ? `"${one.institution}"` : one.institution}`,
      `医療費の総額（円）,${amount(one.total)}`, `保険者の負担額（円）,${amount(one.total - one.share)}`,
      'その他の公費の負担額（円）,0', `窓口相当負担額（円）,${amount(one.share)}`,
    ]),
    '保険者情報', '保険者の名称,見本健康保険組合', `医療費情報明細の範囲,${year}年1月～${year}年12月`, '',
  ].join('\r\n');
}

/** The text as bytes in one of the three encodings people have. */
export function encode(text, encoding = 'utf-8') {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  if (encoding === 'utf-8 with mark') return Buffer.from(`\uFEFF${text}`, 'utf8');
  return shiftJis(text);
}

// Node reads cp932 and does not write it, so the table is turned round once.
let table;
function shiftJis(text) {
  if (!table) {
    table = new Map();
    const decoder = new TextDecoder('shift_jis', { fatal: true });
    for (let high = 0x81; high <= 0xfc; high += 1) {
      for (let low = 0x40; low <= 0xfc; low += 1) {
        try {
          const letter = decoder.decode(Uint8Array.of(high, low));
          if (letter.length === 1 && !table.has(letter)) table.set(letter, [high, low]);
        } catch {
          // Not a letter of this encoding.
        }
      }
    }
    for (let one = 0; one < 0x80; one += 1) table.set(String.fromCharCode(one), [one]);
  }
  return Buffer.from([...text].flatMap((letter) => table.get(letter) ?? [0x3f]));
}
