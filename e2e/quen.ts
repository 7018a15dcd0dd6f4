// What every journey starts from: the owner, a program with a token, and a browser that fails the test when a page
// throws, asks for what the content policy forbids, or gets a 5xx.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test as base, type APIRequestContext, type Page } from '@playwright/test';

export const OWNER = { business: 'Sương Mai Coffee', name: 'Trần Minh Khôi', email: 'khoi@suongmai.vn', password: 'rang vừa, xay mịn' };
export const PHONE = { width: 390, height: 844 };
export const SESSION = `${process.env.QUEN_DATA_DIR}/session.json`;
/** Files of a business as it has them in its spreadsheet. */
export const SAMPLES = fileURLToPath(new URL('../docs/samples', import.meta.url));
const TOKEN = `${process.env.QUEN_DATA_DIR}/token`;

/** An instant so many days ago, as the API writes it. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().replace(/\.\d+/, '');
}

/** Runs the program beside the server, on the same data. */
export function quen(...args: string[]): string {
  return execFileSync(process.env.QUEN_BIN!, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}

/** Makes the token that `api` uses. */
export function makeToken(): void {
  writeFileSync(TOKEN, quen('token', 'create', '--email', OWNER.email, '--name', 'e2e', '--scopes', 'read,write,admin'));
}

/** The JSON API as a program sees it. */
export class Api {
  constructor(private readonly request: APIRequestContext) {}

  async get(path: string): Promise<any> {
    return this.answer(await this.request.get(`/api/v1${path}`));
  }

  async post(path: string, data: object): Promise<any> {
    return this.answer(await this.request.post(`/api/v1${path}`, { data }));
  }

  /** Sends a file as it is. */
  async upload(path: string, file: string): Promise<any> {
    const name = encodeURIComponent(file.split('/').pop()!);
    return this.answer(await this.request.post(`/api/v1${path}&name=${name}`, { data: readFileSync(file) }));
  }

  async patch(path: string, data: object): Promise<any> {
    return this.answer(await this.request.patch(`/api/v1${path}`, { data }));
  }

  private async answer(response: Awaited<ReturnType<APIRequestContext['get']>>): Promise<any> {
    const text = await response.text();
    expect(response.ok(), `${response.url()} answered ${response.status()}: ${text}`).toBe(true);
    return text ? JSON.parse(text) : null;
  }
}

/** What went wrong in the pages of a test. */
export class Problems {
  private readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [];

  watch(page: Page): void {
    page.on('pageerror', (error) => this.seen.push(`thrown: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && this.seen.push(`${message.text()} at ${page.url()}`));
    page.on('response', (response) => response.status() >= 500 && this.seen.push(`${response.status()} of ${response.url()}`));
  }

  /** A refusal that the test is about: the browser reports each 4xx as an error of its own. */
  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  left(): string[] {
    return this.seen.filter((line) => !this.allowed.some((pattern) => pattern.test(line)));
  }
}

export const test = base.extend<{ problems: Problems; api: Api }>({
  problems: [async ({ context }, use) => {
    const problems = new Problems();
    context.on('page', (page) => problems.watch(page));
    await use(problems);
    expect(problems.left()).toEqual([]);
  }, { auto: true }],

  api: async ({ playwright }, use) => {
    const request = await playwright.request.newContext({
      baseURL: process.env.QUEN_URL,
      extraHTTPHeaders: { authorization: `Bearer ${readFileSync(TOKEN, 'utf8')}` },
    });
    await use(new Api(request));
    await request.dispose();
  },
});

export { expect };
