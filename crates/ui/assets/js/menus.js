// Menus: arrows, Home, End and first letters walk the items; choosing one closes the menu. Where the browser
// cannot place a popover beside its button, this does.
import { all, one } from './page.js';

const ITEMS = '[role=menuitem]';

document.addEventListener('toggle', (event) => {
  const menu = event.target;
  if (!menu.matches?.('[popover].menu') || event.newState !== 'open') return;
  if (!CSS.supports('position-area: block-end')) place(menu);
  if (menu.matches('[role=menu]')) one(ITEMS, menu)?.focus();
}, true);

document.addEventListener('keydown', (event) => {
  const menu = event.target.closest?.('[role=menu]');
  if (!menu) return;
  const items = all(ITEMS, menu);
  const next = target(event, items, items.indexOf(event.target));
  if (!next) return;
  event.preventDefault();
  next.focus();
});

document.addEventListener('click', ({ target }) => {
  const item = target.closest('[popover].menu :is([role=menuitem], a)');
  item?.closest('[popover]').hidePopover();
});

function target({ key, ctrlKey, metaKey, altKey }, items, at) {
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  if (key === 'ArrowUp') return items[(at - 1 + items.length) % items.length];
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) return null;
  const rest = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return rest.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}

function place(menu) {
  if (innerWidth <= 720) return;
  const button = one(`[popovertarget="${menu.id}"]`)?.getBoundingClientRect();
  if (!button) return;
  const below = button.bottom + 4 + menu.offsetHeight < innerHeight;
  const top = below ? button.bottom + 4 : Math.max(8, button.top - 4 - menu.offsetHeight);
  const left = Math.max(8, Math.min(button.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8));
  menu.style.inset = `${top}px auto auto ${left}px`;
}
