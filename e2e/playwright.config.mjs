// The same journeys twice, with and without JavaScript, against the release build in dist/.
import { defineConfig } from '@playwright/test';
import { context, launchOptions } from './lib/browser.mjs';
import { houses } from './lib/houses.mjs';

const project = (name, use) => ({ name, use: { ...use, baseURL: houses[name].calm.portal } });

export default defineConfig({
  testDir: 'specs',
  outputDir: 'results/last',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // A guard against hanging alone: journeys that look at a dozen pages with axe take their time on a busy machine, and what has
  // to be fast is measured by its own bars.
  timeout: 120_000,
  expect: { timeout: 5_000 },
  reporter: [['list'], ['json', { outputFile: 'results/report.json' }]],
  use: { ...context, launchOptions, trace: 'retain-on-failure', viewport: { width: 1280, height: 900 } },
  projects: [project('js', {}), project('no-js', { javaScriptEnabled: false })],
  webServer: Object.values(houses).flatMap((own) => Object.values(own).map(({ server }) => server)),
});
