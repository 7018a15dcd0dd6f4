// What hurried hands do: press twice, go back, type what no form was made for.
import { sideways } from './looks.ts';
import { OWNER, PHONE, expect, test } from './quen.ts';
import type { Page } from '@playwright/test';

/** Answers to forms take long enough to press again. */
async function slowly(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    if (route.request().method() === 'POST') await new Promise((done) => setTimeout(done, 400));
    await route.continue();
  });
}

test('a button pressed twice does it once', async ({ page, api }) => {
  await slowly(page);
  await page.goto('/tasks/new');
  await page.fill('[name=title]', 'Bấm hai lần');
  await page.getByRole('button', { name: 'Lưu' }).dblclick();
  await expect(page).toHaveURL(/\/tasks$/);
  const party = await api.post('/parties', { name: 'Vội Vàng' });
  await page.goto(`/parties/${party.id}`);
  await page.locator('.composer textarea').fill('Ghi một lần thôi');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('#timeline')).toContainText('Ghi một lần thôi');
  await page.waitForTimeout(900);
  expect((await api.get('/tasks?q=bam+hai+lan')).data).toHaveLength(1);
  expect((await api.get('/interactions?q=ghi+mot+lan')).data).toHaveLength(1);
});

test('going back after saving shows the list as it is now', async ({ page }) => {
  await page.goto('/parties');
  await page.keyboard.press('n');
  await page.fill('[name=name]', 'Quay Lại Xem');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(/Quay Lại Xem/);
  await page.goBack();
  await expect(page.locator('[name=name]')).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/parties$/);
  await expect(page.locator('tbody')).toContainText('Quay Lại Xem');
});

test('names that are long, right to left or full of pictures break no page', async ({ page, api }) => {
  const name = `${'Nguyễn'.repeat(20)} 🧋☕️👩🏽‍🌾 \u202Eمرحبا بالعالم`;
  const party = await api.post('/parties', { name, note: '👩🏽‍🌾'.repeat(200), tags: ['x'.repeat(60)] });
  await api.post('/tasks', { party_id: party.id, title: 'Ẩ'.repeat(200) });
  await api.post('/interactions', { party_id: party.id, kind: 'note', body: 'W'.repeat(500) });
  await page.setViewportSize({ width: 320, height: PHONE.height });
  for (const path of ['/parties', `/parties/${party.id}`, `/parties/${party.id}/edit`, '/tasks?who=all&when=undated', '/interactions', '/today']) {
    await page.goto(path);
    expect(await sideways(page), path).toBeLessThanOrEqual(0);
  }
});

test('a kind of record with a very long name is no wider than a small phone', async ({ page, api }) => {
  const long = 'Máy pha cà phê chuyên nghiệp đặt tại quầy của khách quen';
  const name = `ten_dai_${Date.now() % 1_000_000}`;
  await api.post('/kinds', { name, one_vi: long, many_vi: long, one_en: 'Machine', icon: 'coffee' });
  await api.post('/fields', { noun: name, label_vi: 'Số máy khắc dưới đáy, đọc cả chữ lẫn số cho chắc', type: 'text', listed: true });
  const record = await api.post(`/${name}`, { name: `${long} số hai mươi bảy`, custom: {} });
  await page.setViewportSize({ width: 320, height: PHONE.height });
  for (const path of [`/records/${name}`, `/records/${name}/new`, `/records/${name}/${record.id}`, `/settings/fields?noun=${name}`, '/settings/kinds', '/bin', '/imports/new']) {
    await page.goto(path);
    expect(await sideways(page), path).toBeLessThanOrEqual(0);
  }
});

test('a form that is older than the session keeps what was typed and goes through the second time', async ({ browser, problems }) => {
  problems.allow(/status of 403/);
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const signIn = async () => {
    const page = await context.newPage();
    await page.goto('/sign-in');
    await page.fill('[name=email]', OWNER.email);
    await page.fill('[name=password]', OWNER.password);
    await page.keyboard.press('Enter');
    await expect(page.locator('.sidebar')).toBeVisible();
    return page;
  };
  const old = await signIn();
  // What is looked up while one types may meet the new session first, and renew the page before the press.
  await old.route('**/known', (route) => route.fulfill({ body: '' }));
  await old.goto('/products/new');
  await old.fill('[name=name]', 'Viết dở từ trước');
  await context.clearCookies({ name: 'quen_session' });
  await old.getByRole('button', { name: 'Lưu' }).click();
  await expect(old.getByText('Bạn đã bị đăng xuất')).toBeVisible();
  await signIn();
  // A page behind another one is drawn when the browser likes, and a click waits for its drawing.
  await old.bringToFront();
  await old.getByRole('button', { name: 'Lưu' }).click();
  await expect(old.getByText('mở từ trước lần đăng nhập mới')).toBeVisible();
  await expect(old.locator('[name=name]')).toHaveValue('Viết dở từ trước');
  await old.getByRole('button', { name: 'Lưu' }).click();
  await expect(old).toHaveURL(/\/products$/);
  await context.close();
});
