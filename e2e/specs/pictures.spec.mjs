// The README's pictures. Made only when asked for (UPDATE_PICTURES=1), so that a test run leaves the tree as it was.
import { fileURLToPath } from 'node:url';
import { test } from '../lib/test.mjs';

const docs = fileURLToPath(new URL('../../docs', import.meta.url));
const wanted = process.env.UPDATE_PICTURES === '1' ? [['home', '/'], ['checkups', '/checkups'], ['tax', '/tax?year=2025&income=4000000']] : [];

for (const [name, path] of wanted) {
  test(`picture of ${name}`, async ({ page, enter, scripts }) => {
    test.skip(!scripts, 'one of each');
    await enter('changer');
    await page.setViewportSize({ width: 1100, height: 900 });
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.screenshot({ path: `${docs}/${name}.png` });
  });
}
