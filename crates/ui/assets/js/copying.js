// A button that copies the text of the field it names (data-copy="id"). It shows only where there is script; where the
// browser keeps its clipboard shut (no https), the field is marked, so that Ctrl+C does the rest.
import { all, onContent, one } from './page.js';

onContent((root) => all('button[data-copy][hidden]', root).forEach((button) => button.removeAttribute('hidden')));

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button[data-copy]');
  const field = button && document.getElementById(button.dataset.copy);
  if (!field) return;
  try {
    await navigator.clipboard.writeText(field.value);
    const said = one('#said');
    if (said) said.textContent = button.dataset.copied;
    const label = one('span', button);
    const before = label.textContent;
    label.textContent = button.dataset.copied;
    setTimeout(() => { label.textContent = before; }, 2000);
  } catch {
    field.focus();
    field.select();
  }
});
