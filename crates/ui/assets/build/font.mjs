// Cuts Inter to Latin, Vietnamese and the signs the product uses, weights 400 to 700. One file, so that
// kerning works between plain and accented letters ("Tế", "Vũ").
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);

// Ranges of code points, first and last. The letters with a mark below or above are U+1EA0 to U+1EF9;
// the loose marks (U+0300 …) serve text that arrives decomposed.
const RANGES = [
  [0x20, 0x7e], [0xa0, 0xff],
  [0x102, 0x103], [0x110, 0x111], [0x128, 0x129], [0x168, 0x169], [0x1a0, 0x1a1], [0x1af, 0x1b0],
  [0x300, 0x301], [0x303, 0x303], [0x309, 0x309], [0x323, 0x323], [0x1ea0, 0x1ef9],
  [0x2010, 0x2015], [0x2018, 0x201e], [0x2020, 0x2026], [0x2030, 0x2030], [0x2032, 0x2033], [0x2039, 0x203a],
  [0x20ab, 0x20ac], [0x2122, 0x2122], [0x2190, 0x2193], [0x21b5, 0x21b5], [0x21e7, 0x21e7], [0x2212, 0x2212],
  [0x2248, 0x2248], [0x2260, 0x2265], [0x2318, 0x2318], [0x25cf, 0x25cf], [0x2713, 0x2713],
];

export async function buildFont() {
  const full = readFileSync(require.resolve('inter-ui/variable/InterVariable.woff2'));
  const axes = { wght: { min: 400, max: 700 }, opsz: 14 };
  return subsetFont(full, characters(), { targetFormat: 'woff2', variationAxes: axes });
}

function characters() {
  let text = '';
  for (const [first, last] of RANGES) {
    for (let point = first; point <= last; point++) text += String.fromCodePoint(point);
  }
  return text;
}
