// Words of an entry that are marked, and a key (K unless somebody chose another): they become a fact. Without script the entry's own button
// opens a form with what was said.
import { isFree, keyOf, one, pressed } from './page.js';

const LONGEST = 500;

document.addEventListener('keydown', (event) => {
  if (!isFree(event) || pressed(event) !== keyOf.mark) return;
  const form = one('#marking');
  const marked = getSelection();
  const words = marked?.toString().trim().slice(0, LONGEST);
  const entry = marked?.anchorNode?.parentElement?.closest('li.event');
  if (!form || !words || !entry?.id.startsWith('entry-') || !entry.querySelector('.said, .card')) return;
  event.preventDefault();
  form.elements.interaction.value = entry.id.slice('entry-'.length);
  form.elements.statement.value = words;
  form.requestSubmit();
  marked.removeAllRanges();
}, true);
