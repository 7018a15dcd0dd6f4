// The button that chooses files: reached and pressed by key, what was chosen named in our own words, taken back again.
import { expect, test } from './quen.ts';

const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('Rang vừa 180.000') });

test('files are chosen by key, named in our own words and taken back', async ({ page }) => {
  await page.goto('/tasks/new');
  const said = page.locator('.attach output');
  await expect(said).toHaveText('');
  await expect(page.locator('[name=title]')).toBeFocused();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator('.attach input').press('Enter')]);
  await chooser.setFiles([file('Báo giá.txt'), file('Mẫu rang.txt')]);
  await expect(said).toHaveText('Báo giá.txt, Mẫu rang.txt');
  await page.getByRole('button', { name: 'Bỏ tệp đã chọn' }).press('Enter');
  await expect(said).toHaveText('');
  await expect(page.locator('.attach input')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Bỏ tệp đã chọn' })).toBeHidden();
});

test('the button of files stands in a small window, and its label is its name', async ({ page, api }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const party = await api.post('/parties', { name: 'Đính Thị Kèm' });
  for (const path of ['/tasks/new', '/promises/new', `/parties/${party.id}`]) {
    await page.goto(path);
    const field = page.locator('.attach input').first();
    await field.setInputFiles(file('Bảng giá rất dài của quý một năm hai nghìn không trăm hai mươi sáu.txt'));
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
    await expect(field).toHaveAccessibleName('Đính kèm tệp');
  }
});
