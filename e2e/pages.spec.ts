// Every page, in both themes and on phones: reachable for everybody, within its weight, nothing cut off, no page forgotten.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { judge } from './looks.ts';
import { NO_PAGES, PAGES, STATES, STRANGERS, address, makeSample, strangersAddress, type Sample } from './pages.ts';
import { expect, test } from './quen.ts';

/** Addresses that the router answers to GET, read from the source of the pages. */
function routes(): string[] {
  const root = fileURLToPath(new URL('../crates/html/src/', import.meta.url));
  const found: string[] = [];
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.rs'))) {
    const source = readFileSync(root + file, 'utf8');
    expect(source, `${file}: nested routers are not read here`).not.toMatch(/\.nest\(/);
    for (const part of source.split('.route(').slice(1)) {
      const [, path] = /^\s*"([^"]+)"/.exec(part) ?? [];
      // The download of a list is the same for every kind: its address is made from the kind's word.
      if (!path && file === 'exports.rs') continue;
      expect(path, `${file}: an address that is not written out`).toBeTruthy();
      // The list of a kind answers to GET, whatever is chained behind it.
      if (/\b(get|list_of)\(/.test(balanced(part))) found.push(path);
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
    test(`${route} is fit to be seen`, async ({ page }) => judge(page, strangersAddress(route)));
  }
});
