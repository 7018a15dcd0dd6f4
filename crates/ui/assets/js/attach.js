// The button that chooses files: what was chosen is named beside it in our own words, and can be taken back.
import { all, onContent, one } from './page.js';

const boxOf = (element) => element.closest?.('.attach');
const fieldOf = (box) => one('input[type=file]', box);

document.addEventListener('change', ({ target }) => {
  if (target.type === 'file' && boxOf(target)) say(boxOf(target));
});

document.addEventListener('click', ({ target }) => {
  const box = target.closest?.('[data-unchoose]') && boxOf(target);
  if (!box) return;
  fieldOf(box).value = '';
  say(box);
  fieldOf(box).focus();
});

// Going back, a browser may bring the files of the form along.
onContent((root) => all('.attach', root).forEach(say));

function say(box) {
  const names = [...fieldOf(box).files].map((file) => file.name);
  const said = names.join(', ');
  // Said anew only when it differs: the place is read out.
  if (one('[data-chosen]', box).textContent !== said) one('[data-chosen]', box).textContent = said;
  one('[data-unchoose]', box).hidden = !names.length;
}
