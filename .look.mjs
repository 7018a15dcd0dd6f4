import { chromium } from '@playwright/test';
const [,, base, email, password, out, ...paths] = process.argv;
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
const ctx = await b.newContext({ locale: process.env.LANGX ?? 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', viewport: { width: 1440, height: 900 } });
const p = await ctx.newPage();
p.on('console', m => m.type()==='error' && console.log('console', m.text(), p.url()));
p.on('pageerror', e => console.log('thrown', e.message));
await p.goto(base + '/sign-in');
await p.fill('[name=email]', email); await p.fill('[name=password]', password); await p.keyboard.press('Enter');
await p.waitForURL(u => !u.pathname.startsWith('/sign-in'));
let modes = (process.env.MODES ?? 'light,dark,phone').split(',');
for (const raw of paths) {
  const [path, name = (path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g,'id').replace(/[^a-z0-9]+/gi,'-').replace(/^-|-$/g,'')||'home')] = raw.split('=>');
  for (const m of modes) {
    await p.setViewportSize(m.startsWith('phone') ? { width: 390, height: 844 } : { width: 1440, height: 900 });
    await p.emulateMedia({ colorScheme: m.includes('dark') ? 'dark' : 'light' });
    const r = await p.goto(base + path);
    await p.waitForTimeout(250);
    const wide = await p.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    console.log(r.status(), path, m, wide > 0 ? 'SIDEWAYS ' + wide : '', m==='light' ? (await p.title()) : '');
    await p.screenshot({ path: `${out}/${name}-${m}.png`, fullPage: !!process.env.FULL || m.startsWith('phone') });
  }
}
await b.close();
