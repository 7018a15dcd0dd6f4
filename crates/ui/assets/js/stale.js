// Live updates never change what someone is typing in: the part stays and only says that it is out of date
// (data-stale, which the stylesheet shows) until the field is left.
import { one, swapTarget } from './page.js';

document.addEventListener('htmx:before:swap', ({ detail: { ctx, tasks } }) => {
  if (!ctx.sourceElement?.matches?.('[hx-sse\\:connect]')) return;
  // htmx works through this list after the event, so what must wait is taken out of it.
  for (const task of tasks.filter(isBeingEdited)) {
    elementOf(task).dataset.stale = '';
    tasks.splice(tasks.indexOf(task), 1);
  }
});

document.addEventListener('htmx:after:swap', (event) => swapTarget(event)?.removeAttribute?.('data-stale'));

const elementOf = ({ target }) => (typeof target === 'string' ? one(target) : target);

function isBeingEdited(task) {
  const field = document.activeElement;
  return field?.matches('input, textarea, select') && elementOf(task)?.contains(field);
}
