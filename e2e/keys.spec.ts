// Single keys: each person's own, shown where they work, and off for who speaks to the machine.
import { expect, test } from './quen.ts';

test('a key is changed, conflicts are said in words, and all are off on request', async ({ page, problems }) => {
  problems.allow(/status of 422/);
  await page.goto('/account/keys');
  await page.getByLabel('Khách hàng', { exact: true }).fill('y');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.locator('.toast')).toBeVisible();
  await page.locator('main').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('y');
  await expect(page).toHaveURL(/\/parties$/);
  await page.keyboard.press('?');
  await expect(page.locator('#keys')).toContainText('Đổi phím tắt');
  await expect(page.locator('#keys dl > div', { has: page.locator('dt', { hasText: /^Khách hàng$/ }) }).locator('kbd').last()).toHaveText('Y');
  await page.keyboard.press('Escape');
  await page.goto('/account/keys');
  await page.getByLabel('Tạo mới', { exact: true }).fill('j');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByText('Phím này đang dùng cho “Dòng dưới”', { exact: false })).toBeVisible();
  await page.goto('/account/keys');
  await page.getByRole('switch').uncheck();
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-keys-off', '');
  await page.locator('main').focus();
  await page.keyboard.press('?');
  await expect(page.locator('#keys')).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(page.locator('#palette')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Trả về như ban đầu' }).click();
  await expect(page.locator('body')).not.toHaveAttribute('data-keys-off', '');
  await expect(page.getByLabel('Khách hàng', { exact: true })).toHaveValue('k');
});

test('the palette gives commands, and what can be done with a customer', async ({ page, api }) => {
  const party = await api.post('/parties', { name: 'Tạ Thị Lệnh' });
  await page.goto('/today');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('doi phim tat');
  const found = page.locator('#found-records [role=option]');
  await expect(found).toHaveText([/Đổi phím tắt/]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/account\/keys$/);
  await page.keyboard.press('Control+k');
  await page.locator('#palette input').fill('ta thi lenh');
  await expect(page.locator('#palette [aria-selected=true]')).toContainText('Tạ Thị Lệnh');
  await page.keyboard.press('Tab');
  await expect(page.locator('#found-records')).toContainText('Việc với Tạ Thị Lệnh');
  await page.locator('#found-records [role=option]', { hasText: 'Ghi chú' }).click();
  await expect(page).toHaveURL(new RegExp(`/parties/${party.id}\\?write=note`));
  await expect(page.locator('.composer textarea')).toBeFocused();
});

test('two steps back at once end where the address says', async ({ page }) => {
  await page.goto('/today');
  for (const [href, title] of [['/parties', 'Khách hàng'], ['/tasks', 'Công việc'], ['/orders', 'Đơn hàng']]) {
    await page.locator(`.sidebar a[href="${href}"]`).click();
    await expect(page.locator('h1')).toContainText(title);
  }
  // The first step's answer is slow: it must not be what stays.
  await page.route('**/tasks', async (route) => {
    await new Promise((done) => setTimeout(done, 600));
    await route.continue().catch(() => {});
  });
  await page.evaluate(() => history.back());
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL(/\/parties$/);
  await expect(page.locator('h1')).toContainText('Khách hàng');
  await page.waitForTimeout(900);
  await expect(page.locator('h1')).toContainText('Khách hàng');
});
