// The whole picture: teams, training and graduates on the province page, and the rows behind
// them; what a head promises, and the page of the own unit.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { addBeyond } from './support/beyond.js';
import { json, number, person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';
import { addUser } from './support/users.js';

let office;
let page;
let head;
let unmatched;
before(async () => {
  office = await openOffice();
  await addBeyond(office);
  page = await person(office);
  await signIn(page, office);
  // The head of an office that does not meet a norm.
  const { units } = await json(page, '/');
  const { code } = units.find((u) => u.code && u.norms.some((n) => !n.met));
  const password = await addUser(page, { name: 'thutruong', role: 'head', unit: code });
  head = await person(office);
  await signIn(head, { ...office, account: 'thutruong', password });
});
after(async () => {
  await quit();
  await office?.close();
});

const figure = (on, label) =>
  on.locator('section.figure', { has: on.getByRole('heading', { name: label, exact: true }) });
const told = async (label) => number(await figure(page, label).locator('.num').first().innerText());

test('the province page tells of teams, training and graduates', async () => {
  await page.goto('/');
  const { beyond } = office.truth;
  assert.equal(await told('Tổ công nghệ số'), beyond.teams + 2);
  assert.equal(await told('Thành viên'), beyond.members + 3);
  assert.equal(await told('Thành viên đã tập huấn'), beyond.trained + 2);
  assert.equal(await told('Thôn chưa có tổ'), beyond.villages_without_team + 1);
  assert.equal(await told('Lượt tập huấn'), beyond.attendances + 2);
  unmatched = await told('Người chưa khớp');
  assert.ok(unmatched > 2);
  assert.equal(await told('Tốt nghiệp năm 2024'), beyond.graduates[2024] + 115);
  assert.deepEqual(await look(page, 'province-whole'), []);
});

test('a figure opens to its rows: villages without a team, a team, its members', async () => {
  await figure(page, 'Thôn chưa có tổ').getByRole('link').first().click();
  await page.waitForURL(/to-cong-nghe/);
  await page.locator('main [name=q]').fill('thon ap moi');
  await page.locator('main .find').getByRole('button').click();
  await page.getByRole('rowheader', { name: 'Thôn Ấp Mới' }).waitFor();
  assert.deepEqual(await look(page, 'teams-without'), []);
  await page.goto('/to-cong-nghe');
  assert.deepEqual(await look(page, 'teams-all'), []);
  await page.goto('/to-cong-nghe?tinh-trang=co-to&q=thon+dong');
  await page.getByRole('link', { name: 'Thôn Đông' }).first().click();
  await page.getByText('Đào Thị Thử').waitFor();
  assert.equal(await page.getByText('0301234567').count(), 0);
  assert.deepEqual(await look(page, 'team'), []);
  await page.getByText('Mở số điện thoại').first().click();
  await page.locator('[name=muc_dich]').fill('Mời họp tổ');
  await page.getByRole('button', { name: 'Mở số điện thoại' }).click();
  await page.getByText('0301234567').first().waitFor();
});

test('sessions, attendances, people, and somebody matched by hand', async () => {
  for (const [name, at] of Object.entries({
    sessions: '/tap-huan',
    attendances: '/tap-huan/luot',
    trained: '/tap-huan/nguoi',
    graduates: '/tot-nghiep',
  })) {
    await page.goto(at);
    assert.deepEqual(await look(page, `${name}-filled`), []);
  }
  await page.goto('/tap-huan');
  await page.locator('main table tbody a').first().click();
  await page.waitForURL(/tap-huan\/lop/);
  assert.deepEqual(await look(page, 'session'), []);
  await page.goto('/tap-huan/nguoi?khop=chua&q=phan+van+ngoai');
  await page.getByRole('link', { name: 'Khớp Phan Văn Ngoài' }).click();
  await page.getByText('Không tìm thấy ai').waitFor();
  await page.locator('main [name=q]').fill('nguyen');
  await page.getByRole('button', { name: 'Tìm', exact: true }).last().click();
  await page.waitForURL(/q=nguyen/);
  assert.deepEqual(await look(page, 'match'), []);
  await page.getByRole('button', { name: 'Khớp', exact: true }).click();
  await page.getByRole('alert').getByText('Hãy chọn một người').waitFor();
  await page.locator('main [name=nguoi]').first().check();
  await page.getByRole('button', { name: 'Khớp', exact: true }).click();
  await page.getByText('Đã khớp. Các lượt học').waitFor();
  await page.goto('/');
  assert.equal(await told('Người chưa khớp'), unmatched - 1);
});

test('a head promises something about a gap, from the page of the own unit', async () => {
  await head.goto('/');
  await head.locator('#nav').getByRole('link', { name: 'Đơn vị của tôi' }).click();
  await head.waitForURL(/don-vi-cua-toi/);
  assert.deepEqual(await look(head, 'my-unit'), []);
  await head.locator('.gaps').getByRole('link', { name: /Cam kết khắc phục/ }).first().click();
  await head.waitForURL(/cam-ket\/moi/);
  await head.getByRole('button', { name: 'Cam kết', exact: true }).click();
  await head.getByRole('alert').getByText('Hãy ghi việc sẽ làm').first().waitFor();
  assert.deepEqual(await look(head, 'commitment-error'), []);
  await head.locator('[name=viec]').fill('Cử một cán bộ chuyên trách an toàn thông tin');
  await head.locator('[name=han]').fill(`31/12/${new Date().getFullYear() + 1}`);
  await head.getByRole('button', { name: 'Cam kết', exact: true }).click();
  await head.getByText('Đã ghi cam kết').waitFor();
  assert.deepEqual(await look(head, 'commitment'), []);
  await head.goto('/don-vi-cua-toi');
  await head.getByRole('link', { name: 'Cử một cán bộ chuyên trách' }).waitFor();
  assert.deepEqual(await look(head, 'my-unit-promised'), []);
  const sheets = (await head.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g);
  assert.equal(sheets.length, 1, 'it prints on one page');
  await page.goto('/cam-ket');
  assert.deepEqual(await look(page, 'commitments-filled'), []);
});

test('nothing went wrong on the way', () => assert.deepEqual([...page.troubles, ...head.troubles], []));
