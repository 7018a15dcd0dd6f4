// Joins and minifies the stylesheet. It leaves light-dark() and oklch() as they are: every browser we
// support knows them, and spelling out fallbacks would double the file.
import { bundle } from 'lightningcss';

export function buildStyles(entry, fontName) {
  const { code } = bundle({ filename: entry, minify: true });
  const css = code.toString();
  if (!css.includes('inter-quen.woff2')) throw new Error('the stylesheet names no font file');
  return css.replace('inter-quen.woff2', fontName);
}
