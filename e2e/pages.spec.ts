// Every page, in both themes and on phones: reachable for everybody, within its weight, nothing cut off, no page forgotten.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { firstLoad, sideways, violations, weight } from './looks.ts';
import { NO_PAGES, PAGES, STATES, STRANGERS, address, makeSample, type Sample } from './pages.ts';
import { PHONE, expect, test } from './quen.ts';

const MAX_PAGE_KB = 15;
const MAX_FIRST_LOAD_KB = 60;

/** Addresses that the router answers to GET, read from the source of the pages. */
function routes(): string[] {
  const root = fileURLToPath(new URL('../crates/html/src/', import.meta.url));
  const found: string[] = [];
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.rs'))) {
    const source = readFileSync(root + file, 'utf8');
    expect(source, `${file}: nested routers are not read here`).not.toMatch(/\.nest\(/);
    for (const part of source.split('.route(').slice(1)) {
      const [, path] = /^\s*"([^"]+)"/.exec(part) ?? [];
      expect(path, `${file}: an address that is not written out`).toBeTruthy();
      if (/\bget\(/.test(balanced(part))) found.push(path);
    }
  }
  return found.sort();
}

/** The text up to the parenthesis that closes it. */
function balanced(text: string): string {
  let depth = 1;
  const end = [...text].findIndex((letter) => (depth += letter === '(' ? 1 : letter === ')' ? -1 : 0) === 0);
  return text.slice(0, end);
}

test('the list of pages is the router\'s', () => {
  expect([...PAGES, ...STRANGERS, ...Object.keys(NO_PAGES)].sort()).toEqual(routes());
});

/** Looks at the page from all sides. */
async function judge(page: Page, path: string): Promise<void> {
  const html = await (await page.goto(path))!.text();
  expect.soft(weight(html), `${path}: KB of the page`).toBeLessThanOrEqual(MAX_PAGE_KB);
  expect.soft(await firstLoad(page, page.request), `${path}: KB of stylesheets and scripts`).toBeLessThanOrEqual(MAX_FIRST_LOAD_KB);
  expect.soft(await violations(page), `${path}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect.soft(await violations(page), `${path}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(PHONE);
  expect.soft(await violations(page), `${path}, phone`).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect.soft(await sideways(page), `${path}: pixels beyond the edge at 320`).toBeLessThanOrEqual(0);
}

test.describe('signed in', () => {
  let sample: Sample;
  test.beforeEach(async ({ api, problems }) => {
    sample ??= await makeSample(api);
    problems.allow(/status of 404/);
  });
  for (const route of [...PAGES, ...STATES]) {
    test(`${route} is fit to be seen`, async ({ page }) => judge(page, address(route, sample)));
  }
});

test.describe('a stranger', () => {
  test.use({ storageState: { cookies: [], origins: [] } });
  for (const route of STRANGERS) {
    test(`${route} is fit to be seen`, async ({ page }) => judge(page, route));
  }
});
