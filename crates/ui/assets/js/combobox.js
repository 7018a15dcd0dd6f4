// Searched selects. Arrows walk the choices, Enter or a click takes one, Esc and leaving close the list. Typing
// drops the value chosen before, so that words and value never disagree.
import { all, one } from './page.js';

const boxOf = (element) => element.closest?.('[data-combobox]');
const parts = (box) => ({ value: one('input[type=hidden]', box), field: one('[role=combobox]', box), list: one('[role=listbox]', box) });
const choices = (list) => all('[data-value]', list);

// The server is asked with `q`, whatever the field is called.
document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  const field = ctx.sourceElement;
  if (!boxOf(field) || !ctx.request.body) return;
  ctx.request.body.delete(field.name);
  ctx.request.body.set('q', field.value);
});

document.addEventListener('input', ({ target }) => {
  const box = target.matches?.('[role=combobox]') && boxOf(target);
  if (box) parts(box).value.value = '';
});

document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  const box = boxOf(ctx.sourceElement ?? document.body);
  if (box?.contains(document.activeElement)) show(box, true);
});

document.addEventListener('keydown', (event) => {
  const box = event.target.matches?.('[role=combobox]') && boxOf(event.target);
  if (!box || parts(box).list.hidden) return;
  const found = choices(parts(box).list);
  const at = found.findIndex((choice) => choice.ariaSelected === 'true');
  if (event.key === 'ArrowDown') mark(box, found[(at + 1) % found.length]);
  else if (event.key === 'ArrowUp') mark(box, found[(at - 1 + found.length) % found.length]);
  else if (event.key === 'Enter' && at >= 0) take(box, found[at]);
  else if (event.key === 'Escape') show(box, false);
  else return;
  event.preventDefault();
  event.stopPropagation();
});

// On press, before the field loses its focus and closes the list.
document.addEventListener('mousedown', (event) => {
  const choice = event.target.closest?.('[data-combobox] [data-value]');
  if (!choice) return;
  event.preventDefault();
  take(boxOf(choice), choice);
});

document.addEventListener('focusout', ({ target }) => {
  const box = target.matches?.('[role=combobox]') && boxOf(target);
  if (box) show(box, false);
});

function show(box, open) {
  const { field, list } = parts(box);
  list.hidden = !open;
  field.setAttribute('aria-expanded', open);
  mark(box, open ? choices(list)[0] : null);
}

function mark(box, choice) {
  const { field, list } = parts(box);
  choices(list).forEach((other) => other.setAttribute('aria-selected', other === choice));
  if (choice) field.setAttribute('aria-activedescendant', choice.id);
  else field.removeAttribute('aria-activedescendant');
  choice?.scrollIntoView({ block: 'nearest' });
}

function take(box, choice) {
  const { value, field } = parts(box);
  value.value = choice.dataset.value;
  field.value = choice.dataset.text;
  show(box, false);
  value.dispatchEvent(new Event('change', { bubbles: true }));
}
