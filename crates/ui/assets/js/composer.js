// The composer: the kind changes the hint and the fields, Ctrl+Enter sends.
import { all, one } from './page.js';

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

function showKind(form, radio) {
  one('textarea', form).placeholder = radio.dataset.hint;
  for (const fields of all('[data-for-kind]', form)) {
    fields.hidden = fields.disabled = !fields.dataset.forKind.split(' ').includes(radio.value);
  }
}
