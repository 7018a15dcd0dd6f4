// Makes the icon sprite: one <symbol> for each name in icons.txt, drawn by Tabler (outline, or filled
// when the name ends in -filled). A name that Tabler does not have stops the build.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export function buildIcons(list) {
  const names = readFileSync(list, 'utf8').split('\n').filter(Boolean);
  const symbols = names.map(symbol);
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}

function symbol(name) {
  const filled = name.endsWith('-filled');
  const file = filled ? `filled/${name.slice(0, -7)}.svg` : `outline/${name}.svg`;
  const drawing = readFileSync(require.resolve(`@tabler/icons/${file}`), 'utf8').replace(/<!--[\s\S]*?-->/g, '');
  const inner = drawing
    .slice(drawing.indexOf('>', drawing.indexOf('<svg')) + 1, drawing.lastIndexOf('</svg>'))
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '')
    .replace(/\s*\n\s*/g, '')
    .replace(/ \/>/g, '/>');
  const paint = filled ? ' fill="currentColor" stroke="none"' : '';
  return `<symbol id="${name}" viewBox="0 0 24 24"${paint}>${inner}</symbol>`;
}
