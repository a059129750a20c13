import { chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { launchOptions } from './lib/browser.mjs';
const [out, height, scale, ...files] = process.argv.slice(2);
const b = await chromium.launch(launchOptions);
const p = await b.newPage({ viewport: { width: 1600, height: 900 } });
const imgs = files.map((f) => { const d = readFileSync(f); return { d: d.toString('base64'), w: d.readUInt32BE(16), h: d.readUInt32BE(20) }; });
const H = Number(height), S = Number(scale);
let html = '<body style="margin:0;background:#888;display:flex;gap:6px;width:max-content;padding:6px">';
for (const i of imgs) for (let y = 0; y < i.h; y += H) {
  html += `<div style="width:${i.w*S}px;height:${Math.min(H,i.h-y)*S}px;overflow:hidden;background:#fff;flex:none"><img style="width:${i.w*S}px;margin-top:${-y*S}px;display:block" src="data:image/png;base64,${i.d}"></div>`;
}
await p.setContent(html);
await p.waitForTimeout(200);
const el = await p.locator('body').boundingBox();
await p.setViewportSize({ width: Math.ceil(el.width), height: Math.ceil(Math.min(H*S+12, 4000)) });
await p.screenshot({ path: out });
console.log(el.width, H*S, imgs.map((i)=>`${i.w}x${i.h}`).join(' '));
await b.close();
