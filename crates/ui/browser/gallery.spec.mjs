// What only a browser can tell: that pages pass the accessibility rules in both themes and on a phone, and that
// keys, dialogs, swaps and drafts do what they promise, under the content policy of the product.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PHONE = { width: 390, height: 844 };

// A page that throws, or asks for what the policy forbids, fails whatever else it does.
test.beforeEach(async ({ page }) => {
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && page.problems.push(message.text()));
});
test.afterEach(async ({ page }) => expect(page.problems).toEqual([]));

for (const name of ['components', 'today', 'customer', 'contacts', 'setup']) {
  for (const theme of ['light', 'dark']) {
    test(`${name}, ${theme}: no violation of the accessibility rules`, async ({ page }) => {
      await page.goto(`/${name}?theme=${theme}`);
      expect(await violations(page)).toEqual([]);
    });
  }

  test(`${name}, phone: no violation and no sideways scroll`, async ({ page }) => {
    await page.setViewportSize(PHONE);
    await page.goto(`/${name}`);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
}

async function violations(page) {
  // Let entrances end: a half transparent toast has half the contrast.
  await page.waitForTimeout(450);
  // Run in the page's own world as a tool, past the content policy.
  await page.evaluate(axeSource);
  return page.evaluate(async (tags) => {
    const result = await globalThis.axe.run(document, { runOnly: tags });
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
  }, TAGS);
}

test('following a link changes the body, the focus, the title and the mark in the sidebar', async ({ page }) => {
  await page.goto('/today');
  await page.evaluate(() => (window.sameDocument = true));
  await page.click('.sidebar a[href="/contacts"]');
  await expect(page.locator('h1')).toHaveText('Khách hàng');
  expect(await page.evaluate(() => window.sameDocument)).toBe(true);
  await expect(page.locator('.sidebar [aria-current=page]')).toHaveAttribute('href', '/contacts');
  await expect(page.locator('#said')).toHaveText('Khách hàng · Quen');
  await expect(page.locator('#main')).toBeFocused();
  await page.goBack();
  await expect(page.locator('h1')).toHaveText('Hôm nay');
});

test('G then K goes to the customers, and letters in a field do not', async ({ page }) => {
  await page.goto('/today');
  await page.keyboard.press('g');
  await page.keyboard.press('k');
  await expect(page.locator('h1')).toHaveText('Khách hàng');
  await page.keyboard.press('/');
  await page.keyboard.type('gh');
  await expect(page.locator('[data-search]')).toHaveValue('gh');
  await expect(page.locator('h1')).toHaveText('Khách hàng');
});

test('the palette finds places without marks and people on the server', async ({ page }) => {
  await page.goto('/today');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('bao gia');
  await expect(page.locator('#palette [data-local] [role=option]:visible')).toHaveText([/Báo giá/]);
  await expect(page.locator('#found-records [role=option]')).toHaveText('Hồng Ngọc');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText('Khách hàng');
  await expect(page.locator('#palette')).not.toBeVisible();
});

test('the theme is kept in a cookie', async ({ page, context }) => {
  await page.goto('/today?theme=light');
  await page.click('[data-theme-switch]');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const cookies = await context.cookies();
  expect(cookies.find((cookie) => cookie.name === 'theme')?.value).toBe('dark');
});

test('an act that takes away asks first, and goes on only after yes', async ({ page }) => {
  await page.goto('/components');
  await page.keyboard.press('Escape');
  const press = () => page.getByRole('button', { name: 'Xóa', exact: true }).click();
  await press();
  await expect(page.locator('#confirm [data-question]')).toHaveText('Xóa hồ sơ chị Hồng Ngọc?');
  await page.getByRole('button', { name: 'Thôi' }).click();
  await expect(page.locator('#confirm')).not.toBeVisible();
  await expect(page.locator('.toast', { hasText: 'Đã xóa' })).toHaveCount(0);
  await press();
  await page.getByRole('button', { name: 'Vâng, làm đi' }).click();
  await expect(page.locator('.toast', { hasText: 'Đã xóa' })).toBeVisible();
});

test('a field edits in place: Esc restores, Enter saves', async ({ page }) => {
  await page.goto('/customer');
  await page.click('#f-phone');
  await page.fill('#f-phone input[name=phone]', '1');
  await page.keyboard.press('Escape');
  await expect(page.locator('a#f-phone')).toHaveText(/0905 218 467/);
  await page.goto('/customer');
  await page.click('#f-phone');
  await page.fill('#f-phone input[name=phone]', '0914 550 128');
  await page.keyboard.press('Enter');
  await expect(page.locator('a#f-phone')).toHaveText('0914 550 128');
});

test('what is typed is sent as a draft, waits in the tab while nobody takes it, and is gone once it was sent', async ({ page }) => {
  const drafts = [];
  await page.route('**/drafts', (route) => {
    drafts.push(new URLSearchParams(route.request().postData()));
    return drafts.length === 1 ? route.abort() : route.fulfill({ body: 'Đã giữ bản nháp lúc 14:05' });
  });
  const waiting = () => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('draft:')));
  await page.goto('/customer');
  await page.getByText('Việc', { exact: true }).click();
  await expect(page.locator('[name=due]')).toBeVisible();
  await page.fill('.composer textarea', 'Gọi chị Ngọc');
  await expect.poll(waiting).toHaveLength(1);
  await page.reload();
  await expect.poll(waiting).toEqual([]);
  expect(drafts.at(-1).get('text')).toBe('Gọi chị Ngọc');
  await page.fill('.composer textarea', 'Gọi chị Ngọc nhé');
  await expect(page.locator('.composer [data-draft-note]')).toHaveText('Đã giữ bản nháp lúc 14:05');
  await page.press('.composer textarea', 'Control+Enter');
  await expect(page.locator('.toast', { hasText: 'Đã ghi' })).toBeVisible();
  expect(await waiting()).toEqual([]);
  // The browser reports the request that nobody took as an error of its own.
  page.problems = page.problems.filter((said) => !/ERR_FAILED/.test(said));
});

test('rows: J walks, X picks, Shift picks a range, Space shows the drawer', async ({ page }) => {
  await page.goto('/contacts');
  await expect(page.locator('.bulk-bar [data-n]')).toHaveText('2');
  await page.click('[data-pick-none]');
  await expect(page.locator('.bulk-bar')).not.toBeVisible();
  await page.locator('main').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(page.locator('.bulk-bar [data-n]')).toHaveText('3');
  await page.keyboard.press(' ');
  await expect(page.locator('#drawer h2')).toHaveText('Huỳnh Tấn Lộc');
  await page.keyboard.press('Escape');
  await expect(page.locator('#drawer')).not.toBeVisible();
});

test('a menu opens on its first item and arrows walk it', async ({ page }) => {
  await page.goto('/components');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Thao tác' }).click();
  await expect(page.getByRole('menuitem', { name: 'Sửa' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Gộp hồ sơ trùng' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#merge')).toBeVisible();
});

test('a card moves to the next lane by keys and the server says the new total', async ({ page }) => {
  await page.goto('/components');
  await page.waitForSelector('[data-ready]');
  await page.locator('#d1 a').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.locator('[data-lane=deal] #d1')).toBeVisible();
  await expect(page.locator('#lane-b-total')).toHaveText('128 tr');
});

test('toasts of a page reach the live region and leave by themselves', async ({ page }) => {
  await page.clock.install();
  await page.goto('/components');
  await expect(page.locator('#toasts .toast')).toHaveText(/Đã chuyển sang Thương lượng/);
  await page.clock.runFor(11_000);
  await expect(page.locator('#toasts .toast')).toHaveCount(0);
});

test('a searched select asks with q, takes a choice by key, and typing drops the value', async ({ page }) => {
  await page.goto('/components');
  await page.fill('#party', 'ngoc');
  await expect(page.locator('#party-list')).toHaveText(/tìm “ngoc”/);
  await page.press('#party', 'Enter');
  await expect(page.locator('#party')).toHaveValue('Hồng Ngọc');
  await expect(page.locator('[name=party]')).toHaveValue('7');
  await expect(page.locator('#party-list')).not.toBeVisible();
  await page.locator('#party').press('x');
  await expect(page.locator('[name=party]')).toHaveValue('');
});

test('a refused file shows the page with the problem, without leaving', async ({ page }) => {
  await page.goto('/components');
  await page.setInputFiles('#file', { name: 'khach.xlsx', mimeType: 'application/zip', buffer: Buffer.from('x') });
  await expect(page.locator('[data-chosen]')).toHaveText('khach.xlsx');
  await page.locator('form[action="/imports"]').evaluate((form) => form.requestSubmit());
  await expect(page.locator('h1')).toHaveText('Tệp này không đọc được');
  page.problems = page.problems.filter((text) => !text.includes('422'));
});

test('a page without the frame, such as sign-in, takes the whole window', async ({ page }) => {
  await page.goto('/today');
  await page.click('.sidebar a[href="/surveys"]');
  await expect(page.locator('.first-run')).toBeVisible();
  await expect(page.locator('.sidebar')).toHaveCount(0);
  await expect(page).toHaveURL(/\/surveys$/);
});

test('the list of shortcuts has the lines of the page shown, and only those', async ({ page }) => {
  await page.goto('/today');
  await page.click('.sidebar a[href="/contacts"]');
  await expect(page.locator('h1')).toHaveText('Khách hàng');
  await page.keyboard.press('?');
  await expect(page.locator('#keys')).toContainText('Chọn dòng');
  await page.keyboard.press('Escape');
  await page.click('.sidebar a[href="/today"]');
  await expect(page.locator('h1')).toHaveText('Hôm nay');
  await page.keyboard.press('?');
  await expect(page.locator('#keys')).not.toContainText('Chọn dòng');
});
