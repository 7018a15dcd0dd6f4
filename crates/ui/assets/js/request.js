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

// A page of an error must never land in a small target: without a fragment only the message is shown.
document.addEventListener('htmx:before:swap', (event) => {
  const { response, text, target } = event.detail.ctx;
  if (response?.status >= 500 && /^\s*<!doctype/i.test(text ?? '') && target?.id !== 'main') {
    event.preventDefault();
    showTemplate('failed');
  }
});
