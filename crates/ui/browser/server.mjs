// Serves the gallery and the built assets to the browser tests, under the content policy of the product. The
// few answers that a test needs from a server are made here; nothing is kept.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const dist = fileURLToPath(new URL('../assets/dist/', import.meta.url));
const POLICY = "default-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'; base-uri 'none'";
const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', woff2: 'font/woff2' };
const PAGES = ['components', 'today', 'customer', 'contacts', 'setup'];

const pages = new Map();

function gallery(name, theme) {
  const key = `${name} ${theme}`;
  if (!pages.has(key)) {
    const args = ['run', '-q', '-p', 'quen-ui', '--example', 'gallery', '--', name, theme];
    pages.set(key, execFileSync('cargo', args, { cwd: root, encoding: 'utf8' }));
  }
  return pages.get(key);
}

const ANSWERS = {
  'GET /find': () => [200, '<div role="group" aria-labelledby="g"><div class="group" id="g">Khách</div><a role="option" id="g-0" tabindex="-1" href="/contacts" aria-selected="false">Hồng Ngọc</a></div>'],
  'GET /contacts/7/peek': () => [200, '<header><button class="icon-button" type="button" data-close aria-label="Đóng">×</button></header><div class="body"><h2 tabindex="-1" autofocus>Huỳnh Tấn Lộc</h2></div>'],
  'GET /contacts/7/edit': () => [200, '<form class="editable editing" id="f-phone" hx-post="/contacts/7/phone" hx-target="this" hx-swap="outerHTML" data-view="/contacts/7/phone/view"><input class="input" name="phone" value="0905 218 467" aria-label="Di động" autofocus></form>'],
  'GET /contacts/7/phone/view': () => [200, '<a class="editable" id="f-phone" href="/contacts/7/edit">0905 218 467</a>'],
  'POST /contacts/7/phone': (body) => [200, `<a class="editable" id="f-phone" href="/contacts/7/edit">${new URLSearchParams(body).get('phone').replace(/[<&]/g, '')}</a>`],
  'POST /contacts/7/interactions': () => [200, '<hx-partial hx-target="#toasts" hx-swap="beforeend"><div class="toast"><span>Đã ghi</span></div></hx-partial>'],
  'POST /contacts/7/erasure': () => [200, '<hx-partial hx-target="#toasts" hx-swap="beforeend"><div class="toast"><span>Đã xóa</span></div></hx-partial>'],
  'GET /surveys': () => [200, gallery('setup', '')],
  'GET /parties/choices': (body, url) => [200, `<div role="option" id="party-0" data-value="7" data-text="Hồng Ngọc" aria-selected="false">Hồng Ngọc, tìm “${url.searchParams.get('q')}”</div>`],
  'POST /imports': () => [422, gallery('setup', '').replace(/<h1>.*?<\/h1>/, '<h1>Tệp này không đọc được</h1>')],
  'PATCH /deals/3/position': () => [200, '<hx-partial hx-target="#lane-b-total" hx-swap="innerHTML"><b>128 tr</b></hx-partial>'],
};

createServer((request, response) => {
  const url = new URL(request.url, 'http://gallery');
  let body = '';
  request.on('data', (part) => (body += part));
  request.on('end', () => {
    const [status, type, content] = answer(request, url, body);
    response.writeHead(status, { 'content-type': type, 'content-security-policy': POLICY });
    response.end(content);
  });
}).listen(Number(process.env.PORT ?? 8391), '127.0.0.1');

function answer(request, url, body) {
  const made = ANSWERS[`${request.method} ${url.pathname}`];
  if (made) {
    if (request.method !== 'GET' && request.headers['x-csrf-token'] !== 'sample') return [403, 'text/html', 'no token'];
    const [status, content] = made(body, url);
    return [status, 'text/html; charset=utf-8', content];
  }
  if (url.pathname.startsWith('/static/')) return asset(url.pathname.slice(8));
  const name = url.pathname.slice(1) || 'components';
  if (!PAGES.includes(name)) return [404, 'text/html', 'no such page'];
  const theme = url.searchParams.get('theme') ?? '';
  return [200, 'text/html; charset=utf-8', gallery(name, theme)];
}

function asset(name) {
  const plain = name.replace(/-[0-9a-f]{12}\./, '.');
  return [200, TYPES[plain.split('.').pop()] ?? 'text/plain', readFileSync(dist + plain)];
}
