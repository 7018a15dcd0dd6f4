// What each of us sets for themselves: the language and the theme.
import { violations } from './looks.ts';
import { expect, quen, test } from './quen.ts';

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

test('an invitation is copied, opened by its reader, and makes a colleague', async ({ page, browser }) => {
  await page.goto('/users');
  await page.getByLabel('Email').fill('moi@suongmai.vn');
  await page.getByRole('button', { name: 'Tạo lời mời' }).click();
  const link = await page.getByLabel('Đường dẫn mời').inputValue();
  const guest = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  await guest.goto(link);
  expect(await violations(guest), 'the page behind the link').toEqual([]);
  await guest.getByLabel('Tên của bạn').fill('Lê Gia Hân');
  await guest.getByLabel('Mật khẩu').fill('một câu thật dễ nhớ');
  await guest.getByRole('button', { name: 'Vào làm cùng' }).click();
  await expect(guest.locator('.sidebar-foot .who')).toContainText('Lê Gia Hân');
  await page.goto('/users/invitations');
  await expect(page).toHaveURL(/\/users$/);
  await expect(page.locator('tbody')).toContainText('Lê Gia Hân');
});

test('a link of the operator sets a password', async ({ browser }) => {
  const link = quen('user', 'create', '--email', 'linh@suongmai.vn', '--name', 'Đặng Mỹ Linh', '--role', 'viewer');
  const guest = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  await guest.goto(new URL(link).pathname);
  expect(await violations(guest), 'the page behind the link').toEqual([]);
  await guest.getByLabel('Mật khẩu mới').fill('một câu thật dễ nhớ');
  await guest.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await expect(guest.getByText('Đã đặt mật khẩu')).toBeVisible();
});

test('one goes to a new workspace and back', async ({ page }) => {
  await page.goto('/workspaces/new');
  await page.getByLabel('Tên cửa hàng').fill('Tiệm Hai');
  await page.getByRole('button', { name: 'Tạo không gian' }).click();
  await expect(page.locator('.sidebar .workspace .name')).toHaveText('Tiệm Hai');
  await page.locator('.sidebar button.workspace').click();
  await page.getByRole('menuitem', { name: 'Sương Mai Coffee' }).click();
  await expect(page.locator('.sidebar .workspace .name')).toHaveText('Sương Mai Coffee');
});
