// In and out, and nothing to see in between.
import { OWNER, expect, test } from './quen.ts';

test.use({ storageState: { cookies: [], origins: [] } });

test('a wrong password says so, the right one leads to where one wanted to go', { tag: '@both' }, async ({ page, problems }) => {
  problems.allow(/status of 4(01|22)/);
  await page.goto('/parties?q=ngoc');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.fill('[name=email]', OWNER.email);
  await page.fill('[name=password]', 'không phải');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.locator('[name=email]')).toHaveValue(OWNER.email);
  await page.fill('[name=password]', OWNER.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/parties\?q=ngoc$/);
});

test('signing out ends the session, also for the page before', async ({ page }) => {
  await page.goto('/sign-in');
  await page.fill('[name=email]', OWNER.email);
  await page.fill('[name=password]', OWNER.password);
  await page.keyboard.press('Enter');
  await expect(page.locator('.sidebar')).toBeVisible();
  await page.locator('.sidebar-foot .who').click();
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/parties');
  await expect(page).toHaveURL(/\/sign-in/);
});
