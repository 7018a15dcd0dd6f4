// Every address that a page can be read at, as the router has it. pages.spec.ts compares this list with the router, and
// looks at each page; whoever adds a page adds it here.
import { quen, type Api } from './quen.ts';

/** What the pages are about: a customer with something of everything. */
export interface Sample {
  party: string;
  user: string;
}

export async function makeSample(api: Api): Promise<Sample> {
  const party = await api.post('/parties', {
    name: 'Nguyễn Thị Hồng Ngọc Ánh Tuyết Kim Phượng', phones: ['0905 218 467'], emails: ['hongngoc@tiemcaphegio.vn'],
    birthday: { calendar: 'lunar', year: 1988, month: 10, day: 16 }, tags: ['rang vừa', 'giao sáng'],
    address: 'số 12 đường Lê Đình Dương, phường Hải Châu, thành phố Đà Nẵng', salutation: 'chị',
    note: 'Thích rang vừa, giao trước 8 giờ sáng. Không gọi buổi trưa.',
  });
  const colleague = 'ha@suongmai.vn';
  const users = await api.get('/users');
  if (!users.data.some((user: any) => user.email === colleague)) {
    quen('user', 'create', '--email', colleague, '--name', 'Võ Thu Hà', '--role', 'member');
  }
  const user = (await api.get('/users')).data.find((user: any) => user.email === colleague);
  return { party: party.id, user: user.id };
}

/** Address of a page in the sample: `{id}` of `/parties/{id}`. */
export function address(route: string, sample: Sample): string {
  return route.replace('/parties/{id}', `/parties/${sample.party}`).replace('/users/{id}', `/users/${sample.user}`);
}

/** Pages for who is signed in. */
export const PAGES = [
  '/account', '/notifications', '/parties', '/parties/new', '/parties/{id}', '/sessions', '/settings', '/settings/mail', '/teams', '/tokens',
  '/users', '/users/{id}', '/workspaces/new',
];

/** Further states of those pages. */
export const STATES = ['/parties?q=khong-co-ai-ten-nay', '/khong-co-trang-nay'];

/** Pages for strangers. */
export const STRANGERS = ['/password', '/sign-in'];

/** Addresses that answer no page of their own, and why. */
export const NO_PAGES: Record<string, string> = {
  '/': 'leads to the first page',
  '/welcome': 'leads away once there is an owner; first-run.spec.ts sees it',
  '/favicon.ico': 'a picture',
  '/invitations/{secret}': 'settings.spec.ts opens one',
  '/password/{secret}': 'settings.spec.ts opens one',
  '/settings/logo/{id}': 'a picture',
  '/static/{*path}': 'assets',
};
