// The demo business as a newcomer meets it: full pages, fitted figures, nothing cut off. QUEN_SERVE=demo starts it.
import { judge } from './looks.ts';
import { Api, expect, makeToken, test as base } from './quen.ts';

const DEMO = { email: 'khoi@suongmai.vn', password: 'ca-phe-sua-da' };

const test = base.extend({
  page: async ({ page }, use) => {
    await page.goto('/sign-in');
    await page.fill('[name=email]', DEMO.email);
    await page.fill('[name=password]', DEMO.password);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/today/);
    await use(page);
  },
});

test.beforeAll(() => makeToken());

async function bestCustomer(api: Api): Promise<string> {
  const { data } = await api.get('/parties?limit=1&sort=-spend');
  return data[0].id;
}

test('the first fit is there, and says what the base is worth', async ({ page, api }) => {
  const { model } = await api.get('/analytics/model');
  expect(model.status).toBe('ok');
  expect(model.customers).toBeGreaterThan(500);
  const worth = await api.get('/analytics/equity');
  expect(worth.customers).toBe(model.customers);
  const best = await api.get(`/parties/${await bestCustomer(api)}`);
  expect(best.p_alive).toBeGreaterThan(0);
  await page.goto('/analytics');
  await expect(page.locator('#main svg').first()).toBeVisible();
});

test('today tells whom to talk to and why', async ({ page }) => {
  const lines = page.locator('#main ol.agenda > li');
  await expect(lines.nth(4)).toBeVisible();
});

for (const path of ['/today', '/parties?sort=-spend', '/analytics', '/orders', '/tasks', '/promises', '/care', '/care/settled', '/duplicates']) {
  test(`${path} is fit to be seen when it is full`, async ({ page }) => judge(page, path));
}

test('a customer of many orders is fit to be seen', async ({ page, api }) => judge(page, `/parties/${await bestCustomer(api)}`));
