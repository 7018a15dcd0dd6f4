// Toasts leave after 6 s, after 10 s when they offer an act, and wait while pointed at or focused. Problems
// (data-stay) do not leave by themselves.
import { all, onContent, one } from './page.js';

const list = one('#toasts');

if (list) {
  new MutationObserver(() => all('.toast:not([data-stay])', list).forEach(leave)).observe(list, { childList: true });
  // A page brings its own toasts inside the body; moved into the live region they are read out.
  onContent(() => all('[data-toasts]').forEach((own) => {
    list.append(...own.children);
    own.remove();
  }));
}

document.addEventListener('click', ({ target }) => {
  const done = target.closest('[data-toast-done]');
  // The act itself is htmx's; the toast goes once that has begun.
  if (done) setTimeout(() => done.closest('.toast')?.remove());
});

// Shows the toast kept in <template id="…">, with other words when there are some, unless it is shown already.
export function showTemplate(id, words) {
  const template = one(`template#${id}`);
  if (!template || !list) return;
  const shown = one(`[data-from="${id}"]`, list);
  if (shown && !words) return;
  shown?.remove();
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.dataset.from = id;
  if (words) one('span', toast).textContent = words;
  list.append(toast);
}

function leave(toast) {
  if (toast.dataset.timed) return;
  toast.dataset.timed = '1';
  let left = one('button', toast) ? 10 : 6;
  const clock = setInterval(() => {
    if (toast.isConnected && (toast.matches(':hover, :focus-within') || --left > 0)) return;
    clearInterval(clock);
    toast.remove();
  }, 1000);
}
