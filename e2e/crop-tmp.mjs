import { chromium } from '@playwright/test';
import { context as where, launchOptions, signIn } from './lib/browser.mjs';
const [base, card, width, path, out, ...selectors] = process.argv.slice(2);
const browser = await chromium.launch(launchOptions);
const context = await browser.newContext({ ...where, baseURL: base, viewport: { width: Number(width), height: 900 } });
const page = await context.newPage();
await signIn(page, card);
await page.goto(path);
await page.waitForTimeout(400);
let n = 0;
for (const s of selectors) {
  if (s.startsWith('type=')) { await page.locator('#q').click(); await page.keyboard.type(s.slice(5)); await page.waitForTimeout(1500); continue; }
  if (s.startsWith('click=')) { await page.locator(s.slice(6)).first().click(); await page.waitForTimeout(300); continue; }
  if (s === 'print') { await page.emulateMedia({ media: 'print' }); continue; }
  if (s === 'full') { await page.screenshot({ path: `${out}-${n++}.png`, fullPage: true }); continue; }
  await page.locator(s).first().screenshot({ path: `${out}-${n++}.png` });
}
await browser.close();
