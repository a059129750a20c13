// Pictures of every page for a look by eye:
//   node e2e/shots.mjs <base address> <card or "-" for nobody> <folder> [path …]
// Each page at 390 px, 1280 px, at 390 px with text doubled, in forced colours, and as it prints; console messages are printed.
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { context as where, launchOptions, pages, signIn } from './lib/browser.mjs';

const [base = 'http://localhost:3000', card = '-', folder = 'shots', ...paths] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const wanted = paths.length === 0 ? pages : paths.map((path) => [path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home', path]);

const browser = await chromium.launch(launchOptions);
const context = await browser.newContext({ ...where, baseURL: base, viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
let at = 'sign-in';
page.on('console', (message) => console.log(`console at ${at}: ${message.text()}`));
page.on('pageerror', (error) => console.log(`error at ${at}: ${error.message}`));
if (card !== '-') {
  await signIn(page, card);
  await page.screenshot({ path: `${folder}/after-sign-in.png`, fullPage: true });
}

for (const [name, path] of wanted) {
  at = path;
  const shoot = async (kind) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0 && kind !== 'print') console.log(`${path} (${kind}): ${wide} px too wide`);
    await page.screenshot({ path: `${folder}/${name}-${kind}.png`, fullPage: true });
  };
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1280, height: 900 });
  const answer = await page.goto(path);
  console.log(`${path}: ${answer?.status()}`);
  await page.waitForTimeout(300);
  await shoot('1280');
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot('390');
  // Text alone grows, as with a browser's own text size setting.
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  await shoot('200pct');
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  await page.emulateMedia({ media: 'screen', forcedColors: 'active' });
  await shoot('forced');
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: 'print', forcedColors: 'none' });
  await shoot('print');
}
await browser.close();
