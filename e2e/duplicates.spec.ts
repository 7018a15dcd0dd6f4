// Two records of one customer are found, compared, merged, and made two again.
import { expect, test, type Api } from './quen.ts';

async function pairOf(api: Api, id: string): Promise<any> {
  await api.post('/duplicates/scans', {});
  await expect
    .poll(async () => (await api.get('/duplicates')).data.some((pair: any) => [pair.one.id, pair.other.id].includes(id)), { timeout: 20_000 })
    .toBe(true);
  return (await api.get('/duplicates')).data.find((pair: any) => [pair.one.id, pair.other.id].includes(id));
}

test('a double is found, merged field by field, and the merge undone', { tag: '@both' }, async ({ page, api }) => {
  const first = await api.post('/parties', { name: 'Nguyễn Thị Khánh Quỳnh', phones: ['0935 771 204'], tags: ['Sỉ'] });
  const second = await api.post('/parties', { name: 'QUYNH NGUYEN THI KHANH', phones: ['+84 935771204'], note: 'Giao sau 17 giờ' });
  await api.post('/tasks', { title: 'Gọi chị Quỳnh', party_id: second.id });
  await pairOf(api, second.id);

  await page.goto('/duplicates');
  const pair = page.locator('section.panel', { hasText: 'QUYNH NGUYEN THI KHANH' });
  await expect(pair).toContainText('Cùng số điện thoại');
  await pair.getByRole('link', { name: 'So sánh và gộp' }).click();
  await expect(page.locator('main')).toContainText('1 việc');
  await page.getByRole('button', { name: 'Gộp', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/parties/${first.id}$`));
  await expect(page.locator('main')).toContainText('Gọi chị Quỳnh');

  await page.goto(`/parties/${first.id}/history`);
  await page.getByRole('button', { name: 'Hoàn tác gộp' }).click();
  await page.locator('#confirm button').last().click();
  await expect(page).toHaveURL(new RegExp(`/parties/${second.id}$`));
  await expect(page.locator('main')).toContainText('Gọi chị Quỳnh');
  await page.goto(`/parties/${first.id}`);
  await expect(page.locator('main')).not.toContainText('Gọi chị Quỳnh');
});

test('two products are found to be one, merged with what was sold of them, and made two again', { tag: '@both' }, async ({ page, api }) => {
  const name = `Cầu Đất mật ong ${Date.now() % 100_000}`;
  const first = await api.post('/products', { name, unit: 'kg' });
  const second = await api.post('/products', { name: name.toUpperCase(), sku: `CDM-${Date.now() % 100_000}`, unit: 'bịch' });
  const party = await api.post('/parties', { name: 'Quán Sương Sớm', kind: 'organization' });
  await api.post('/orders', { party_id: party.id, lines: [{ product_id: second.id, text: name, quantity: 2, unit_price: 180_000 }] });
  await api.post('/duplicates/scans', {});
  const pairs = async (): Promise<any[]> => (await api.get('/duplicates?kind=products')).data;
  await expect.poll(async () => (await pairs()).some((pair) => pair.other.id === second.id), { timeout: 20_000 }).toBe(true);

  await page.goto('/duplicates');
  await page.getByRole('navigation', { name: 'Loại hồ sơ' }).getByRole('link', { name: /Sản phẩm/ }).click();
  const pair = page.locator('section.panel', { hasText: second.sku });
  await expect(pair).toContainText('Cùng tên');
  await expect(pair).toContainText('Khác Đơn vị');
  await pair.getByRole('link', { name: 'So sánh và gộp' }).click();
  await expect(page.locator('main')).toContainText('1 dòng trong đơn hàng');
  await page.locator('input[name=take_unit][value=loser]').check();
  await page.getByRole('button', { name: 'Gộp', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${first.id}$`));
  const merged = await api.get(`/products/${first.id}`);
  expect([merged.sku, merged.unit]).toEqual([second.sku, 'bịch']);

  await page.goto(`/lists/products/records/${first.id}/history`);
  await page.getByRole('button', { name: 'Hoàn tác gộp' }).click();
  await page.locator('#confirm button').last().click();
  await expect(page).toHaveURL(new RegExp(`${second.id}$`));
  const apart = await api.get(`/products/${first.id}`);
  expect([apart.sku, apart.unit]).toEqual([null, 'kg']);
});

test('from the page of a product its double is looked up by name', async ({ page, api }) => {
  const name = `Bình ủ ${Date.now() % 100_000}`;
  const [first, second] = [await api.post('/products', { name }), await api.post('/products', { name: `${name} lạnh` })];
  await page.goto(`/products/${first.id}`);
  await page.getByRole('link', { name: 'Gộp với hồ sơ trùng' }).click();
  await page.locator('#loser').fill(`${name} lanh`);
  await page.getByRole('option', { name: `${name} lạnh` }).click();
  await page.getByRole('button', { name: 'So sánh và gộp' }).click();
  await expect(page).toHaveURL(new RegExp(`loser=${second.id}$`));
  await expect(page.locator('main')).toContainText('Hồ sơ giữ lại');
});

test('who is known already is said while the name is typed', async ({ page, api }) => {
  await api.post('/parties', { name: 'Đỗ Trần Bảo Trâm', phones: ['0935 660 118'] });
  await page.goto('/parties/new');
  await page.fill('[name=name]', 'do tran bao tram');
  await page.fill('[name=phones]', '0935660118');
  await expect(page.locator('#known')).toContainText('Đỗ Trần Bảo Trâm');
});

test('the warning while typing is said to a screen reader and reached by keyboard, and Enter still saves at once', async ({ page, api }) => {
  const known = await api.post('/parties', { name: 'Phùng Gia Khiêm', phones: ['0935 660 229'] });
  await page.goto('/parties/new');
  await page.fill('[name=name]', 'phung gia khiem');
  await page.fill('[name=phones]', '0935660229');
  const warning = page.locator('#known[aria-live=polite]');
  await expect(warning).toContainText('Phùng Gia Khiêm');
  await expect(page.locator('[name=phones]')).toBeFocused();
  const link = warning.getByRole('link', { name: 'Phùng Gia Khiêm' });
  for (let presses = 0; presses < 15 && !(await link.evaluate((element) => element === document.activeElement)); presses++) {
    await page.keyboard.press('Shift+Tab');
  }
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/parties/${known.id}$`));
  // A question that is under way does not swallow the key that saves.
  await page.route('**/parties/known', async (route) => {
    await new Promise((done) => setTimeout(done, 1500));
    await route.continue().catch(() => {});
  });
  await page.goto('/parties/new');
  const asked = page.waitForRequest('**/parties/known');
  await page.fill('[name=name]', 'Lưu Ngay Lập Tức');
  await asked;
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(/Lưu Ngay Lập Tức/);
});
