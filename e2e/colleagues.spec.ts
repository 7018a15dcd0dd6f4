// Two people on the same customer: what one writes, the other sees without asking.
import { expect, quen, test } from './quen.ts';

test('a note by a colleague appears without reload, and says by whom', async ({ page, browser, api }) => {
  const party = await api.post('/parties', { name: 'Hoàng Thanh Thảo' });
  const link = quen('user', 'create', '--email', 'vy@suongmai.vn', '--name', 'Đặng Tường Vy', '--role', 'manager');
  const other = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  await other.goto(new URL(link).pathname);
  await other.getByLabel('Mật khẩu mới').fill('một câu thật dễ nhớ');
  await other.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await expect(other.getByText('Đã đặt mật khẩu')).toBeVisible();
  await other.goto('/sign-in');
  await other.fill('[name=email]', 'vy@suongmai.vn');
  await other.fill('[name=password]', 'một câu thật dễ nhớ');
  await other.keyboard.press('Enter');
  await expect(other.locator('.sidebar')).toBeVisible();

  await page.goto(`/parties/${party.id}`);
  await page.locator('.composer textarea').fill('Tôi đang gõ dở');
  await other.goto(`/parties/${party.id}`);
  await other.locator('.composer textarea').fill('Chị Thảo hỏi giá hộp quà Tết');
  await other.keyboard.press('Control+Enter');
  await expect(other.locator('#timeline')).toContainText('hộp quà Tết');
  await expect(page.locator('#timeline')).toContainText('hộp quà Tết');
  await expect(page.locator('#changed')).toContainText('Đặng Tường Vy');
  await expect(page.locator('.composer textarea')).toHaveValue('Tôi đang gõ dở');
});
