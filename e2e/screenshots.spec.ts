// The pictures of docs/screenshots, drawn from the demo business: QUEN_SCREENSHOTS=1 scripts/e2e.sh
import { mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PHONE, expect, test } from './quen.ts';

const PLACE = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const MAX_KB = 300;
const DEMO = { email: 'khoi@suongmai.vn', password: 'ca-phe-sua-da' };

test('the pictures of the README', async ({ page }) => {
  test.setTimeout(180_000);
  mkdirSync(PLACE, { recursive: true });
  await page.goto('/sign-in');
  await page.fill('[name=email]', DEMO.email);
  await page.fill('[name=password]', DEMO.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/today/);
  const take = async (name: string) => {
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
    await page.screenshot({ path: `${PLACE}${name}.png` });
    expect(statSync(`${PLACE}${name}.png`).size / 1024, `${name}: KB`).toBeLessThan(MAX_KB);
  };
  await take('today');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take('today-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(PHONE);
  await take('today-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/parties?sort=-spend');
  await take('parties');
  await page.locator('tbody a').first().click();
  await expect(page.locator('.record-head')).toBeVisible();
  await take('customer');
  await page.goto('/analytics');
  await take('analytics');
  await page.goto('/imports/new?kind=parties');
  await page.setInputFiles('[name=file]', fileURLToPath(new URL('../docs/samples/khach-hang.csv', import.meta.url)));
  await page.getByRole('button', { name: 'Xem các cột' }).click();
  await expect(page.getByText('tự nhận ra').first()).toBeVisible();
  await take('import');
});
