// Every address that a page can be read at, as the router has it. pages.spec.ts compares this list with the router, and
// looks at each page; whoever adds a page adds it here.
import { writeFileSync } from 'node:fs';
import { SAMPLES, daysAgo, expect, quen, type Api } from './quen.ts';

/** What the pages are about: a customer with something of everything. */
export interface Sample {
  party: string;
  order: string;
  product: string;
  promise: string;
  project: string;
  user: string;
  fact: string;
  /** A request about the own data. */
  request: string;
  /** A breach that touched the customer. */
  breach: string;
  /** A field, a kind of record and a record that the shop made for itself. */
  field: string;
  kind: { id: string; name: string };
  record: string;
  /** What was written into the ledger by hand. */
  benefit: string;
  /** An uploaded file in a field of the customer. */
  file: string;
  /** A programme of care. */
  programme: string;
  /** A file that was read in, with rows that could not be. */
  import: string;
  /** A file whose columns wait to be told. */
  draft: string;
}

/** A shop with a regular who stays away, one who waits for an answer, one whose birthday comes, and a task that is late. */
export async function makeSample(api: Api): Promise<Sample> {
  const party = await api.post('/parties', {
    name: 'Nguyễn Thị Hồng Ngọc Ánh Tuyết Kim Phượng', phones: ['0905 218 467'], emails: ['hongngoc@tiemcaphegio.vn'],
    birthday: { calendar: 'lunar', year: 1988, month: 10, day: 16 }, tags: ['rang vừa', 'giao sáng'],
    address: 'số 12 đường Lê Đình Dương, phường Hải Châu, thành phố Đà Nẵng', salutation: 'chị',
    note: 'Thích rang vừa, giao trước 8 giờ sáng. Không gọi buổi trưa.',
  });
  const product = await api.post('/products', { sku: `CD-${Date.now()}`, name: 'Cầu Đất rang vừa 1 kg', price: 280_000, cost: 150_000 });
  let order = { id: '' };
  for (const days of [170, 150, 131, 110, 90, 71, 50]) {
    const line = { product_id: product.id, text: product.name, quantity: 4, unit_price: 280_000 + days * 100, unit_cost: 150_000 };
    order = await api.post('/orders', { party_id: party.id, ordered_at: daysAgo(days), lines: [line] });
  }
  await api.post('/interactions', {
    party_id: party.id, kind: 'message', channel: 'zalo', direction: 'in', started_at: daysAgo(2), body: 'Cuối tuần này bên em còn giao không?',
  });
  await api.post('/tasks', { party_id: party.id, title: 'Gửi mẫu Cầu Đất rang mới', kind: 'send', due_on: daysAgo(1).slice(0, 10) });
  const promise = await api.post('/promises', { party_id: party.id, text: 'Giao trước 8 giờ sáng', due_on: daysAgo(-3).slice(0, 10) });
  const project = await api.post('/projects', { party_id: party.id, name: 'Quầy pha ở quán thứ hai', state: 'active', due_on: daysAgo(-30).slice(0, 10), budget: 20_000_000 });
  await api.patch(`/orders/${order.id}`, { project_id: project.id });
  await api.post('/tasks', { project_id: project.id, title: 'Đo quầy', kind: 'meet', due_on: daysAgo(-5).slice(0, 10) });
  const benefit = await api.post('/benefits', { party_id: party.id, text: 'Tặng hai ly khi khách mở quán', kind: 'gift', amount: 90_000 });
  await api.post('/fields', { noun: 'benefits', label_vi: 'Món đã tặng', name: `mon_${Date.now() % 1_000_000}`, type: 'reference', target: 'products' });
  await api.post('/benefits', { party_id: party.id, side: 'received', text: 'Khen tiệm trên Facebook', kind: 'recommendation' });
  const breach = await api.post('/privacy/breaches', { kind: 'personal_data', what: 'Gửi nhầm bảng khách' });
  await api.post(`/privacy/breaches/${breach.id}/people`, { ids: [party.id] });
  const owing = await api.post('/orders', { party_id: party.id, total: 900_000, due_on: daysAgo(-5).slice(0, 10) });
  await api.post('/payments', { order_id: owing.id, amount: 400_000, way: 'transfer', text: 'CK lần 1' });
  const request = await api.post('/privacy/requests', { party_id: party.id, kind: 'access', source: 'phone' });
  const soon = new Date(Date.now() + 3 * 86_400_000);
  await api.post('/parties', {
    name: 'Huỳnh Tấn Lộc', phones: ['0914 550 128'],
    birthday: { calendar: 'solar', year: 1990, month: soon.getMonth() + 1, day: soon.getDate() },
  });
  const programme = await api.post('/care/programmes', { occasion: 'birthday' });
  await api.post('/care/programmes', { occasion: 'win_back', name: 'Lâu chưa quay lại' });
  const colleague = 'ha@suongmai.vn';
  const users = await api.get('/users');
  if (!users.data.some((user: any) => user.email === colleague)) {
    quen('user', 'create', '--email', colleague, '--name', 'Võ Thu Hà', '--role', 'member');
  }
  const user = (await api.get('/users')).data.find((user: any) => user.email === colleague);
  const fact = await api.post('/facts', { party_id: party.id, topic: 'delivery', statement: 'Giao trước 8 giờ sáng, để ở quầy lễ tân giúp chị' });
  await api.post('/facts', { party_id: party.id, topic: 'product', value: 'rang vừa', statement: 'Thích rang vừa' });
  await api.post('/facts', { party_id: party.id, topic: 'payment', statement: 'Trả tiền mặt', confirmed_at: daysAgo(90) });
  await api.post('/facts', { party_id: party.id, topic: 'payment', statement: 'Chuyển khoản cuối tháng' });
  const kind = await api.post('/kinds', { one_vi: `Máy ${Date.now() % 1000}`, one_en: 'Coffee machine', name: `may_pha_${Date.now() % 1_000_000}`, icon: 'coffee' });
  await api.post('/fields', { noun: kind.name, label_vi: 'Số máy', type: 'text', listed: true });
  const record = await api.post(`/${kind.name}`, { name: 'Máy hai họng', party_id: party.id, custom: { so_may: 'LM-2210' } });
  const field = await api.post('/fields', { noun: 'parties', label_vi: `Hạng thành viên ${Date.now()}`, type: 'choice', choices: ['Bạc', 'Vàng'] });
  const contract = `hop_dong_${Date.now() % 1_000_000}`;
  await api.post('/fields', { noun: 'parties', label_vi: 'Hợp đồng', name: contract, type: 'file' });
  const file = await api.upload('/files?kind=parties', `${SAMPLES}/khach-hang.csv`);
  await api.patch(`/parties/${party.id}`, { custom: { [contract]: file.id } });
  const [read, draft] = [await readIn(api), await api.upload('/imports?kind=parties', `${SAMPLES}/khach-hang.csv`)];
  return {
    fact: fact.id, party: party.id, order: order.id, product: product.id, promise: promise.id, project: project.id, user: user.id, import: read, draft: draft.id, field: field.id, kind,
    record: record.id, benefit: benefit.id, file: file.id, request: request.id, breach: breach.id, programme: programme.id,
  };
}

/** Reads in a file with one good row and one that is refused; answers the import. */
async function readIn(api: Api): Promise<string> {
  const file = `${process.env.QUEN_DATA_DIR}/mixed.csv`;
  writeFileSync(file, 'Họ tên,Điện thoại\nĐặng Mỹ Linh,0905 111 222\nHỏng,không phải số\n');
  const read = await api.upload('/imports?kind=parties', file);
  await api.post(`/imports/${read.id}/start`, {});
  await expect.poll(async () => (await api.get(`/imports/${read.id}`)).state).toBe('done');
  return read.id;
}

/** Address of a page in the sample: `{id}` of `/parties/{id}`. */
export function address(route: string, sample: Sample): string {
  const ids: Record<string, string> = {
    facts: sample.fact, parties: sample.party, orders: sample.order, products: sample.product, promises: sample.promise, projects: sample.project, users: sample.user, imports: sample.import, files: sample.file,
  };
  if (route.startsWith('/lists/')) {
    if (route === '/lists/{kind}') return '/lists/benefits';
    // Customers have a form of their own.
    if (route.endsWith('/own')) return `/lists/benefits/records/${sample.benefit}/own`;
    return route.replace('{kind}', 'parties').replace('{id}', sample.party).replace('{field}', 'source').replace('/filters', '/filters?field=stage');
  }
  const own = route.replace('/quality/kinds/{kind}', `/quality/kinds/${sample.kind.name}`).replace('/settings/fields/{id}', `/settings/fields/${sample.field}`)
    .replace('/settings/kinds/{id}', `/settings/kinds/${sample.kind.id}`)
    .replace('/records/{kind}/{id}', `/records/{kind}/${sample.record}`).replace('/records/{kind}', `/records/${sample.kind.name}`)
    .replace('/privacy/requests/{id}', `/privacy/requests/${sample.request}`)
    .replace('/privacy/breaches/{id}', `/privacy/breaches/${sample.breach}`)
    .replace('/care/programmes/{id}', `/care/programmes/${sample.programme}`);
  const told = own.replace(/^\/(\w+)\/\{id\}/, (_, noun) => `/${noun}/${ids[noun]}`);
  return told.replace('{field}', 'phones').replace('{fault}', 'no_address').replace('{draft}', sample.draft);
}

/** Pages for who is signed in. */
export const PAGES = [
  '/today', '/find', '/parties', '/parties/new', '/lists/{kind}/conditions', '/lists/{kind}/filters', '/lists/{kind}/views', '/lists/{kind}', '/lists/{kind}/records/{id}', '/lists/{kind}/records/{id}/own', '/lists/{kind}/records/{id}/history', '/lists/{kind}/records/{id}/deletion', '/lists/{kind}/records/{id}/merge', '/lists/{kind}/cells/{id}/{field}', '/parties/{id}', '/parties/{id}/edit', '/parties/{id}/history',
  '/parties/{id}/merge', '/parties/{id}/deletion', '/parties/{id}/consents', '/parties/{id}/ledger', '/parties/{id}/stage', '/parties/{id}/facts', '/parties/{id}/facts/new', '/parties/{id}/call',
  '/facts', '/facts/unused', '/facts/{id}/correction', '/parties/{id}/timeline', '/parties/{id}/fields/{field}', '/orders', '/orders/new',
  '/orders/{id}', '/orders/{id}/edit', '/products', '/products/new', '/products/{id}', '/tasks', '/tasks/new', '/interactions',
  '/notifications', '/account', '/account/keys', '/drafts', '/sessions', '/tokens', '/users', '/users/{id}', '/teams', '/settings', '/settings/mail', '/settings/contact', '/settings/stages', '/settings/suggestions',
  '/settings/fields', '/settings/fields/new', '/settings/fields/{id}', '/settings/kinds', '/settings/kinds/new', '/settings/kinds/{id}',
  '/records/{kind}', '/records/{kind}/new', '/records/{kind}/{id}', '/files/{id}/about',
  '/workspaces/new', '/analytics', '/analytics/moves', '/imports', '/imports/new', '/imports/{id}', '/jobs',
  '/duplicates', '/quality', '/quality/{fault}', '/quality/kinds/{kind}', '/bin', '/promises', '/promises/new', '/promises/{id}', '/privacy', '/privacy/impact', '/privacy/log', '/privacy/requests/{id}', '/privacy/breaches/{id}', '/parties/{id}/privacy',
  '/projects', '/projects/new', '/projects/{id}', '/projects/{id}/edit',
  '/care', '/care/coming', '/care/settled', '/care/programmes/new', '/care/programmes/{id}',
];

/** Further states of those pages. */
export const STATES = [
  '/facts?q=rang', '/facts?q=khong-co', '/promises?layout=board&by=state', '/projects?layout=calendar&by=due_on', '/projects?layout=table&by=state',
  '/parties?layout=board&by=owner_id', '/tasks?layout=calendar&by=due_on', '/parties?layout=table&by=stage&columns=name:240,stage,spend', '/parties?sort=-spend,name&density=compact',
  '/parties?q=khong-co-ai-ten-nay', '/khong-co-trang-nay', '/find?q=nguyen', '/find?q=khong-co-ai-ten-nay', '/today?whose=everyone&all=1', '/imports/{draft}',
  '/duplicates?state=different', '/duplicates?kind=products', '/bin?kind=orders', '/tasks?who=all&when=overdue', '/parties?kind=organization', '/orders?status=cancelled',
  '/settings/fields/new?noun=parties&type=rollup', '/settings/fields/new?noun=products&type=rollup&of=order_lines&via=product_id',
];

/** Pages for strangers; `{secret}` is the end of a link that was handed to them. */
export const STRANGERS = ['/portal/{slug}', '/sign-in', '/password', '/password/{secret}', '/invitations/{secret}'];

/** Hands out the links that `STRANGERS` need: the address of each page. */
export function strangersAddress(route: string): string {
  if (route === '/portal/{slug}') return `/portal/${quen('workspace', 'list').split(/\s+/)[0]}`;
  if (!route.includes('{secret}')) return route;
  const email = `lan${Date.now()}@suongmai.vn`;
  const link = route.startsWith('/password')
    ? quen('user', 'create', '--email', email, '--name', 'Lan', '--role', 'member')
    : JSON.parse(quen('do', 'users.invite', JSON.stringify({ email, role: 'member' }))).link;
  return new URL(link, 'http://quen').pathname;
}

/** Addresses that answer no page of their own, and why. */
export const NO_PAGES: Record<string, string> = {
  '/': 'leads to the first page',
  '/welcome': 'leads away once there is an owner; first-run.spec.ts sees it',
  '/favicon.ico': 'a picture',
  '/analytics/tasks': 'a step on the way, with customers that the address names',
  '/files/{id}': 'a download',
  '/imports/{id}/failures.csv': 'a download',
  '/records/{kind}/export': 'a download',
  '/imports/{id}/progress': 'a part of the page of an import',
  '/settings/logo/{id}': 'a picture',
  '/lists/{kind}/bulks/{id}': 'a change that the sample has not made; lists.spec.ts sees it',
  '/exports/{id}': 'a file that the sample has not asked for; lists.spec.ts sees it',
  '/lists/{kind}/choices': 'lines of a searched select; without a question nobody opens it',
  '/lists/{kind}/columns': 'leads to the list',
  '/lists/{kind}/neighbours/{id}': 'a part of a page',
  '/lists/{kind}/order': 'leads to the list',
  '/live': 'a stream of events',
  '/parties/{id}/ledger/summary': 'a part of the page of a customer',
  '/parties/{id}/privacy/copy': 'a download',
  '/privacy/impact/document': 'a download',
  '/care/proposals/{id}': 'a programme proposes at its hour; care/by_hand.rs opens it',
  '/portal': 'the customer\'s own door; portal.rs goes in by a link',
  '/portal/copy': 'a download',
  '/portal/facts/{id}/correction': 'behind the customer\'s own door',
  '/portal/record': 'behind the customer\'s own door',
  '/portal/{slug}/enter/{secret}': 'opened by a link in a mail',
  '/parties/choices': 'lines of a searched select; without a question nobody opens it',
  '/static/{*path}': 'assets',
};
