// An order is written down and the customer's figures know it at once.
import { expect, test } from './quen.ts';

test('an order written by hand stands in the figures and the story of its customer', { tag: '@both' }, async ({ page, api }) => {
  const party = await api.post('/parties', { name: 'Ngô Đức Thịnh', phones: ['0914 700 218'] });
  await page.goto('/orders/new');
  await page.fill('[name=customer]', '0914700218');
  await page.fill('[name="lines.0.text"]', 'Phin nhôm');
  await page.fill('[name="lines.0.quantity"]', '4');
  await page.fill('[name="lines.0.unit_price"]', '85k');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);
  await expect(page.locator('main')).toContainText('340.000');
  const confirm = page.getByRole('button', { name: 'Chốt' });
  if (await confirm.count()) await confirm.click();
  await page.goto(`/parties/${party.id}`);
  await expect(page.locator('.tiles')).toContainText('340');
  await expect(page.locator('#timeline')).toContainText('Phin nhôm');
});
