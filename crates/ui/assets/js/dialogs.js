// Opens and closes dialogs. data-open="id" opens one, data-close closes the one around it, data-open-now opens
// as soon as it arrives. A dialog that htmx fills opens when it is filled.
import { all, onContent, one, swapTarget } from './page.js';

document.addEventListener('click', ({ target }) => {
  const opener = target.closest('[data-open]');
  if (opener) open(document.getElementById(opener.dataset.open));
  const closer = target.closest('[data-close]');
  if (closer) closer.closest('dialog')?.close(closer.value || '');
  // A click on the backdrop hits the dialog itself; one with something typed in it stays.
  if (target.matches('dialog[open]') && !hasTyped(target)) target.close();
});

document.addEventListener('htmx:after:swap', (event) => {
  const target = swapTarget(event);
  if (target?.matches?.('dialog')) target.childElementCount ? open(target) : target.close();
});

// A link followed from a dialog leaves it behind.
document.addEventListener('htmx:after:swap', (event) => {
  if (swapTarget(event)?.id === 'main') all('dialog[open]').forEach((dialog) => dialog.close());
});

onContent((root) => all('dialog[data-open-now]', root).forEach(open));

export function open(dialog) {
  if (!dialog || dialog.open) return;
  all('[popover]:popover-open').forEach((menu) => menu.hidePopover());
  dialog.showModal();
  one('[autofocus]', dialog)?.focus();
}

const hasTyped = (dialog) => all('input, textarea', dialog).some((field) => field.value !== field.defaultValue);
