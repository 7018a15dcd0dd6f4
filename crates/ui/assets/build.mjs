// Builds the page assets into dist/: stylesheet, script, icon sprite, font and favicon, each with a
// brotli and a gzip copy, and manifest.txt (name and content hash, one a line). Same input, same bytes:
// no date, no random name, no order of a directory may reach the output.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildFont } from './build/font.mjs';
import { buildIcons } from './build/icons.mjs';
import { buildScript, buildBoardScript } from './build/script.mjs';
import { buildStyles } from './build/styles.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');

// Everything is made before anything is written, so that a mistake leaves the last good build in place.
export async function build() {
  const font = await buildFont();
  const files = new Map([
    ['board.js', await buildBoardScript(join(here, 'js/board.js'))],
    ['favicon.svg', readFileSync(join(here, 'favicon.svg'))],
    ['icons.svg', buildIcons(join(here, 'icons.txt'))],
    ['inter-quen.woff2', font],
    ['quen.css', buildStyles(join(here, 'css/quen.css'), hashedName('inter-quen.woff2', hashOf(font)))],
    ['quen.js', await buildScript(join(here, 'js/main.js'))],
  ]);
  emptyDist();
  for (const [name, content] of files) write(name, Buffer.from(content));
  const manifest = new Map([...files].map(([name, content]) => [name, hashOf(content)]));
  writeFileSync(join(dist, 'manifest.txt'), [...manifest].map(([name, hash]) => `${name} ${hash}\n`).join(''));
  return manifest;
}

function write(name, bytes) {
  writeFileSync(join(dist, name), bytes);
  if (name.endsWith('.woff2')) return;
  writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(join(dist, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
}

const hashOf = (content) => createHash('sha256').update(content).digest('hex').slice(0, 12);

function hashedName(name, hash) {
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
}

// The folder itself stays: it is kept in the repository so that the crate compiles without assets.
function emptyDist() {
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(dist)) if (name !== '.gitkeep') rmSync(join(dist, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = await build();
  for (const [name] of manifest) console.log(`${name}  ${readFileSync(join(dist, name)).length} bytes`);
}
