// Arrow keys inside a segmented control move the focus, as in any group of choices.
import { all } from './page.js';

document.addEventListener('keydown', (event) => {
  const group = event.target.closest?.('.segmented');
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!group || !step) return;
  const parts = all('a, button', group);
  parts[(parts.indexOf(event.target) + step + parts.length) % parts.length].focus();
  event.preventDefault();
});
