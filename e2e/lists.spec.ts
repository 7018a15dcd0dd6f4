// A list is narrowed down, kept as a view, changed by the dozen, and put back as it was; all of it also by keys.
import { expect, test } from './quen.ts';

test('filter, keep the view, change many, take it back', { tag: '@both' }, async ({ page, api }) => {
  const mark = `Nguồn ${Date.now()}`;
  for (const name of ['Trần Ân', 'Lê Bình', 'Võ Chi']) await api.post('/parties', { name, source: mark });
  await page.goto('/parties');
  await page.keyboard.press('f');
  await page.getByRole('menuitem', { name: 'Nguồn' }).click();
  await page.locator('#drawer input[name=value]').fill(mark);
  await page.locator('#drawer').getByRole('button', { name: 'Áp dụng' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(3);
  await expect(page.locator('.filter-chip')).toContainText(mark);

  await page.getByRole('link', { name: 'Lưu thành góc nhìn mới' }).click();
  await page.locator('#drawer input[name=name]').fill(`Góc ${mark}`);
  await page.locator('#drawer').getByRole('button', { name: 'Lưu góc nhìn này' }).click();
  await expect(page.locator('.tabs [aria-current=page]')).toContainText(`Góc ${mark}`);
  await expect(page.locator('.unsaved-bar')).toHaveCount(0);

  // By keys: down, pick, down, pick.
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.locator('.bulk-bar [data-n]')).toHaveText('2');
  await page.locator('.bulk-bar').getByRole('button', { name: 'Gắn nhãn' }).click();
  await page.locator('[name=value]').fill('Tết');
  await page.getByRole('button', { name: 'Áp dụng' }).click();
  await expect(page.locator('#toasts')).toContainText('Đã sửa 2 dòng');
  const tagged = await api.get(`/parties?filter=${encodeURIComponent(JSON.stringify({ field: 'source', op: 'eq', value: mark }))}`);
  expect(tagged.data.filter((party: any) => party.tags.includes('Tết'))).toHaveLength(2);
  await page.locator('#toasts').getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.locator('#toasts')).toContainText('Đã hoàn tác 2 dòng');
  const back = await api.get(`/parties?filter=${encodeURIComponent(JSON.stringify({ field: 'source', op: 'eq', value: mark }))}`);
  expect(back.data.every((party: any) => party.tags.length === 0)).toBe(true);
});

test('a cell is edited by key and taken back from the toast', async ({ page, api }) => {
  const mark = `Hàng ${Date.now()}`;
  await api.post('/products', { name: mark, price: 280_000 });
  await page.goto(`/products?q=${encodeURIComponent(mark)}`);
  await page.keyboard.press('Escape');
  await page.locator('h1').click();
  await page.keyboard.press('j');
  const cell = page.locator('td[data-edit-cell$="/price"]');
  await cell.dblclick();
  await page.locator('form.editing input[name=value]').fill('300k');
  await page.keyboard.press('Enter');
  await expect(cell).toContainText('300 nghìn');
  await page.locator('#toasts').getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(cell).toContainText('280 nghìn');
});

test('a card is moved by keys', async ({ page, api }) => {
  const title = `Việc ${Date.now()}`;
  const task = await api.post('/tasks', { title, kind: 'call' });
  await page.goto('/tasks?layout=board&by=kind');
  const card = page.locator(`#card-${task.id}`);
  await card.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.locator('#lane-write')).toContainText(title);
  await expect.poll(async () => (await api.get(`/tasks/${task.id}`)).kind).toBe('write');
});

test('a list is written in the background, told how far it came, and downloaded', async ({ page, api }) => {
  const mark = `Xuất ${Date.now()}`;
  for (const n of [1, 2, 3]) await api.post('/products', { name: `${mark} ${n}`, category: mark });
  const filter = encodeURIComponent(JSON.stringify({ all: [{ field: 'category', op: 'eq', value: mark }] }));
  await page.goto(`/products?filter=${filter}`);
  await page.getByRole('button', { name: 'Xuất', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Excel ở nền' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Xong: 3 dòng' })).toBeVisible({ timeout: 20_000 });
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải xuống' }).click()]);
  expect(file.suggestedFilename()).toMatch(/^products-.*\.xlsx$/);
});

test('what is to be mended in a kind is found, and taken on with one click', async ({ page, api }) => {
  const title = `Việc chưa ai nhận ${Date.now()}`;
  const task = await api.post('/tasks', { title, assignee_id: null });
  await page.goto('/quality');
  await page.goto(`/lists/tasks/records/${task.id}`);
  await expect(page.getByText('Chất lượng hồ sơ')).toBeVisible();
  await page.getByRole('button', { name: 'Nhận về mình' }).click();
  await expect.poll(async () => (await api.get(`/tasks/${task.id}`)).assignee_id).not.toBeNull();
});
