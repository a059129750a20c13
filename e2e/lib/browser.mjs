// The browser every script and spec uses: the machine's own Chromium, told to keep quiet.
export const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const launchOptions = {
  executablePath,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
  ],
};

/** Where and when the journeys take place. */
export const context = { locale: 'ja-JP', timezoneId: 'Asia/Tokyo' };

/** Every page of the portal, with a short name for its picture. */
export const pages = [
  ['home', '/'],
  ['registration', '/registration'],
  ['insurance', '/insurance'],
  ['insurance-history', '/insurance/history'],
  ['insurance-certificates', '/insurance/certificates'],
  ['eligibility-sheet', '/print/eligibility'],
  ['checkups', '/checkups'],
  ['checkup-item', '/checkups/items/sbp'],
  ['checkup-compare', '/checkups/compare'],
  ['checkup-sheet', '/print/checkups'],
  ['medications', '/medications'],
  ['drug-sheet', '/print/medications'],
  ['drug-codes', '/print/medications-qr'],
  ['drug-files', '/export/medications'],
  ['expenses', '/expenses'],
  ['expense-rows', '/expenses/rows'],
  ['expense-ceiling', '/expenses/ceiling'],
  ['tax', '/tax'],
  ['tax-household', '/tax/household'],
  ['tax-steps', '/tax/steps'],
  ['import', '/import'],
  ['import-otc', '/import/otc'],
  ['access', '/access'],
  ['consents', '/access/consents'],
  ['exchange', '/exchange'],
  ['services', '/services'],
  ['procedure', '/services/high-cost'],
  ['services-out', '/services/out/e-tax'],
  ['services-link', '/services/link/e-tax'],
  ['notices', '/notices'],
  ['me', '/me'],
  ['not-mine', '/me/not-mine'],
  ['family', '/family'],
  ['sharing', '/sharing'],
  ['settings', '/settings'],
  ['erase', '/settings/erase'],
  ['help', '/help'],
];

/** Signs in through the card page, by its fields' names, as the demo's contract says. */
export async function signIn(page, card, { pin = '1234', from = '/login' } = {}) {
  await page.goto(from);
  await page.locator('input[name=card]').fill(card);
  await page.locator('input[name=pin]').fill(pin);
  await page.locator('form:has(input[name=pin]) button').first().click();
  await page.waitForLoadState();
  // From the provider a small page of ours leads on by itself.
  await page.locator('a#on').waitFor({ state: 'detached' });
}
