// One person by hand: entered once, transferred, corrected, qualified, taken back, erased.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { json, person, quit, signIn } from './support/browser.js';
import { inside } from './support/inside.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';

const NAME = 'Đinh Thị Mây';
const NUMBER = '098194000111';
let office;
let page;
let offices;
let earlier;
before(async () => {
  office = await openOffice();
  page = await person(office);
  await signIn(page, office);
  earlier = await json(page, '/');
  const counted = earlier.units.filter((u) => u.code);
  offices = { first: counted[1], second: counted[2] };
});
after(async () => {
  await quit();
  await office?.close();
});

const { main, field, choose, heading } = inside(() => page);
const enter = () => page.getByRole('button', { name: 'Ghi', exact: true }).click();
const people = async () => (await json(page, '/')).totals.people;
/** The act that a line of the person's page names last. */
const lastAct = async () => {
  const acts = await main().locator('a[href^="/quyet-dinh/"]').evaluateAll((all) =>
    all.map((a) => Number(a.getAttribute('href').split('/')[2])),
  );
  return Math.max(...acts);
};
const undo = async (act) => {
  await page.goto(`/quyet-dinh/${act}/huy`);
  await page.getByLabel('Lý do').fill('Ghi nhầm');
  await page.getByRole('button', { name: 'Huỷ lần ghi' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/huy'));
};

let home;
test('somebody is entered from the page of the office', async () => {
  await page.goto(`/don-vi/${offices.first.code}`);
  await page.getByRole('link', { name: 'Thêm người' }).first().click();
  await heading('Thêm người');
  assert.deepEqual(await look(page, 'by-hand-new'), []);
  await enter();
  await page.getByRole('alert').getByText('Hãy ghi họ và tên').waitFor();
  assert.deepEqual(await look(page, 'by-hand-new-error'), []);
  // What is wrong is named first, and leads to its field.
  await page.getByRole('alert').getByRole('link', { name: 'Hãy ghi lý do' }).click();
  assert.equal(await page.evaluate(() => document.activeElement.name ?? location.hash), 'ly_do');

  await field('ho-ten').fill(NAME);
  await field('ngay-sinh').fill('02/09/1994');
  await field('so-dinh-danh').fill('098 194 000 111');
  await field('tu-ngay').fill('01/08/2025');
  await field('chuc-danh').fill('Chuyên viên');
  await choose('hinh-thuc', 'concurrent').check();
  await choose('linh-vuc', 'dx').check();
  await field('ly_do').fill('Phân công công tác');
  await enter();
  await heading(NAME);
  home = new URL(page.url()).pathname;
  assert.doesNotMatch(await main().innerText(), new RegExp(NUMBER), 'the number is masked');
  assert.equal(await people(), earlier.totals.people + 1);
  assert.deepEqual(await look(page, 'by-hand-person'), []);
});

test('who may be on record is asked about, and the number is never given twice', async () => {
  await page.goto('/nhan-luc');
  await page.getByRole('link', { name: 'Thêm người' }).click();
  await field('ho-ten').fill('dinh thi may');
  await field('ngay-sinh').fill('1994');
  await field('don-vi').selectOption(offices.second.code);
  await choose('hinh-thuc', 'dedicated').check();
  await choose('linh-vuc', 'data').check();
  await field('ly_do').fill('Phân công công tác');
  await enter();
  await main().getByText('Có thể người này đã có trong sổ').waitFor();
  assert.ok(await main().getByRole('link', { name: NAME }).isVisible());
  assert.deepEqual(await look(page, 'by-hand-likely'), []);
  await choose('khac-nguoi', await field('khac-nguoi').getAttribute('value')).check();
  await field('so-dinh-danh').fill(NUMBER);
  await enter();
  await main().getByText('Người có số định danh này đã có trong sổ').waitFor();
  assert.equal(await people(), earlier.totals.people + 1, 'nobody was made twice');
});

test('they are transferred: one act, and the person stays one', async () => {
  await page.goto(home);
  await main().getByRole('link', { name: 'Điều chuyển' }).click();
  await heading(`Điều chuyển ${NAME}`);
  assert.deepEqual(await look(page, 'by-hand-transfer'), []);
  await field('don-vi').selectOption(offices.second.code);
  await field('tu-ngay').fill('01/10/2025');
  await field('ly_do').fill('Luân chuyển');
  await enter();
  await heading(NAME);
  await main().locator('.when', { hasText: '01/08/2025 – 30/09/2025' }).waitFor();
  await main().getByText('thôi vì: Luân chuyển').waitFor();
  assert.equal(await people(), earlier.totals.people + 1);
  await page.goto(`/don-vi/${offices.second.code}`);
  await main().getByRole('link', { name: NAME }).waitFor();
});

test('a duty is corrected, and what was known before is answered as before', async () => {
  await page.goto(home);
  const before = new Date().toISOString();
  await main().getByRole('link', { name: /^Sửa\s*: từ 01\/10\/2025/ }).click();
  assert.deepEqual(await look(page, 'by-hand-correct-duty'), []);
  await field('chuc-danh').fill('Phó trưởng phòng');
  await choose('hinh-thuc', 'dedicated').check();
  await field('ly_do').fill('Đính chính theo hồ sơ');
  await enter();
  await heading(NAME);
  await main().getByText('Phó trưởng phòng').waitFor();
  await page.goto(`${home}?known_at=${encodeURIComponent(before)}`);
  assert.equal(await main().getByText('Phó trưởng phòng').count(), 0);
});

test('who they are is corrected without showing what is masked', async () => {
  await page.goto(home);
  await main().getByRole('link', { name: 'Sửa thông tin' }).click();
  assert.deepEqual(await look(page, 'by-hand-correct'), []);
  assert.doesNotMatch(await page.content(), new RegExp(NUMBER));
  await field('ho-ten').fill('Đinh Thị Mây Lan');
  await field('ly_do').fill('Đính chính theo căn cước');
  await enter();
  await heading('Đinh Thị Mây Lan');
});

test('a further duty and a certificate are added', async () => {
  await page.goto(home);
  await main().getByRole('link', { name: 'Giao thêm nhiệm vụ' }).click();
  assert.deepEqual(await look(page, 'by-hand-give'), []);
  await field('don-vi').selectOption(offices.first.code);
  await field('tu-ngay').fill('01/12/2025');
  await choose('hinh-thuc', 'concurrent').check();
  await choose('linh-vuc', 'infosec').check();
  await field('ly_do').fill('Giao thêm');
  await enter();
  await heading('Đinh Thị Mây Lan');
  await main().getByRole('link', { name: 'Thêm trình độ, chứng chỉ' }).click();
  assert.deepEqual(await look(page, 'by-hand-qualify'), []);
  await choose('loai', 'certificate').check();
  await field('ten').fill('CCNA');
  await field('tu-ngay').fill('01/01/2022');
  await field('den-ngay').fill('31/12/2024');
  await field('ly_do').fill('Bổ sung hồ sơ');
  await enter();
  await main().getByText('đã hết hạn').waitFor();
  await main().getByRole('link', { name: /^Thôi nhiệm vụ\s*: từ 01\/12\/2025/ }).click();
  assert.deepEqual(await look(page, 'by-hand-end'), []);
  await field('tu-ngay').fill('01/02/2026');
  await field('ly_do').fill('hết nhiệm vụ');
  await enter();
  await main().getByText('thôi vì: hết nhiệm vụ').waitFor();
  assert.deepEqual(await look(page, 'by-hand-person-full'), []);
});

test('everything is taken back, act by act', async () => {
  await page.goto(home);
  const last = await lastAct();
  for (let act = last; ; act -= 1) {
    await page.goto(`/quyet-dinh/${act}`);
    const kind = await main().locator('.lead').innerText();
    await undo(act);
    if (kind === 'Thêm người') break;
  }
  assert.equal(await people(), earlier.totals.people);
  assert.deepEqual((await json(page, '/')).units, earlier.units);
});

test('somebody is erased, on a basis, once their name is typed', async () => {
  const { rows } = await json(page, '/nhan-luc');
  const { person: id, full_name: name } = rows[0];
  await page.goto(`/nhan-luc/${id}`);
  await main().getByRole('link', { name: 'Xoá dữ liệu cá nhân' }).click();
  await heading(`Xoá dữ liệu cá nhân của ${name}`);
  assert.deepEqual(await look(page, 'by-hand-erase'), []);
  const files = await main().locator('details', { hasText: 'Tệp đã gửi' }).locator('li').count();
  assert.ok(files > 0, 'the sheet they came from is named');
  await page.getByRole('button', { name: 'Xoá vĩnh viễn' }).click();
  await page.getByRole('alert').getByText('Họ tên gõ vào không khớp').waitFor();
  assert.deepEqual(await look(page, 'by-hand-erase-error'), []);
  await field('so').fill('YC-12/2026');
  await field('ly_do').fill('Theo yêu cầu của người có dữ liệu');
  await field('ten-nguoi').fill(name);
  await page.getByRole('button', { name: 'Xoá vĩnh viễn' }).click();
  await main().getByText('Đã xoá dữ liệu cá nhân của người này').waitFor();
  assert.deepEqual(await look(page, 'by-hand-erased'), []);
  assert.equal(await people(), earlier.totals.people, 'figures stay');
  await page.goto('/kiem-chung');
  await page.getByRole('button', { name: 'Kiểm chứng', exact: true }).click();
  await main().getByText(/nguyên vẹn/i).first().waitFor();
  await main().getByText('Dữ liệu cá nhân đã được xoá hợp lệ').waitFor();
});

test('nothing went wrong on the way', () => assert.deepEqual(page.troubles, []));
