// One person with two records: found, compared, joined, and parted again.

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
  offices = earlier.units.filter((u) => u.code).slice(1, 3);
});
after(async () => {
  await quit();
  await office?.close();
});

const { main, field, choose, heading } = inside(() => page);
const people = async () => (await json(page, '/')).totals.people;

/** Enters somebody; gives the address of their page. */
async function enter(unit, { number = '', title }) {
  await page.goto(`/don-vi/${unit.code}`);
  await page.getByRole('link', { name: 'Thêm người' }).first().click();
  await field('ho-ten').fill(NAME);
  await field('ngay-sinh').fill('02/09/1994');
  await field('so-dinh-danh').fill(number);
  await field('tu-ngay').fill('01/08/2025');
  await field('chuc-danh').fill(title);
  await choose('hinh-thuc', 'concurrent').check();
  await choose('linh-vuc', 'dx').check();
  await field('ly_do').fill('Phân công công tác');
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  const other = field('khac-nguoi');
  await Promise.race([heading(NAME), other.waitFor()]);
  if (await other.count()) {
    await other.first().check();
    await page.getByRole('button', { name: 'Ghi', exact: true }).click();
    await heading(NAME);
  }
  return new URL(page.url()).pathname;
}

let keep;
let other;
test('somebody was entered twice, and is told as a possible duplicate', async () => {
  keep = await enter(offices[0], { number: NUMBER, title: 'Chuyên viên' });
  other = await enter(offices[1], { title: 'Văn thư' });
  assert.notEqual(keep, other);
  assert.equal(await people(), earlier.totals.people + 2);
  await page.goto('/nhan-luc/co-the-trung');
  await main().getByRole('link', { name: NAME }).first().waitFor();
  assert.deepEqual(await look(page, 'join-duplicates'), []);
});

test('the other record is found by name and compared', async () => {
  await page.goto(keep);
  await main().getByRole('link', { name: 'Trùng với hồ sơ khác…' }).click();
  await field('q').fill('dinh thi may');
  await main().getByRole('button', { name: 'Tìm', exact: true }).click();
  assert.deepEqual(await look(page, 'join-found'), []);
  await main().getByRole('link', { name: 'So sánh và gộp' }).click();
  await main().getByText('Văn thư').waitFor();
  assert.doesNotMatch(await page.content(), new RegExp(NUMBER), 'the number is masked');
  assert.deepEqual(await look(page, 'join-compared'), []);
});

test('they are joined once it was said why, and nothing of either is lost', async () => {
  await page.getByRole('button', { name: 'Gộp hai hồ sơ' }).click();
  await page.getByRole('alert').getByText('Hãy ghi lý do').first().waitFor();
  await field('ly_do').fill('Cùng số điện thoại và ngày sinh');
  await page.getByRole('button', { name: 'Gộp hai hồ sơ' }).click();
  await page.getByText('Đã gộp. Hai hồ sơ nay là một.').waitFor();
  assert.equal(new URL(page.url()).pathname, keep);
  for (const title of ['Chuyên viên', 'Văn thư']) {
    await main().getByText(title).first().waitFor();
  }
  assert.equal(await people(), earlier.totals.people + 1);
  assert.deepEqual(await look(page, 'join-done'), []);
  // Who has the address of the other record is led to the kept one.
  await page.goto(other);
  await main().getByText('Văn thư').first().waitFor();
  await main().getByRole('link', { name: 'Trùng với hồ sơ khác…' }).waitFor();
});

test('undone, they are two again', async () => {
  await page.goto('/quyet-dinh');
  await main().locator('a[href^="/quyet-dinh/"]').first().click();
  await page.getByRole('link', { name: /Huỷ/ }).first().click();
  await page.getByLabel('Lý do').fill('Hai người cùng tên');
  await page.getByRole('button', { name: 'Huỷ lần ghi' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/huy'));
  assert.equal(await people(), earlier.totals.people + 2);
});

test('two numbers are two people: it is told where another record is looked for', async () => {
  const third = await enter(offices[1], { number: '098194000112', title: 'Kế toán' });
  await page.goto(`${keep}/gop/${third.split('/').pop()}`);
  await page.getByRole('alert').getByText('hai số định danh khác nhau').waitFor();
  assert.ok(await field('q').isVisible());
  assert.deepEqual(await look(page, 'join-refused'), []);
});
