// Cells of a table that can be edited where they stand: E on the row under the cursor opens the first one, the arrows go on to
// the others, a double click opens the one that was hit. The form is the server's.
import { all, isFree, keyOf, one, pressed } from './page.js';

const cellsOf = (row) => all('[data-edit-cell]', row);

document.addEventListener('dblclick', ({ target }) => {
  const cell = target.closest?.('td[data-edit-cell]');
  if (cell && !target.closest('a, button, form.editing')) open(cell);
});

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('[data-edit-open]');
  const cell = link?.previousElementSibling;
  if (!cell?.dataset.editCell) return;
  event.preventDefault();
  open(cell);
}, true);

document.addEventListener('keydown', (event) => {
  if (!isFree(event) || one('dialog[open]')) return;
  const row = one('[data-row].cursor');
  if (!row) return;
  const cells = cellsOf(row);
  const at = cells.findIndex((cell) => cell.classList.contains('cell-cursor'));
  const key = pressed(event);
  if (key === keyOf.edit_cell && cells.length) open(cells[Math.max(at, 0)]);
  else if (key === 'arrowright' && cells.length) mark(cells[Math.min(at + 1, cells.length - 1)]);
  else if (key === 'arrowleft' && at > 0) mark(cells[at - 1]);
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

function mark(cell) {
  all('.cell-cursor').forEach((other) => other.classList.remove('cell-cursor'));
  cell.classList.add('cell-cursor');
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function open(cell) {
  if (one('form.editing', cell)) return;
  mark(cell);
  htmx.ajax('GET', `${cell.dataset.editCell}?edit=1`, { target: cell, swap: 'innerHTML' });
}
