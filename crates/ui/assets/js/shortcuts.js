// Keys. Ctrl or ⌘ K always; single keys never in a field, never with Ctrl, and not at all when the person has turned them
// off (data-keys-off on body). Which key means what is each person's own choice.
import { all, isFree, keyOf, one, pressed } from './page.js';
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
  if (event.defaultPrevented || !isFree(event)) return;
  if (act(pressed(event))) event.preventDefault();
});

// Whether the key meant something.
function act(key) {
  if (key === keyOf.theme) return switchTheme() ?? true;
  if (one('dialog[open]')) return press(key, one('dialog[open]'));
  if (going && Date.now() - going < CHORD_MS) return go(key);
  if (key === keyOf.keys) return showKeys();
  if (key === keyOf.search) return focus(one('[data-search]')) || focus(one('.quick-find'));
  if (key === keyOf.go) return Boolean((going = Date.now()));
  if (key === keyOf.create && one('[data-create]')) return one('[data-create]').click() ?? true;
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
  const link = all('.sidebar [data-go]').find((item) => item.dataset.go === key);
  link?.click();
  return Boolean(link);
}

// Buttons and tabs that name their key in data-key.
function press(key, root) {
  if ([...key].length > 1) return false;
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
