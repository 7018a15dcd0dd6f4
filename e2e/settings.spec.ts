// What each of us sets for themselves: the language and the theme.
import { expect, test } from './quen.ts';

test('the language changes on the page one is on, and back', async ({ page }) => {
  await page.goto('/parties');
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  const change = async (words: string) => {
    await page.locator('.sidebar-foot .who').click();
    await page.getByRole('menuitem', { name: words }).click();
  };
  await change('English');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveURL(/\/parties$/);
  await expect(page.locator('h1')).toHaveText('Customers');
  await change('Tiếng Việt');
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
});

test('the theme stays after a new page is loaded', async ({ page }) => {
  await page.goto('/parties');
  await page.locator('.sidebar [data-theme-switch]').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
