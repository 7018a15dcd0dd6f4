// What a first visit loads must stay small, built the same way twice, and name nothing from elsewhere. The
// limits are those of the design.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from './build.mjs';

const KB = 1000;
const read = (name) => readFileSync(new URL(`dist/${name}`, import.meta.url));
const zipped = (name) => gzipSync(read(name), { level: 9 }).length;

let manifest;
before(async () => {
  manifest = await build();
});

test('styles and script of a first load stay under 60 KB', () => {
  assert.ok(zipped('quen.css') + zipped('quen.js') < 60 * KB, `${zipped('quen.css')} + ${zipped('quen.js')}`);
});

test('each part keeps to its own limit', () => {
  const limits = { 'quen.css': 20 * KB, 'icons.svg': 8 * KB, 'board.js': 25 * KB };
  for (const [name, limit] of Object.entries(limits)) assert.ok(zipped(name) < limit, `${name}: ${zipped(name)}`);
  assert.ok(read('inter-quen.woff2').length < 60 * KB);
});

test('a second build gives the same hashes', async () => {
  assert.deepEqual([...(await build())], [...manifest]);
});

test('the stylesheet asks for the font by the hash it has', () => {
  assert.match(read('quen.css').toString(), new RegExp(`inter-quen-${manifest.get('inter-quen.woff2')}\\.woff2`));
});

test('the script needs nothing the content policy forbids', () => {
  const ours = read('quen.js').toString().split('\n').at(-2);
  assert.ok(ours.length > 5000, 'the last line is our bundle');
  assert.doesNotMatch(ours, /\beval\(|new Function|javascript:|https?:\/\//);
});
