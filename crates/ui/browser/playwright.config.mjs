// Browser tests of the components, in the Chromium that the machine has; no browser is downloaded.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: 30_000,
  outputDir: '../../../test-results/ui',
  reporter: 'list',
  use: {
    baseURL: 'http://127.0.0.1:8391',
    locale: 'vi-VN',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    },
  },
  webServer: { command: 'node server.mjs', url: 'http://127.0.0.1:8391/static/quen.css', timeout: 300_000 },
});
