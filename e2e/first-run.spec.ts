// The first minute: an empty program becomes a shop with an owner. Everything else signs in as that owner.
import { judge } from './looks.ts';
import { OWNER, SESSION, expect, makeToken, test } from './quen.ts';

test('a fresh installation asks who you are and opens the shop', { tag: '@both' }, async ({ page, context, problems }) => {
  problems.allow(/status of 422/);
  await page.goto('/');
  await expect(page).toHaveURL(/\/welcome$/);
  await judge(page, '/welcome');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.fill('[name=business]', OWNER.business);
  await page.fill('[name=name]', OWNER.name);
  await page.fill('[name=email]', OWNER.email);
  await page.fill('[name=password]', 'ngắn');
  await page.keyboard.press('Enter');
  await expect(page.locator('[name=password]')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('[name=business]')).toHaveValue(OWNER.business);
  await page.fill('[name=password]', OWNER.password);
  await page.keyboard.press('Enter');
  await expect(page.locator('.workspace .name')).toHaveText(OWNER.business);
  await expect(page.locator('h1')).toBeVisible();

  // Nobody can do it again.
  await page.goto('/welcome');
  await expect(page).not.toHaveURL(/\/welcome$/);
  await context.storageState({ path: SESSION });
  makeToken();
});
