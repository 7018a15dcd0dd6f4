// Moving between pages. After the page body has been exchanged: the focus moves to it, its title is said, and the sidebar marks
// where we are (main says so in data-current).
import { all, one, swapTarget } from './page.js';

// Going back and forward: htmx would drop the second of two quick steps while the first is still on its way, and leave the page
// of the first under the address of the second. Here the newer question takes the place of the older one.
document.addEventListener('htmx:before:history:restore', (event) => {
  const source = one('#returning');
  if (!source) return;
  event.preventDefault();
  const headers = { 'HX-History-Restore-Request': 'true' };
  htmx.ajax('GET', event.detail.path, { source, target: '#main', select: '#main', swap: 'outerSync', push: 'false', headers });
});

document.addEventListener('htmx:after:swap', (event) => {
  const main = swapTarget(event)?.id === 'main' ? one('#main') : null;
  if (!main) return;
  const { request, sourceElement } = event.detail.ctx;
  if (!main.contains(document.activeElement) || document.activeElement === document.body) main.focus({ preventScroll: true });
  mark(main.dataset.current);
  if (!sourceElement?.matches?.('[data-search]')) scrollTo(0, 0);
  // htmx sets title and address just after the swap. A link to a field of the page leads there.
  setTimeout(() => {
    one('#said').textContent = document.title;
    if (request?.method === 'GET' && location.hash) document.getElementById(location.hash.slice(1))?.focus();
  }, 60);
});

function mark(href) {
  for (const link of all('.sidebar .nav-item, .tab-bar a, .sheet-nav .nav-item')) {
    if (href && link.getAttribute('href') === href) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}
