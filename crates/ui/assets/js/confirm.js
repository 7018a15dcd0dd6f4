// hx-confirm asks in our own dialog instead of the browser's. Closing it in any way but "yes" drops the act.
import { one } from './page.js';
import { open } from './dialogs.js';

document.addEventListener('htmx:confirm', (event) => {
  const dialog = one('#confirm');
  if (!dialog) return;
  event.preventDefault();
  const { ctx, issueRequest, dropRequest } = event.detail;
  one('[data-question]', dialog).textContent = ctx.confirm;
  dialog.returnValue = '';
  dialog.addEventListener('close', () => (dialog.returnValue === 'yes' ? issueRequest() : dropRequest()), { once: true });
  open(dialog);
});
