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

export async function build() {
  emptyDist();
  const manifest = new Map();
  const put = (name, bytes) => manifest.set(name, write(name, Buffer.from(bytes)));

  put('favicon.svg', readFileSync(join(here, 'favicon.svg')));
  put('inter-quen.woff2', await buildFont());
  put('icons.svg', buildIcons(join(here, 'icons.txt')));
  put('quen.css', buildStyles(join(here, 'css/quen.css'), hashedName('inter-quen.woff2', manifest)));
  put('quen.js', await buildScript(join(here, 'js/main.js')));
  put('board.js', await buildBoardScript(join(here, 'js/board.js')));

  const lines = [...manifest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, hash]) => `${name} ${hash}\n`);
  writeFileSync(join(dist, 'manifest.txt'), lines.join(''));
  return manifest;
}

function write(name, bytes) {
  writeFileSync(join(dist, name), bytes);
  if (!name.endsWith('.woff2')) {
    writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  }
  return createHash('sha256').update(bytes).digest('hex').slice(0, 12);
}

function hashedName(name, manifest) {
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}-${manifest.get(name)}${name.slice(dot)}`;
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
