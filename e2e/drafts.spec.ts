// What was typed survives a closed tab, a lost session and a refused form, and the next person at the same machine never sees it.
import { OWNER, expect, quen, test } from './quen.ts';
import type { BrowserContext, Page } from '@playwright/test';

/** The note under a form once the server has what was typed. */
const kept = (page: Page) => page.locator('[data-draft-note]', { hasText: 'Đã giữ bản nháp lúc' });

async function signIn(context: BrowserContext, email: string, password: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await page.keyboard.press('Enter');
  await expect(page.locator('.sidebar')).toBeVisible();
  return page;
}

test('a form left half filled in is offered again in another tab, and is gone once it was saved', async ({ page, context }) => {
  await page.goto('/products/new');
  await page.fill('[name=name]', 'Phin nhôm dở dang');
  await expect(kept(page)).toBeVisible();
  await page.close();
  const again = await context.newPage();
  await again.goto('/products/new');
  await expect(again.locator('[name=name]')).toHaveValue('');
  await again.getByRole('link', { name: 'Dùng lại' }).click();
  await expect(again.locator('[name=name]')).toHaveValue('Phin nhôm dở dang');
  await again.getByRole('button', { name: 'Lưu' }).click();
  await expect(again).toHaveURL(/\/products$/);
  await again.goto('/products/new');
  await expect(again.getByRole('link', { name: 'Dùng lại' })).toHaveCount(0);
});

test('a note begun on a customer waits there, and can be dropped', async ({ page, api }) => {
  const party = await api.post('/parties', { name: 'Nháp Thị Dở' });
  await page.goto(`/parties/${party.id}`);
  await page.locator('.composer .kind', { hasText: 'Việc' }).click();
  await page.locator('.composer textarea').fill('Gọi lại chiều nay');
  await expect(kept(page)).toBeVisible();
  await page.goto('/today');
  await page.goto(`/parties/${party.id}`);
  await page.getByRole('link', { name: 'Dùng lại' }).click();
  await expect(page.locator('.composer textarea')).toHaveValue('Gọi lại chiều nay');
  await expect(page.locator('.composer [name=kind][value=task]')).toBeChecked();
  await page.getByRole('button', { name: 'Bỏ', exact: true }).click();
  await expect(page.locator('.composer textarea')).toHaveValue('');
  await expect(page.getByRole('link', { name: 'Dùng lại' })).toHaveCount(0);
});

test('the next person at the same machine sees nothing of it, and the first one finds it again', async ({ browser }) => {
  const email = `may-chung-${Date.now()}@suongmai.vn`;
  const link = quen('user', 'create', '--email', email, '--name', 'Máy Dùng Chung', '--role', 'owner');
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const setting = await context.newPage();
  await setting.goto(new URL(link, 'http://quen').pathname);
  await setting.fill('[name=password]', 'đổi ca lúc hai giờ');
  await setting.keyboard.press('Enter');
  const first = await signIn(context, OWNER.email, OWNER.password);
  await first.goto('/tasks/new');
  await first.fill('[name=title]', 'Chuyện riêng của Khôi');
  await expect(kept(first)).toBeVisible();
  // The session ends while the page is open; what is typed after that stays in the tab.
  await context.clearCookies({ name: 'quen_session' });
  await first.fill('[name=title]', 'Chuyện riêng của Khôi, viết thêm');
  const waiting = () => first.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('draft:')).length);
  await expect.poll(waiting).toBe(1);
  await first.goto('/sign-in');
  await first.fill('[name=email]', email);
  await first.fill('[name=password]', 'đổi ca lúc hai giờ');
  await first.keyboard.press('Enter');
  await expect(first.locator('.sidebar')).toBeVisible();
  expect(await waiting(), 'what another person left in this tab is gone').toBe(0);
  await first.goto('/tasks/new');
  await expect(first.getByRole('link', { name: 'Dùng lại' })).toHaveCount(0);
  await context.clearCookies();
  const back = await signIn(context, OWNER.email, OWNER.password);
  await back.goto('/tasks/new?draft=1');
  await expect(back.locator('[name=title]')).toHaveValue('Chuyện riêng của Khôi');
  await back.getByRole('button', { name: 'Bỏ', exact: true }).click();
  await expect(back.locator('[name=title]')).toHaveValue('');
  await context.close();
});

test('what is typed after the session ended is taken up by the same person after signing in again', async ({ browser }) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await signIn(context, OWNER.email, OWNER.password);
  await page.goto('/promises/new');
  await context.clearCookies({ name: 'quen_session' });
  await page.fill('[name=text]', 'Giao trước tám giờ');
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage).length)).toBe(1);
  await page.goto('/promises/new');
  await page.fill('[name=email]', OWNER.email);
  await page.fill('[name=password]', OWNER.password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Dùng lại' }).click();
  await expect(page.locator('[name=text]')).toHaveValue('Giao trước tám giờ');
  await page.getByRole('button', { name: 'Bỏ', exact: true }).click();
  await expect(page.locator('[name=text]')).toHaveValue('');
  await context.close();
});

test('two people save one product: the slower one chooses field by field, by keyboard', async ({ page, api, problems }) => {
  problems.allow(/status of 409/);
  const product = await api.post('/products', { name: 'Phin hai bản', price: 85_000, note: 'cũ' });
  await page.goto(`/products/${product.id}`);
  await page.fill('[name=name]', 'Phin hai bản lớn');
  await page.fill('[name=note]', 'của tôi');
  await api.patch(`/products/${product.id}`, { note: 'của người kia', price: 90_000 });
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.locator('h1')).toContainText('Hai bản của');
  await expect(page.getByRole('group', { name: 'Giá bán' }).getByRole('radio', { name: /90\.000/ })).toBeChecked();
  await page.getByRole('group', { name: 'Ghi chú' }).getByRole('radio', { name: /của tôi/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('group', { name: 'Ghi chú' }).getByRole('radio', { name: /của người kia/ })).toBeChecked();
  await page.getByRole('button', { name: 'Lưu lựa chọn này' }).click();
  await expect(page).toHaveURL(/\/products$/);
  const stored = await api.get(`/products/${product.id}`);
  expect([stored.name, stored.note, stored.price.amount]).toEqual(['Phin hai bản lớn', 'của người kia', 90_000]);
});

test('a form with a file, sent after the session ended, keeps text and file and goes through after signing in again', async ({ browser }) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await signIn(context, OWNER.email, OWNER.password);
  // What is looked up while one types may meet the new session first, and renew the page before the press.
  await page.route('**/known', (route) => route.fulfill({ body: '' }));
  await page.goto('/tasks/new');
  await page.fill('[name=title]', 'Gửi báo giá có kèm tệp');
  await page.setInputFiles('.attach input', { name: 'Báo giá.txt', mimeType: 'text/plain', buffer: Buffer.from('Rang vừa 180.000') });
  await context.clearCookies({ name: 'quen_session' });
  const save = page.getByRole('button', { name: 'Lưu' });
  await save.click();
  await expect(page.locator('.toast', { hasText: 'Bạn đã bị đăng xuất' })).toBeVisible();
  await expect(page.locator('[name=title]')).toHaveValue('Gửi báo giá có kèm tệp');
  await expect(page.locator('.attach output')).toHaveText('Báo giá.txt');
  const other = await signIn(context, OWNER.email, OWNER.password);
  await other.close();
  await page.bringToFront();
  await save.click();
  await expect(page.locator('.toast[data-from=renewed]')).toBeVisible();
  await save.click();
  await expect(page).toHaveURL(/\/tasks$/);
  await context.close();
});
