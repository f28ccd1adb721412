// From the province to one number, and the trace that opening it leaves.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { asOf, json, number, onMap, person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';

let office;
let page;
before(async () => {
  office = await openOffice();
  page = await person(office);
  await signIn(page, office);
});
after(async () => {
  await quit();
  await office?.close();
});

const figure = (label) => page.locator('section.figure', { has: page.getByRole('heading', { name: label }) });
const people = async () => number(await figure('Người làm công tác số').locator('.num').first().innerText());

test('the province shows the figures of the day and map that are chosen', async () => {
  const now = await json(page, '/');
  assert.equal(await people(), now.totals.people);

  await asOf(page, 'on', '15/10/2024');
  await onMap(page, 'trước 01/07/2025');

  const then = await json(page, page.url());
  assert.equal(then.on, '2024-10-15');
  assert.equal(await people(), then.totals.people);
  // What its sheets said, and the one that was sent again, corrected.
  const truth = office.truth;
  assert.equal(then.totals.people, truth.officers.people + truth.corrected.people_new);
  assert.notDeepEqual(now.units.length, then.units.length);
  assert.deepEqual(await look(page, 'province'), []);
});

test('on the new map the totals are the same', async () => {
  const old = await json(page, '/?on=2024-10-15&map=2025-06-30');
  await page.goto('/?on=2024-10-15&map=2025-07-01');
  const anew = await json(page, page.url());
  for (const what of ['people', 'dedicated', 'concurrent', 'by_field']) {
    assert.deepEqual(anew.totals[what], old.totals[what], what);
  }
  assert.ok(anew.units.length < old.units.length);
  assert.equal(await people(), old.totals.people);
});

test('a fixed link gives the same figure for ever', async () => {
  await page.goto('/?on=2024-10-15');
  const shown = await people();
  await page.getByRole('link', { name: 'Liên kết cố định' }).click();
  await page.waitForURL(/known_at=/);
  assert.equal(await people(), shown);
  await asOf(page, 'known_at', '10/11/2024');
  // Before the corrected sheet came.
  assert.equal(await people(), office.truth.officers.people);
});

let name;
test('a figure opens to its rows, and an office to its people', async () => {
  await page.goto('/?on=2024-10-15');
  await figure('Đơn vị có người phụ trách').getByRole('link', { name: /Xem danh sách/ }).click();
  await page.waitForURL(/don-vi.*on=2024-10-15|on=2024-10-15.*don-vi/);
  const link = page.locator('main table tbody').getByRole('link').first();
  const title = await link.innerText();
  await link.click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  assert.match(page.url(), /on=2024-10-15/, 'the day goes along');
  name = await page.locator('main table tbody a[href*="/nhan-luc/"]').first().innerText();
  assert.deepEqual(await look(page, 'office'), []);
});

const plain = (text) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();

test('a person is found without diacritics', async () => {
  assert.notEqual(plain(name), name.toLowerCase(), `${name} has diacritics to forgive`);
  const box = page.getByRole('search').getByRole('combobox');
  await box.fill(plain(name));
  await page.getByRole('search').getByRole('button').click();
  await page.waitForURL(/\/tim/);
  assert.deepEqual(await look(page, 'search'), []);
  await page.locator('main').getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
});

test('a number is masked until it is opened for a purpose, and the opening is on record', async () => {
  const { rows } = await json(page, '/nhan-luc?on=2024-10-15');
  const { full_name: who, person: id } = rows.find((row) => row.personal_id);
  await page.goto(`/nhan-luc/${id}`);
  await page.getByRole('heading', { level: 1, name: who }).waitFor();
  const main = page.locator('main');
  assert.doesNotMatch(await main.innerText(), /\b\d{12}\b/);

  const details = page.locator('details#mo');
  await details.locator('summary').click();
  await details.getByRole('button').click();
  await page.getByRole('alert').waitFor();
  assert.deepEqual(await look(page, 'person-error'), []);

  const purpose = 'Đối chiếu hồ sơ theo công văn 12';
  await details.getByRole('textbox').fill(purpose);
  await details.getByRole('button').click();
  await page.waitForFunction(() => /\b\d{12}\b/.test(document.querySelector('main').innerText));
  assert.deepEqual(await look(page, 'person-opened'), []);

  await page.goto('/nhat-ky-doc');
  await page.locator('main table tbody tr', { hasText: purpose }).waitFor();
  assert.deepEqual(await look(page, 'reads'), []);
});

test('nothing went wrong on the way', () => assert.deepEqual(page.troubles, []));
