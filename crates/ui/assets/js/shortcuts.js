// Keys. Ctrl or ⌘ K always; single letters never in a field, never with a modifier, and not at all when the
// person has turned them off (data-keys-off on body).
import { all, one, isTyping } from './page.js';
import { open } from './dialogs.js';
import { togglePalette } from './palette.js';
import { switchTheme } from './theme.js';

const CHORD_MS = 900;
let going = 0;

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    return togglePalette();
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.body.hasAttribute('data-keys-off')) return;
  if (act(event)) event.preventDefault();
});

// Whether the key meant something.
function act(event) {
  const { key, shiftKey } = event;
  if (shiftKey && key.toLowerCase() === 'd') return switchTheme() ?? true;
  if (one('dialog[open]')) return press(key, one('dialog[open]'));
  if (going && Date.now() - going < CHORD_MS) return go(key);
  if (key === '?') return showKeys();
  if (key === '/') return focus(one('[data-search]')) || focus(one('.quick-find'));
  if (key === 'g') return Boolean((going = Date.now()));
  if (key === 'c' && one('[data-create]')) return one('[data-create]').click() ?? true;
  return press(key, document);
}

// The list stays when the page changes; the lines of the page come from its body.
function showKeys() {
  const list = one('#keys');
  const own = one('#page-keys')?.content.cloneNode(true);
  if (list) one('[data-page-keys]', list).replaceChildren(...(own?.children ?? []));
  open(list);
  return true;
}

function go(key) {
  going = 0;
  const link = all('.sidebar [data-go]').find((item) => item.dataset.go === key.toLowerCase());
  link?.click();
  return Boolean(link);
}

// Buttons and tabs that name a letter in data-key.
function press(key, root) {
  if (!/^\p{L}$/u.test(key)) return false;
  const button = all(`[data-key="${CSS.escape(key)}"]`, root).find((item) => item.offsetParent);
  if (!button) return false;
  button.click();
  one('input', button)?.focus();
  return true;
}

function focus(element) {
  element?.focus();
  element?.select?.();
  return Boolean(element);
}
