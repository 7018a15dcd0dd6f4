// A task from thought to done without a mouse.
import { expect, test } from './quen.ts';

test('a task is made and ticked off by keyboard', async ({ page }) => {
  await page.goto('/tasks');
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/\/tasks\/new/);
  await expect(page.locator('[name=title]')).toBeFocused();
  await page.keyboard.type('Rang thử mẻ Cầu Đất mới');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/tasks$/);
  const row = page.locator('tbody tr', { hasText: 'Rang thử mẻ Cầu Đất mới' });
  await expect(row).toBeVisible();
  await row.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(row).toHaveCount(0);
  await page.goto('/tasks?who=mine&when=done');
  await expect(page.locator('tbody')).toContainText('Rang thử mẻ Cầu Đất mới');
});
