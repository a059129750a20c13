// The portals the journeys run against. Each project has its own, because registering and the hub's faults are shared
// state: what one journey changes, another must not meet. One verifies cards itself; one is a shared terminal whose clock the
// journeys move; one lends its pages to other sites.
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The first of the ports; another one lets two runs stand side by side on one machine. */
const first = Number(process.env.E2E_PORT ?? 3400);

/** One portal with its hub in a box, on four ports in a row: portal, admin, hub, pages inside providers' pages. */
function house(port, more = {}) {
  return {
    portal: `http://localhost:${port}`,
    admin: `http://127.0.0.1:${port + 1}`,
    hub: `http://127.0.0.1:${port + 2}`,
    embed: `http://127.0.0.1:${port + 3}`,
    server: {
      command: `rm -rf e2e/results/data-${port} && exec dist/portal`,
      cwd: root,
      url: `http://127.0.0.1:${port + 1}/readyz`,
      timeout: 30_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
      env: {
        PORTAL_ADDR: `127.0.0.1:${port}`,
        PORTAL_ADMIN_ADDR: `127.0.0.1:${port + 1}`,
        PORTAL_PUBLIC_URL: `http://localhost:${port}`,
        PORTAL_DATA_DIR: `e2e/results/data-${port}`,
        PORTAL_EMBED_ADDR: `127.0.0.1:${port + 3}`,
        HUB_SIM_ADDR: `127.0.0.1:${port + 2}`,
        HUB_SIM_TODAY: '2026-11-22',
        ...more,
      },
    },
  };
}

const DOOR = { PORTAL_SIGNIN: 'jpki' };
const TERMINAL = { PORTAL_KIOSK: '1', PORTAL_TEST_CLOCK: '1' };

export const houses = {
  js: { calm: house(first), stormy: house(first + 10), cards: house(first + 40, DOOR), terminal: house(first + 50, TERMINAL), frames: house(first + 70) },
  'no-js': { calm: house(first + 20), stormy: house(first + 30), cards: house(first + 45, DOOR), terminal: house(first + 55, TERMINAL), frames: house(first + 90) },
};
