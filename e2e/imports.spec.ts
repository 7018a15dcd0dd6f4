// The first hour of a shop: its customers and orders come in from its spreadsheets, and the day says whom to talk to.
import { SAMPLES, expect, test } from './quen.ts';

test('two files become customers with figures, and a day with something to do', { tag: '@both' }, async ({ page }) => {
  const read = async (kind: string, file: string) => {
    await page.goto(`/imports/new?kind=${kind}`);
    await page.setInputFiles('[name=file]', `${SAMPLES}/${file}`);
    await page.getByRole('button', { name: 'Xem các cột' }).click();
    await expect(page.getByText('tự nhận ra').first()).toBeVisible();
    await page.getByRole('button', { name: 'Nhập', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Kết quả', exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Chưa nhập được')).toBeVisible();
    await expect(page.getByText('Những dòng chưa nhập được')).toHaveCount(0);
  };
  await read('parties', 'khach-hang.csv');
  await page.getByRole('link', { name: 'Nhập tiếp đơn hàng' }).click();
  await expect(page.locator('[name=kind][value=orders]')).toBeChecked();
  await read('orders', 'don-hang.csv');
  await page.getByRole('link', { name: 'Xem hôm nay nên làm gì' }).click();
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.locator('#todo .agenda > li').first()).toBeVisible();
  await page.goto('/parties?q=KH003');
  await page.locator('tbody a').first().click();
  await expect(page.locator('.tiles')).toContainText('lần');
});

test('an import is undone: what it made is gone, and it cannot be undone twice', async ({ page, api }) => {
  const mark = `Nhập nhầm ${Date.now()}`;
  await page.goto('/imports/new?kind=parties');
  await page.setInputFiles('[name=file]', { name: 'nham.csv', mimeType: 'text/csv', buffer: Buffer.from(`Họ tên,Nguồn\n${mark} một,hội chợ\n${mark} hai,hội chợ\n`) });
  await page.getByRole('button', { name: 'Xem các cột' }).click();
  await page.getByRole('button', { name: 'Nhập', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Kết quả', exact: true })).toBeVisible({ timeout: 30_000 });
  const made = async () => (await api.get(`/parties?q=${encodeURIComponent(mark)}`)).data.length;
  expect(await made()).toBe(2);
  await page.getByRole('button', { name: 'Hoàn tác lần nhập này' }).click();
  const confirm = page.locator('#confirm button').last();
  if (await confirm.isVisible()) await confirm.click();
  await expect.poll(made, { timeout: 20_000 }).toBe(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Hoàn tác lần nhập này' })).toHaveCount(0);
});
