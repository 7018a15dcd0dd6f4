// Inline edit: leaving the field saves what changed and otherwise brings the reading view back; Esc always
// brings it back. Enter is the form's own.
import { all } from './page.js';

const formOf = (element) => element.closest?.('form.editable');

document.addEventListener('submit', ({ target }) => {
  const form = formOf(target);
  if (form) form.dataset.left = '1';
}, true);

document.addEventListener('keydown', (event) => {
  const form = formOf(event.target);
  if (!form || event.key !== 'Escape') return;
  event.stopPropagation();
  event.preventDefault();
  restore(form);
}, true);

document.addEventListener('focusout', ({ target, relatedTarget }) => {
  const form = formOf(target);
  if (!form || form.dataset.left || !form.isConnected || form.contains(relatedTarget)) return;
  if (changed(form)) form.requestSubmit();
  else restore(form);
});

function changed(form) {
  return all('input:not([type=hidden]), textarea, select', form).some((field) => {
    if (field.matches('select')) return all('option', field).some((option) => option.selected !== option.defaultSelected);
    return field.matches('[type=checkbox], [type=radio]') ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  });
}

function restore(form) {
  form.dataset.left = '1';
  htmx.ajax('GET', form.dataset.view, { target: form, swap: 'outerHTML' });
}
