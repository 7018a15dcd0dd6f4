// After the page body has been exchanged: the focus moves to it, its title is said, and the sidebar marks where
// we are (main says so in data-current).
import { all, one, swapTarget } from './page.js';

document.addEventListener('htmx:after:swap', (event) => {
  const main = swapTarget(event)?.id === 'main' ? one('#main') : null;
  if (!main) return;
  if (!main.contains(document.activeElement) || document.activeElement === document.body) main.focus({ preventScroll: true });
  mark(main.dataset.current);
  if (!event.detail.ctx.sourceElement?.matches?.('[data-search]')) scrollTo(0, 0);
  // htmx sets the title just after the swap.
  setTimeout(() => (one('#said').textContent = document.title), 60);
});

function mark(href) {
  for (const link of all('.sidebar .nav-item, .tab-bar a, .sheet-nav .nav-item')) {
    if (href && link.getAttribute('href') === href) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}
