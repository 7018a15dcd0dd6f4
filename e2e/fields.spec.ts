// Fields of the workspace's own as a form is filled in: what a condition asks for comes and goes at once, and a record that is there
// already is told of while its name is typed.
import { expect, test } from './quen.ts';

test('a conditional field comes and goes with what is chosen, and a known name is told of', async ({ page, api }) => {
  const word = `rents${Date.now()}`;
  await api.post('/kinds', { name: word, one_vi: 'Hợp đồng thuê', one_en: 'Rent', many_en: 'Rents', icon: 'coffee' });
  await api.post('/fields', { noun: word, name: 'state', label_vi: 'Tình trạng', type: 'choice', choices: ['Đang thuê', 'Đã trả'] });
  const back = { field: 'custom.state', op: 'eq', value: 'da_tra' };
  await api.post('/fields', { noun: word, name: 'why', label_vi: 'Lý do trả', type: 'text', shown_when: back });
  await api.post(`/${word}`, { name: 'Thuê máy ở Hội An' });
  await page.goto(`/records/${word}/new`);
  await expect(page.getByLabel('Lý do trả')).toHaveCount(0);
  await page.getByLabel('Tình trạng').selectOption({ label: 'Đã trả' });
  await page.getByLabel('Lý do trả').fill('Chuyển nhà');
  await page.getByLabel('Tình trạng').selectOption({ label: 'Đang thuê' });
  await expect(page.getByLabel('Lý do trả')).toHaveCount(0);
  await page.locator('[name=name]').pressSequentially('Thuê máy ở Hội An');
  await expect(page.locator('#known a')).toHaveText(/Thuê máy ở Hội An/);
});
