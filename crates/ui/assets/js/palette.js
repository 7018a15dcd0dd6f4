// The command palette. Places and things to make are in the page and are filtered here, blind to marks; people
// and records come from the server into #found-records.
import { all, one, plain } from './page.js';
import { open } from './dialogs.js';

const palette = one('#palette');
const field = palette && one('input', palette);

const records = palette && one('#found-records', palette);
// Enter was pressed before the answer to what was typed came.
let hasty = false;
// How often what is typed was asked again, because no answer to it came, and when that is looked at next.
let repeated = 0;
let waiting;
const PATIENCE = 800;
const REPEATS = 4;

// Answers to an older question are not chosen: they may be somebody else.
const options = () => all('[role=option]', palette).filter((option) => !option.hidden && !option.closest('[hidden], [data-stale]'));
const chosen = () => one('[aria-selected=true]', palette);

export function togglePalette() {
  if (!palette) return;
  if (palette.open) return palette.close();
  open(palette);
  field.select();
  choose(options()[0]);
}

function choose(option) {
  chosen()?.setAttribute('aria-selected', 'false');
  field.removeAttribute('aria-activedescendant');
  if (!option) return;
  option.setAttribute('aria-selected', 'true');
  field.setAttribute('aria-activedescendant', option.id);
  option.scrollIntoView({ block: 'nearest' });
}

function filterLocal() {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  for (const group of all('[data-local]', palette)) {
    for (const option of all('[role=option]', group)) {
      const text = plain(option.textContent);
      option.hidden = !words.every((word) => text.includes(word));
    }
    group.hidden = !one('[role=option]:not([hidden])', group);
  }
  const asked = Boolean(field.value.trim());
  if (!asked) records.replaceChildren();
  records.toggleAttribute('data-stale', asked);
}

function onKey(event) {
  const found = options();
  const at = found.indexOf(chosen());
  if (event.key === 'ArrowDown') choose(found[(at + 1) % found.length]);
  else if (event.key === 'ArrowUp') choose(found[(at - 1 + found.length) % found.length]);
  else if (event.key === 'Tab' && !event.shiftKey && customer()) askActs(customer());
  else if (event.key === 'Enter') {
    hasty = !found.length && records.hasAttribute('data-stale');
    chosen()?.click();
  }
  else return;
  event.preventDefault();
}

// The customer that is chosen, if one is: Tab asks what can be done with them.
const customer = () => /^\/parties\/([0-9a-f-]{36})$/.exec(chosen()?.getAttribute('href') ?? '')?.[1];

function askActs(id) {
  all('[data-local]', palette).forEach((group) => (group.hidden = true));
  records.setAttribute('data-stale', '');
  htmx.ajax('GET', `/find?with=${id}`, { source: field, target: records, swap: 'innerHTML' });
}

// A question that failed or was lost on the way is asked again; the answer before it must not stand as stale.
function wait() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (!palette.open || !records.hasAttribute('data-stale') || repeated >= REPEATS) return;
    repeated += 1;
    field.dispatchEvent(new Event('ask'));
    wait();
  }, PATIENCE);
}

if (palette) {
  palette.addEventListener('input', () => { hasty = false; repeated = 0; filterLocal(); choose(options()[0]); wait(); });
  palette.addEventListener('keydown', onKey);
  palette.addEventListener('htmx:after:swap', () => {
    records.removeAttribute('data-stale');
    choose(options()[0]);
    if (hasty) chosen()?.click();
    hasty = false;
  });
  palette.addEventListener('click', ({ target }) => target.closest('[role=option]') && palette.close());
}
