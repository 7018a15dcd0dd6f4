// Rows of a list: J and K walk them, Enter opens, Space shows them in the drawer, X picks; Shift picks a range.
// The bulk bar shows while something is picked.
import { all, isFree, keyOf, one, onContent, pressed } from './page.js';

let lastPicked = null;

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || !isFree(event) || one('dialog[open]:not(#drawer)')) return;
  const act = rowAct(event);
  if (!act || (event.target.closest('a, button, summary, label') && (event.key === 'Enter' || event.key === ' '))) return;
  if (act()) event.preventDefault();
});

// With Shift, the key that picks one row picks a range.
function rowAct(event) {
  const key = pressed(event);
  if (event.key === 'Enter') return openRow;
  if (event.key === ' ') return peek;
  if (key === keyOf.down) return () => walk(1);
  if (key === keyOf.up) return () => walk(-1);
  if (key === keyOf.pick) return () => pick(false);
  return key.toLowerCase() === keyOf.pick && event.shiftKey && (() => pick(true));
}

const cursor = () => one('[data-row].cursor');

function walk(step) {
  const rows = all('[data-row]');
  if (!rows.length) return false;
  const now = rows.indexOf(cursor());
  const next = rows[Math.max(0, Math.min(rows.length - 1, now + step))];
  cursor()?.classList.remove('cursor');
  next.classList.add('cursor');
  next.scrollIntoView({ block: 'nearest' });
  if (one('#drawer[open]')) peek();
  return true;
}

function openRow() {
  const link = cursor() && one('a[href]', cursor());
  link?.click();
  return Boolean(link);
}

function peek() {
  const address = cursor() && one('[data-peek]', cursor())?.dataset.peek;
  if (address) htmx.ajax('GET', address, { target: '#drawer', swap: 'innerHTML' });
  return Boolean(address);
}

function pick(range) {
  const box = cursor() && one('.pick .check', cursor());
  box?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: range }));
  return Boolean(box);
}

document.addEventListener('click', ({ target, shiftKey }) => {
  if (target.closest('[data-pick-none]')) return pickNone();
  const box = target.closest('.data-table .pick .check');
  if (!box) return;
  const table = box.closest('table');
  const boxes = all('tbody .pick .check', table);
  if (box.closest('thead')) boxes.forEach((other) => (other.checked = box.checked));
  else if (shiftKey && boxes.includes(lastPicked)) {
    const [from, to] = [boxes.indexOf(lastPicked), boxes.indexOf(box)].sort((a, b) => a - b);
    boxes.slice(from, to + 1).forEach((other) => (other.checked = box.checked));
  }
  lastPicked = box;
  show(table);
});

function pickNone() {
  for (const table of all('.data-table')) {
    all('tbody .pick .check', table).forEach((box) => (box.checked = false));
    show(table);
  }
}

function show(table) {
  const boxes = all('tbody .pick .check', table);
  const head = one('thead .pick .check', table);
  if (!head) return;
  const picked = boxes.filter((box) => box.checked).length;
  head.checked = picked > 0 && picked === boxes.length;
  head.indeterminate = picked > 0 && picked < boxes.length;
  boxes.forEach((box) => box.closest('tr').setAttribute('aria-selected', box.checked));
  const bar = one('.bulk-bar');
  if (!bar) return;
  // A list in groups has several tables, picked from together.
  const count = all('.data-table tbody .pick .check:checked').length;
  bar.hidden = count === 0;
  one('[data-n]', bar).textContent = count.toLocaleString(document.documentElement.lang);
  offerAll(bar, all('.data-table thead .pick .check').every((box) => box.checked));
}

// Once the whole page is picked, all that match can be.
function offerAll(bar, whole) {
  const offer = one('[data-all-matching]', bar);
  if (!offer) return;
  offer.hidden = !whole;
  if (!whole) one('input', offer).checked = false;
}

onContent(() => all('.data-table').forEach(show));
