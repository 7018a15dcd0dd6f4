// Journeys through the running product in the Chromium that the machine has; no browser is downloaded. scripts/e2e.sh
// starts the server and says where it is. One worker: the journeys share one shop, as its people do.
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';

const session = `${process.env.QUEN_DATA_DIR}/session.json`;

const config: PlaywrightTestConfig = {
  testDir: '.',
  outputDir: '../test-results/e2e',
  workers: 1,
  // A second try tells a slow machine from a broken page; the list names what needed it.
  retries: 1,
  forbidOnly: true,
  timeout: 60_000,
  globalTimeout: 20 * 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: process.env.QUEN_URL,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync',
      ],
    },
  },
  projects: projects(),
};

/** The demo business has its own journeys; it was not set up by the first of ours. */
function projects(): PlaywrightTestConfig['projects'] {
  if (process.env.QUEN_SCREENSHOTS) return [{ name: 'pictures', testMatch: 'screenshots.spec.ts' }];
  if (process.env.QUEN_SERVE === 'demo') return [{ name: 'demo', testMatch: 'demo.spec.ts' }];
  const others = ['first-run.spec.ts', 'screenshots.spec.ts', 'demo.spec.ts'];
  return [
    { name: 'first-run', testMatch: 'first-run.spec.ts' },
    { name: 'journeys', testIgnore: others, dependencies: ['first-run'], use: { storageState: session } },
  ];
}

export default defineConfig(config);
