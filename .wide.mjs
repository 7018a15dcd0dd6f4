import { chromium } from '@playwright/test';
import { execFileSync } from 'node:child_process';
const base='http://127.0.0.1:27836';
const tok=execFileSync('target/debug/quen',['token','create','--email','khoi@suongmai.vn','--name','w'+Date.now(),'--scopes','read,write,admin','--data-dir','/tmp/web/demo'],{encoding:'utf8'}).trim();
const api=async(p,d)=>(await (await fetch(base+'/api/v1'+p,{method:'POST',headers:{authorization:'Bearer '+tok,'content-type':'application/json'},body:JSON.stringify(d)})).json());
const name=`${'Nguyễn'.repeat(20)} 🧋☕️👩🏽‍🌾 \u202Eمرحبا بالعالم`;
const party=await api('/parties',{ name, note:'👩🏽‍🌾'.repeat(200), tags:['x'.repeat(60)] });
await api('/tasks',{ party_id: party.id, title:'Ẩ'.repeat(200) }); await api('/interactions',{ party_id: party.id, kind:'note', body:'W'.repeat(500) });
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
const p = await (await b.newContext({ locale:'vi-VN', viewport:{width:320,height:844} })).newPage();
await p.goto(base+'/sign-in'); await p.fill('[name=email]','khoi@suongmai.vn'); await p.fill('[name=password]','ca-phe-sua-da'); await p.keyboard.press('Enter'); await p.waitForURL(u=>!u.pathname.startsWith('/sign-in'));
for (const path of ['/parties',`/parties/${party.id}`,`/parties/${party.id}/edit`,'/tasks?who=all&when=undated','/interactions','/today','/orders/new?party_id='+party.id]) {
  await p.goto(base+path);
  console.log(path, await p.evaluate(()=>[document.documentElement.scrollWidth, ...[...document.querySelectorAll('main *')].filter(e=>e.getBoundingClientRect().right>322 && getComputedStyle(e).overflow==='visible' && e.getClientRects().length).map(e=>e.tagName+'.'+e.className+(e.id?'#'+e.id:'')).slice(0,14)]));
  await p.screenshot({path:'/tmp/web/shots/wide'+path.replace(/[^a-z]/g,'').slice(0,12)+'.png'});
}
// twice
await p.setViewportSize({width:1200,height:800});
for (const cut of [false,true]) { await p.goto(base+'/tasks/new'); if (cut) await p.evaluate(()=>document.body.removeAttribute('hx-sync:inherited'));
 await p.unroute('**/*'); await p.route('**/*', async r=>{ if(r.request().method()==='POST') await new Promise(d=>setTimeout(d,400)); await r.continue(); });
 const t='Hai lần '+cut+Date.now(); await p.fill('[name=title]',t); await p.getByRole('button',{name:'Lưu'}).dblclick(); await p.waitForTimeout(2000);
 const found=await (await fetch(base+'/api/v1/tasks?q='+encodeURIComponent(t),{headers:{authorization:'Bearer '+tok}})).json(); console.log('guard',!cut,'tasks',found.data.length); }
await b.close();
