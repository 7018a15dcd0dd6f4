// How a page is judged: by the accessibility rules, by the narrowest phone, by its weight.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { APIRequestContext, Page } from '@playwright/test';

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

/** Compressed size of the stylesheets and scripts that a page loads. */
export async function firstLoad(page: Page, request: APIRequestContext): Promise<number> {
  const addresses = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map((link) => link.href)
      .concat([...document.querySelectorAll<HTMLScriptElement>('script[src]')].map((script) => script.src)));
  let sum = 0;
  for (const address of new Set(addresses)) sum += weight(await (await request.get(address)).body());
  return sum;
}
