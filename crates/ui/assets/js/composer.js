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
  if (!form || ctx.response.status >= 400) return;
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
  const text = one('textarea', form).value;
  const kind = one('[name=kind]:checked', form)?.value;
  if (text.trim()) localStorage.setItem(keyOf(form), JSON.stringify({ kind, text }));
  else localStorage.removeItem(keyOf(form));
}

function restore(form) {
  const area = one('textarea', form);
  const kept = localStorage.getItem(keyOf(form));
  if (!kept || area.value) return;
  const { kind, text } = JSON.parse(kept);
  area.value = text;
  const radio = all('[name=kind]', form).find((option) => option.value === kind);
  if (!radio) return;
  radio.checked = true;
  showKind(form, radio);
}
