// The board. A card stands where it was put at once; the server then says the new totals, or sends both lanes
// back as they were and says why. Shift+arrows change the lane, Alt+arrows the order.
import Sortable from 'sortablejs';

const lanes = () => [...document.querySelectorAll('[data-lane]')];

function prepare() {
  for (const lane of lanes()) {
    if (lane.dataset.ready) continue;
    lane.dataset.ready = '1';
    Sortable.create(lane, {
      group: 'board',
      draggable: '[data-move]',
      animation: 140,
      delay: 160,
      delayOnTouchOnly: true,
      ghostClass: 'ghost',
      chosenClass: 'lifted',
      onEnd: ({ item, from, to, oldIndex, newIndex }) => (from !== to || oldIndex !== newIndex) && tell(item),
    });
  }
}

// The card above gives the order, so that two people moving cards do not depend on numbers.
function tell(card) {
  const values = {
    stage: card.closest('[data-lane]').dataset.lane,
    after: card.previousElementSibling?.id ?? '',
    version: card.dataset.version,
  };
  return htmx.ajax('PATCH', card.dataset.move, { source: card, target: '#board', swap: 'none', values });
}

document.addEventListener('keydown', (event) => {
  const card = event.target.closest?.('[data-lane] > [data-move]');
  if (!card) return;
  const moved = event.shiftKey ? changeLane(card, event.key) : event.altKey ? changeOrder(card, event.key) : false;
  if (!moved) return;
  event.preventDefault();
  event.target.focus();
  tell(card);
});

function changeLane(card, key) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  const all = lanes();
  const lane = step && all[all.indexOf(card.parentElement) + step];
  if (lane) lane.prepend(card);
  return Boolean(lane);
}

function changeOrder(card, key) {
  const other = { ArrowUp: card.previousElementSibling, ArrowDown: card.nextElementSibling }[key];
  if (!other) return false;
  if (key === 'ArrowUp') other.before(card);
  else other.after(card);
  return true;
}

prepare();
document.addEventListener('htmx:after:swap', prepare);
