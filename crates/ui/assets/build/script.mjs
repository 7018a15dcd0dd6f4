// Makes quen.js (htmx, its two extensions and our modules, in this order, one file) and board.js
// (SortableJS and the board, asked for only by pages with a board).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

// htmx has to stand in the global scope: its extensions and our modules speak to `htmx`.
const FIRST = ['htmx.org/dist/htmx.min.js', 'htmx.org/dist/ext/hx-sse.min.js', 'htmx.org/dist/ext/hx-preload.min.js'];

export async function buildScript(entry) {
  const theirs = FIRST.map((name) => withoutMap(readFileSync(require.resolve(name), 'utf8')));
  return [...theirs, await minify(entry)].join('\n');
}

export function buildBoardScript(entry) {
  return minify(entry);
}

async function minify(entry) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['chrome125', 'firefox129', 'safari18'],
    legalComments: 'inline',
  });
  return result.outputFiles[0].text;
}

function withoutMap(source) {
  return source.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '');
}
