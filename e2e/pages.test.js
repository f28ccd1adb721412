// Every page there is: no finding of axe, nothing sideways on a phone, in light and dark.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';

/** Name → address, or how to come by it. */
const PAGES = {
  offices: '/don-vi?on=2024-10-15',
  'offices-tree': '/don-vi?xem=cay',
  people: '/nhan-luc',
  duplicates: '/nhan-luc/co-the-trung',
  changes: '/so-sanh?so-voi=2024-10-15',
  'changes-offices': '/so-sanh?so-lieu=trong&so-voi=2024-10-15',
  areas: '/dia-gioi',
  'area-merged': async (page) => {
    await page.goto('/dia-gioi?on=2024-10-15');
    return page.locator('main table tbody a').first().getAttribute('href');
  },
  norms: '/dinh-muc',
  'norm-new': '/dinh-muc/moi',
  norm: '/dinh-muc/infosec_officer',
  'norm-end': '/dinh-muc/infosec_officer/het-hieu-luc',
  field: '/dinh-muc/linh-vuc/dx',
  acts: '/quyet-dinh',
  'act-areas': '/quyet-dinh/2',
  'act-intake': '/quyet-dinh/5',
  verify: '/kiem-chung',
  account: '/tai-khoan',
  'my-data': '/ve-toi',
  requests: '/yeu-cau',
  'request-new': '/yeu-cau/moi',
  'request-term': '/yeu-cau/thoi-han',
  holidays: '/ngay-nghi',
  'holiday-new': '/ngay-nghi/moi',
  'account-security': '/tai-khoan/bao-mat',
  retention: '/luu-giu',
  'retention-rule': '/luu-giu/read_log',
  processing: '/ho-so-xu-ly',
  'processing-basis': '/ho-so-xu-ly/person',
  'public-manage': '/cong-bo/quan-ly',
  'search-nothing': '/tim?q=khongcoaitenlanhuvay',
  'as-of-error': '/?on=31/02/2024',
  'not-found': '/khong-co-trang-nay',
  teams: '/to-cong-nghe',
  sessions: '/tap-huan',
  attendances: '/tap-huan/luot',
  'people-trained': '/tap-huan/nguoi',
  graduates: '/tot-nghiep',
  commitments: '/cam-ket',
  'commitment-new': '/cam-ket/moi',
  'my-unit-none': '/don-vi-cua-toi',
  intake: '/tiep-nhan',
  inbox: '/hop-thu',
  jobs: '/cong-viec',
  'jobs-waiting': '/cong-viec?xem=waiting',
  campaigns: '/thu-thap',
  'campaign-new': '/thu-thap/moi',
  'intake-waiting': '/tiep-nhan/cho',
  'intake-forms': '/tiep-nhan/bieu',
  'intake-form': '/tiep-nhan/bieu/officers',
  'intake-kind-new': '/tiep-nhan/bieu/moi',
  'intake-form-of-teams': '/tiep-nhan/bieu/team_members',
};

let office;
let page;
before(async () => {
  office = await openOffice();
  page = await person(office);
});
after(async () => {
  await quit();
  await office?.close();
});

test('sign-in, and what is wrong with it', async () => {
  await page.goto('/dang-nhap');
  assert.deepEqual(await look(page, 'sign-in'), []);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  assert.deepEqual(await look(page, 'sign-in-error'), []);
  await signIn(page, office);
});

for (const [name, address] of Object.entries(PAGES)) {
  test(name, async () => {
    const at = typeof address === 'string' ? address : await address(page);
    const response = await page.goto(at);
    const error = { 'not-found': 404, 'as-of-error': 422 }[name] ?? 200;
    assert.equal(response.status(), error, at);
    assert.equal(await page.locator('h1').count(), 1);
    assert.deepEqual(await look(page, name), []);
  });
}

test('nothing went wrong on the way', () => assert.deepEqual(page.troubles, []));
