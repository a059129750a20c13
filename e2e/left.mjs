import { chromium } from '@playwright/test';
import { context as where, launchOptions, pages, signIn } from './lib/browser.mjs';
const [base, lang, ...cards] = process.argv.slice(2);
const browser = await chromium.launch(launchOptions);
const left = new Map(); let total = 0, japanese = 0;
for (const card of cards) {
  const context = await browser.newContext({ ...where, baseURL: base });
  const page = await context.newPage();
  await signIn(page, card);
  for (const [name, path] of pages) {
    await page.goto(`/${lang}${path}`);
    const found = await page.evaluate(() => {
      const out = []; let n = 0;
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const node = walk.currentNode; const p = node.parentElement;
        if (['SCRIPT', 'STYLE', 'TEXTAREA'].includes(p.tagName)) continue;
        const t = node.data.trim(); if (!t) continue; n++;
        if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(t) && !p.closest('a[hreflang]')) out.push(t);
      }
      return { out, n };
    });
    total += found.n; japanese += found.out.length;
    for (const t of found.out) { const k = left.get(t) ?? new Set(); k.add(name); left.set(t, k); }
  }
  await context.close();
}
await browser.close();
console.log(`runs ${total}, japanese ${japanese}`);
for (const [t, where] of [...left].sort((a, b) => b[1].size - a[1].size)) console.log(`${[...where].slice(0, 3).join(',')}\t${t}`);
