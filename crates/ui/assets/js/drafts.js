// What is typed into a form with data-draft is kept on the server, for this person alone. While the server cannot be reached,
// or the session has ended, it waits in this tab; the next person who signs in here never sees it.
import { all, onContent, one } from './page.js';

const AFTER_MS = 700;
const PREFIX = 'draft:';
const waiting = new Map();
const me = () => document.body.dataset.user;
const keyOf = (form) => `${PREFIX}${me()}:${form.dataset.draft}`;
const formOf = (target) => target.closest?.('form[data-draft]');
const kept = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
const forget = (which) => kept().filter(which).forEach((key) => sessionStorage.removeItem(key));

for (const name of ['input', 'change']) {
  document.addEventListener(name, ({ target }) => {
    const form = formOf(target);
    if (!form || target.matches('[type=password], [type=file]')) return;
    stop(form);
    waiting.set(form, { timer: setTimeout(() => send(form), AFTER_MS) });
  });
}

// Sent: what stands in it waits in this tab until the server has answered. A draft that is still on its way must not come after.
document.addEventListener('submit', ({ target }) => {
  const form = formOf(target);
  if (!form) return;
  stop(form);
  sessionStorage.setItem(keyOf(form), typed(form).toString());
}, true);

document.addEventListener('htmx:after:request', ({ detail: { ctx } }) => {
  const form = ctx.sourceElement?.closest?.('form[data-draft]');
  const { headers, status } = ctx.response;
  // A session that has ended answers with the way to the sign-in: nothing was taken yet.
  if (!form || ctx.request.method === 'GET' || headers?.get('hx-redirect') || headers?.get('x-csrf-stale') || status >= 500) return;
  sessionStorage.removeItem(keyOf(form));
});

// Whoever leaves the page before it was kept: it goes at once.
addEventListener('pagehide', () => [...waiting.keys()].forEach((form) => send(form, true)));
document.addEventListener('htmx:before:swap', ({ detail: { ctx } }) => {
  if (formOf(ctx.sourceElement ?? document.body)) return;
  [...waiting.keys()].forEach((form) => send(form, true));
});

document.addEventListener('submit', ({ target }) => target.matches('[action="/sign-out"]') && forget(() => true), true);

// What waits from before goes to the server now; what somebody else left in this tab goes away.
onContent((root) => {
  if (root !== document || !me()) return;
  forget((key) => !key.startsWith(`${PREFIX}${me()}:`));
  for (const key of kept()) hand(key);
});

function stop(form) {
  const { timer, request } = waiting.get(form) ?? {};
  clearTimeout(timer);
  request?.abort();
  waiting.delete(form);
}

function typed(form) {
  const secret = new Set(all('[type=password], [type=file], [name=csrf]', form).map((field) => field.name));
  return new URLSearchParams([...new FormData(form)].filter(([name, value]) => !secret.has(name) && typeof value === 'string'));
}

async function send(form, keepalive = false) {
  stop(form);
  const body = typed(form);
  const request = new AbortController();
  if (!keepalive) waiting.set(form, { request });
  const said = await post(body, keepalive ? { keepalive } : { signal: request.signal });
  if (request.signal.aborted) return;
  if (waiting.get(form)?.request === request) waiting.delete(form);
  if (said === null) return sessionStorage.setItem(keyOf(form), body.toString());
  const note = one('[data-draft-note]', form);
  if (note && said) note.textContent = said;
}

// The server's words, or nothing when it did not take it.
async function post(body, options) {
  const headers = { 'X-CSRF-Token': one('meta[name=csrf]')?.content ?? '' };
  try {
    const answer = await fetch('/drafts', { method: 'POST', body, headers, ...options });
    return answer.ok && !answer.redirected ? await answer.text() : null;
  } catch {
    return null;
  }
}

async function hand(key) {
  const body = new URLSearchParams(sessionStorage.getItem(key));
  if ((await post(body)) === null) return;
  sessionStorage.removeItem(key);
  // The page was made before the draft had come: it is asked for again, and offers it.
  const form = one(`form[data-draft="${CSS.escape(body.get('draft'))}"]`);
  if (form && !waiting.has(form)) htmx.ajax('GET', location.href, { target: '#main', select: '#main', swap: 'outerMorph' });
}
