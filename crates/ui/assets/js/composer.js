// The composer: the kind changes the hint and the fields, Ctrl+Enter sends, and a draft stays on this device
// until the server has taken it.
import { all, onContent, one } from './page.js';

const SAVE_AFTER_MS = 400;
const keyOf = (form) => `draft:${location.host}:${form.dataset.composer}`;
const timers = new WeakMap();

document.addEventListener('change', ({ target }) => {
  const form = target.closest?.('form.composer');
  if (form && target.name === 'kind') showKind(form, target);
});

document.addEventListener('keydown', (event) => {
  const form = event.target.closest?.('form.composer');
  if (form && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

document.addEventListener('input', ({ target }) => {
  const form = target.closest?.('form.composer');
  if (!form?.dataset.composer) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => keep(form), SAVE_AFTER_MS));
});

document.addEventListener('htmx:after:request', ({ detail: { ctx } }) => {
  const form = ctx.sourceElement?.closest?.('form.composer');
  // A session that has ended answers with the way to the sign-in: nothing was taken yet.
  if (!form || ctx.response.status >= 400 || ctx.response.headers?.get('hx-redirect')) return;
  clearTimeout(timers.get(form));
  localStorage.removeItem(keyOf(form));
});

onContent((root) => all('form.composer[data-composer]', root).forEach(restore));

function showKind(form, radio) {
  one('textarea', form).placeholder = radio.dataset.hint;
  for (const fields of all('[data-for-kind]', form)) {
    fields.hidden = fields.disabled = fields.dataset.forKind !== radio.value;
  }
}

function keep(form) {
  const { csrf, ...typed } = Object.fromEntries(new FormData(form));
  if (typed.text.trim() || typed.subject?.trim()) localStorage.setItem(keyOf(form), JSON.stringify(typed));
  else localStorage.removeItem(keyOf(form));
}

function restore(form) {
  const kept = localStorage.getItem(keyOf(form));
  if (!kept || one('textarea', form).value) return;
  const { kind, ...typed } = JSON.parse(kept);
  const radio = all('[name=kind]', form).find((option) => option.value === kind);
  if (radio) {
    radio.checked = true;
    showKind(form, radio);
  }
  for (const control of all('textarea, .kind-fields:not([hidden]) :is(input, select)', form)) fill(control, typed[control.name]);
}

function fill(control, value) {
  if (value === undefined) return;
  const had = control.value;
  control.value = value;
  // A choice that is no longer offered.
  if (control.matches('select') && control.selectedIndex < 0) control.value = had;
}
