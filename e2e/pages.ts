// Every address that a page can be read at, as the router has it. pages.spec.ts compares this list with the router, and
// looks at each page; whoever adds a page adds it here.
import type { Api } from './quen.ts';

/** What the pages are about: a customer with something of everything. */
export interface Sample {
  party: string;
}

export async function makeSample(api: Api): Promise<Sample> {
  const party = await api.post('/parties', {
    name: 'Nguyễn Thị Hồng Ngọc Ánh Tuyết Kim Phượng', phones: ['0905 218 467'], emails: ['hongngoc@tiemcaphegio.vn'],
    birthday: { calendar: 'lunar', year: 1988, month: 10, day: 16 }, tags: ['rang vừa', 'giao sáng'],
    address: 'số 12 đường Lê Đình Dương, phường Hải Châu, thành phố Đà Nẵng', salutation: 'chị',
    note: 'Thích rang vừa, giao trước 8 giờ sáng. Không gọi buổi trưa.',
  });
  return { party: party.id };
}

/** Address of a page in the sample: `{id}` of `/parties/{id}`. */
export function address(route: string, sample: Sample): string {
  return route.replace('/parties/{id}', `/parties/${sample.party}`);
}

/** Pages for who is signed in. */
export const PAGES = ['/parties', '/parties/new', '/parties/{id}'];

/** Further states of those pages. */
export const STATES = ['/parties?q=khong-co-ai-ten-nay', '/khong-co-trang-nay'];

/** Pages for strangers. */
export const STRANGERS = ['/sign-in'];

/** Addresses that answer no page of their own, and why. */
export const NO_PAGES: Record<string, string> = {
  '/': 'leads to the first page',
  '/welcome': 'leads away once there is an owner; first-run.spec.ts sees it',
  '/favicon.ico': 'a picture',
  '/static/{*path}': 'assets',
};
