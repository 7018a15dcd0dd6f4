// Everything is found from the keyboard, without marks and by what one remembers.
import { expect, test } from './quen.ts';

test('the palette finds people without marks and by the last digits, and goes there', async ({ page, api }) => {
  await api.post('/parties', { name: 'Nguyễn Thị Ánh Hồng', phones: ['0935 447 812'] });
  await page.goto('/today');
  await page.keyboard.press('Control+k');
  const found = page.locator('#palette #found-records');
  await page.keyboard.type('nguyen thi anh hong');
  await expect(found).toContainText('Nguyễn Thị Ánh Hồng');
  await page.locator('#palette input').fill('7812');
  await expect(found).toContainText('Nguyễn Thị Ánh Hồng');
  await expect(page.locator('#palette [aria-selected=true]')).toContainText('Nguyễn Thị Ánh Hồng');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(/Nguyễn Thị Ánh Hồng/);
  await page.keyboard.press('Control+k');
  await page.locator('#palette input').fill('don hang');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/orders/);
});
