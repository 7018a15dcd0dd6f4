// Fetches the script of the board, once, when a page has one.
import { one, onContent } from './page.js';

onContent(() => {
  const board = one('[data-board]');
  if (!board || one('script[data-for-board]')) return;
  const script = document.createElement('script');
  script.src = board.dataset.script;
  script.dataset.forBoard = '';
  document.head.append(script);
});
