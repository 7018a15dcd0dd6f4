// Every htmx request that changes something carries the token of the page. When a request fails without an
// answer, the person hears of it and what was typed stays where it is.
import { all, one } from './page.js';
import { showTemplate } from './toasts.js';

document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  if (ctx.request.method === 'GET') return;
  ctx.request.headers['X-CSRF-Token'] = one('meta[name=csrf]')?.content ?? '';
  // Files take as long as the line needs.
  const { body } = ctx.request;
  if (body instanceof FormData && [...body.values()].some((value) => value.size)) ctx.request.timeout = '30m';
});

// The session has ended: nothing was taken. The page stays with what was typed and chosen, and says so.
document.addEventListener('htmx:before:response', (event) => {
  if (!event.detail.ctx.response.headers?.get('x-session-ended') || !one('template#ended')) return;
  event.preventDefault();
  showTemplate('ended');
});

document.addEventListener('htmx:error', ({ detail }) => {
  if (detail.ctx) showTemplate(navigator.onLine ? 'failed' : 'offline');
});

// Every answer to htmx is a fragment or a page with our frame. A page without it is sign-in or the like, where a
// redirect has led: it needs the whole window. A page of an error never lands in a small target.
document.addEventListener('htmx:before:swap', (event) => {
  const { response, text = '', target, sourceElement } = event.detail.ctx;
  if (response.headers?.get('x-csrf-stale') && one('template#renewed')) {
    event.preventDefault();
    takeToken();
    return;
  }
  if (!/^\s*<!doctype/i.test(text)) return;
  if (!/<body class="app"/.test(text)) {
    event.preventDefault();
    // A refusal of a form that somebody filled in: the form stays, with the reason.
    if (response.status >= 400 && sourceElement?.matches?.('form[data-draft]')) {
      return showTemplate('failed', new DOMParser().parseFromString(text, 'text/html').title);
    }
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
