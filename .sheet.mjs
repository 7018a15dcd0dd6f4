import { chromium } from '@playwright/test';
import { writeFileSync } from 'node:fs';
const [,, out, cols, w, ...files] = process.argv;
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--allow-file-access-from-files'] });
const p = await b.newPage({ viewport: { width: cols*w, height: 900 } });
writeFileSync('/tmp/web/sheet.html', `<body style="margin:0;display:grid;grid-template-columns:repeat(${cols},1fr);gap:4px;background:#888;align-items:start">${files.map(f=>`<img src="file://${f}" style="width:100%;max-height:1700px;object-fit:cover;object-position:top">`).join('')}`);
await p.goto('file:///tmp/web/sheet.html'); await p.waitForLoadState('networkidle');
await p.screenshot({ path: out, fullPage: true }); await b.close();
