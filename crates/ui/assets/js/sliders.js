// Sliders: the filled part of the track, and the value in the output beside it.
import { all, onContent, one } from './page.js';

document.addEventListener('input', ({ target }) => target.matches?.('.slider') && paint(target));
onContent((root) => all('.slider', root).forEach(paint));

function paint(slider) {
  slider.style.setProperty('--fill', `${((slider.value - slider.min) / (slider.max - slider.min)) * 100}%`);
  const output = slider.id && one(`output[for="${slider.id}"]`);
  if (!output) return;
  output.textContent = [slider.value, output.dataset.unit].filter(Boolean).join(' ');
  slider.setAttribute('aria-valuetext', output.textContent);
}
