// How a page is judged: by the accessibility rules, by the narrowest phone, by its weight.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { expect, type APIRequestContext, type Page } from '@playwright/test';
import { PHONE } from './quen.ts';

const MAX_PAGE_KB = 15;
const MAX_FIRST_LOAD_KB = 60;

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Violations, each with its places. */
export async function violations(page: Page): Promise<string[]> {
  // Let entrances end: a half transparent toast has half the contrast.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  // Run in the page's own world as a tool, past the content policy.
  await page.evaluate(AXE);
  return page.evaluate(async (rules) => {
    const result = await (globalThis as any).axe.run(document, { runOnly: rules });
    return result.violations.map((v: any) => `${v.id}: ${v.nodes.map((n: any) => n.target.join(' ')).join(', ')}`);
  }, RULES);
}

/** Pixels by which the page is wider than its window. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Compressed size of a text, in kilobytes. */
export function weight(text: string | Buffer): number {
  return gzipSync(text, { level: 9 }).length / 1024;
}

/** Judges a page from all sides, where it stands after `path` was opened. */
export async function judge(page: Page, path: string): Promise<void> {
  const answer = (await page.goto(path))!;
  // As it came over the wire, compressed as the browser asked for it.
  const { responseBodySize } = await answer.request().sizes();
  expect.soft(responseBodySize / 1024, `${path}: KB of the page`).toBeLessThanOrEqual(MAX_PAGE_KB);
  expect.soft(await firstLoad(page, page.request), `${path}: KB of stylesheets and scripts`).toBeLessThanOrEqual(MAX_FIRST_LOAD_KB);
  expect.soft(await violations(page), `${path}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect.soft(await violations(page), `${path}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(PHONE);
  expect.soft(await violations(page), `${path}, phone`).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect.soft(await sideways(page), `${path}: pixels beyond the edge at 320`).toBeLessThanOrEqual(0);
  if (process.env.QUEN_LOOK) await look(page, path);
}

/** Pictures for the eye, in test-results/look. */
async function look(page: Page, path: string): Promise<void> {
  const name = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '') || 'home';
  const take = (kind: string, fullPage = false) => page.screenshot({ path: `test-results/look/${name}${kind}.png`, fullPage });
  await page.setViewportSize(PHONE);
  await take('-phone', true);
  await page.setViewportSize({ width: 1440, height: 900 });
  await take('');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take('-dark');
}

/** Compressed size of the stylesheets and scripts that a page loads. */
export async function firstLoad(page: Page, request: APIRequestContext): Promise<number> {
  const addresses = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map((link) => link.href)
      .concat([...document.querySelectorAll<HTMLScriptElement>('script[src]')].map((script) => script.src)));
  let sum = 0;
  for (const address of new Set(addresses)) sum += weight(await (await request.get(address)).body());
  return sum;
}
