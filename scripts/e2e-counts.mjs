// Counts of the last browser run, from Playwright's report: journeys by project, and the measured bytes.
// With "total", only the number of tests that passed.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const report = JSON.parse(readFileSync(fileURLToPath(new URL('../e2e/results/report.json', import.meta.url)), 'utf8'));
const passed = {};
const measured = [];

function walk(suite) {
  for (const inner of suite.suites ?? []) walk(inner);
  for (const { tests } of suite.specs ?? []) {
    for (const one of tests) {
      if (one.status !== 'expected') continue;
      passed[one.projectName] = (passed[one.projectName] ?? 0) + 1;
      for (const result of one.results) {
        for (const { type, description } of result.annotations ?? []) {
          if (type === 'bytes' && one.projectName === 'js') measured.push(description);
        }
      }
    }
  }
}

report.suites.forEach(walk);
const total = Object.values(passed).reduce((sum, count) => sum + count, 0);
if (process.argv[2] === 'total') {
  console.log(total);
} else {
  for (const [project, count] of Object.entries(passed)) console.log(`${String(count).padStart(6)}  of them in project "${project}"`);
  for (const line of measured) console.log(`        ${line}`);
}
