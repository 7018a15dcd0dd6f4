// Every htmx request that changes something carries the token of the page. When a request fails without an
// answer, the person hears of it and what was typed stays where it is.
import { one } from './page.js';
import { showTemplate } from './toasts.js';

document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  if (ctx.request.method !== 'GET') ctx.request.headers['X-CSRF-Token'] = one('meta[name=csrf]')?.content ?? '';
});

document.addEventListener('htmx:error', ({ detail }) => {
  if (detail.ctx) showTemplate(navigator.onLine ? 'failed' : 'offline');
});

// Every answer to htmx is a fragment or a page with our frame. A page without it is sign-in or the like, where a
// redirect has led: it needs the whole window. A page of an error never lands in a small target.
document.addEventListener('htmx:before:swap', (event) => {
  const { response, text = '', target } = event.detail.ctx;
  if (!/^\s*<!doctype/i.test(text)) return;
  if (!/<body class="app"/.test(text)) {
    event.preventDefault();
    location.assign(response.raw.url);
  } else if (response.status >= 500 && target?.id !== 'main') {
    event.preventDefault();
    showTemplate('failed');
  }
});
