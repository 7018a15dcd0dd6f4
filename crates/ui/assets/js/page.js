// The two or three things every module needs of the page. Nothing here may keep state.

export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => {
  const inside = [...root.querySelectorAll(selector)];
  return root.matches?.(selector) ? [root, ...inside] : inside;
};

// Whether a key press belongs to a field, where single letters are text.
export const isTyping = (element) => Boolean(element.matches?.('input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]'));

// Single keys: what somebody chose is in the page, by the act's word. They mean nothing while they are off, in a field, or with
// another modifier than Shift; a capital is that letter with Shift.
export const keyOf = JSON.parse(document.body.dataset.keys || '{}');
export const pressed = ({ key, shiftKey }) => (shiftKey ? key.toUpperCase() : key.toLowerCase());
export const isFree = (event) => !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !document.body.hasAttribute('data-keys-off');

// Letters without marks, so that "hong ngoc" finds "Hồng Ngọc". NFD leaves đ as it is.
export const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replaceAll('đ', 'd');

// Runs now for the whole page, and for each part that htmx puts in later. The root itself may be what is
// looked for; `all` finds it too.
export function onContent(run) {
  run(document);
  document.addEventListener('htmx:after:process', ({ target }) => run(target));
}

// htmx says the target as an element or as a selector.
export function swapTarget(event) {
  const target = event.detail?.ctx?.target;
  return typeof target === 'string' ? one(target) : target;
}
