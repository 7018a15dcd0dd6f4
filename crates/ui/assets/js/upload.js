// Files: dropping them on the zone fills the field; while a form with files is sent, its bar shows how far.
import { all, one } from './page.js';

const zoneOf = (event) => event.target.closest?.('[data-dropzone]');

for (const name of ['dragover', 'dragleave', 'drop']) {
  document.addEventListener(name, (event) => {
    const zone = zoneOf(event);
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle('over', name === 'dragover');
    if (name === 'drop') take(zone, event.dataTransfer.files);
  });
}

document.addEventListener('change', (event) => {
  if (event.target.type === 'file' && zoneOf(event)) say(zoneOf(event));
});

// fetch cannot tell how much has left, so a form with files goes by XMLHttpRequest; the answer is a page.
document.addEventListener('submit', (event) => {
  const zone = one('[data-dropzone]', event.target);
  if (!zone || event.target.hasAttribute('hx-post')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  send(event.target, one('[data-sent]', zone));
}, true);

function take(zone, files) {
  const field = one('input[type=file]', zone);
  if (!files.length) return;
  field.files = files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function say(zone) {
  const names = [...one('input[type=file]', zone).files].map((file) => file.name);
  one('[data-chosen]', zone).textContent = names.join(', ');
}

function send(form, bar) {
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.setRequestHeader('X-CSRF-Token', one('meta[name=csrf]')?.content ?? '');
  request.responseType = 'text';
  all('button', form).forEach((button) => button.setAttribute('aria-busy', 'true'));
  bar.hidden = false;
  request.upload.onprogress = ({ loaded, total }) => (bar.value = total ? (loaded / total) * 100 : 0);
  request.onload = () => finish(form, bar, request);
  request.onerror = () => finish(form, bar, null);
  request.send(new FormData(form));
}

// A redirect has been followed already: go where it led. A refusal is the page with the problem in it.
function finish(form, bar, request) {
  if (request && request.status < 400) return location.assign(request.responseURL);
  bar.hidden = true;
  all('button', form).forEach((button) => button.removeAttribute('aria-busy'));
  const answer = request && new DOMParser().parseFromString(request.responseText, 'text/html');
  const main = answer && one('#main', answer);
  if (!main) return document.dispatchEvent(new CustomEvent('htmx:error', { detail: { ctx: {} } }));
  one('#main').replaceWith(document.adoptNode(main));
  htmx.process(main);
  document.title = answer.title;
  main.focus();
}
