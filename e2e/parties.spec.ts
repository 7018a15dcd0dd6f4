// A customer is entered once and found by whatever one remembers.
import { expect, test } from './quen.ts';

test('a customer is entered, and found without marks and by the last digits', { tag: '@both' }, async ({ page }) => {
  await page.goto('/parties/new');
  await page.fill('[name=name]', 'Nguyễn Thùy Linh');
  await page.fill('[name=phones]', '0935.218.461');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(/Nguyễn Thùy Linh/);
  await expect(page.locator('main')).toContainText('0935 218 461');
  for (const question of ['nguyen', 'thuy linh', '461', '0935218']) {
    await page.goto(`/parties?q=${encodeURIComponent(question)}`);
    await expect(page.locator('main'), question).toContainText('Nguyễn Thùy Linh');
  }
});

test('a form that is refused keeps what was typed and says what is wrong at the field', async ({ page, problems }) => {
  problems.allow(/status of 422/);
  await page.goto('/parties/new');
  await page.fill('[name=name]', 'Lê Gia Hân');
  await page.fill('[name=phones]', 'không có');
  await page.keyboard.press('Enter');
  await expect(page.locator('[name=phones]')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('[name=name]')).toHaveValue('Lê Gia Hân');
});

test('what is missing in a record is one press away: in its place on a customer, at its field in the form of a project', async ({ page, api }) => {
  const party = await api.post('/parties', { name: 'Thiếu Thị Số' });
  await page.goto(`/parties/${party.id}`);
  const quality = page.locator('#record-quality');
  await expect(quality).toContainText('Chất lượng hồ sơ');
  await quality.getByRole('link', { name: 'Không có cách liên hệ' }).click();
  await expect(page.locator('#f-phones input[name=phones]')).toBeFocused();
  await page.keyboard.type('0905 218 467');
  await page.keyboard.press('Enter');
  await expect(page.locator('#f-phones')).toContainText('0905 218 467');
  await expect(quality.getByRole('link', { name: 'Không có cách liên hệ' })).toHaveCount(0);
  const project = await api.post('/projects', { name: 'Quầy pha', party_id: party.id });
  await page.goto(`/projects/${project.id}`);
  await page.locator('#record-quality').getByRole('link', { name: /^Hạn/ }).click();
  await expect(page.locator('#due_on')).toBeFocused();
});
