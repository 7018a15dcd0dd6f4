// hx-confirm asks in our own dialog instead of the browser's. Closing it in any way but "yes" drops the act.
import { one } from './page.js';
import { open } from './dialogs.js';

document.addEventListener('htmx:confirm', (event) => {
  const dialog = one('#confirm');
  if (!dialog) return;
  event.preventDefault();
  const { ctx, issueRequest, dropRequest } = event.detail;
  ask(dialog, ctx.confirm, issueRequest, dropRequest);
});

// A button that sends a form somewhere else may ask too (data-confirm): the press is held back until "yes".
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-confirm]');
  const dialog = one('#confirm');
  if (!button || !dialog || button.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(dialog, button.dataset.confirm, () => {
    button.dataset.confirmed = '1';
    button.click();
    delete button.dataset.confirmed;
  });
}, true);

function ask(dialog, question, onYes, onNo = () => {}) {
  one('[data-question]', dialog).textContent = question;
  dialog.returnValue = '';
  dialog.addEventListener('close', () => (dialog.returnValue === 'yes' ? onYes() : onNo()), { once: true });
  open(dialog);
}
