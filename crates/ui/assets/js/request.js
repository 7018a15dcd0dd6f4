// Every htmx request that changes something carries the token of the page. When a request fails without an
// answer, the person hears of it and what was typed stays where it is.
import { all, one } from './page.js';
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
  if (response.headers?.get('x-csrf-stale') && one('template#renewed')) {
    event.preventDefault();
    takeToken();
    return;
  }
  if (!/^\s*<!doctype/i.test(text)) return;
  if (!/<body class="app"/.test(text)) {
    event.preventDefault();
    location.assign(response.raw.url);
  } else if (response.status >= 500 && target?.id !== 'main') {
    event.preventDefault();
    showTemplate('failed');
  }
});

// Signing in elsewhere in this browser made the page's token worthless. What was typed stays; the next press goes
// through with the new token, or says that nobody is signed in any more.
async function takeToken() {
  const answer = await fetch(location.href);
  const token = /name="csrf" content="([^"]+)"/.exec(await answer.text())?.[1];
  const signedOut = new URL(answer.url).pathname === '/sign-in';
  if (!token || signedOut) return showTemplate('ended');
  one('meta[name=csrf]').content = token;
  for (const field of all('input[name=csrf]')) field.value = token;
  showTemplate('renewed');
}
