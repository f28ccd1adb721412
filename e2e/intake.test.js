// Sheets come in: dropped, looked at, mended, applied as one act, taken back.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { after, before, test } from 'node:test';

import { json, person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';
import { someSheets } from './support/sheets.js';

const DAY = '2024-10-15';
let office;
let page;
let sheets;
before(async () => {
  office = await openOffice({ empty: true });
  sheets = await someSheets(office);
  page = await person(office);
  await signIn(page, office);
});
after(async () => {
  await quit();
  await office?.close();
});

const people = async () => (await json(page, `/?on=${DAY}`)).totals.people;
const main = () => page.locator('main');

test('an empty province says what to do next', async () => {
  assert.equal(await people(), 0);
  await page.goto('/');
  assert.deepEqual(await look(page, 'province-empty'), []);
  await page.locator('#nav').getByRole('link', { name: 'Tiếp nhận biểu' }).click();
  assert.deepEqual(await look(page, 'intake-empty'), []);
  await page.getByRole('button', { name: 'Gửi và xem thử' }).click();
  await page.getByRole('alert').waitFor();
});

test('several files are sent at once; one that is no sheet is refused, the others are read', async () => {
  await page.goto('/tiep-nhan');
  const letter = { name: 'công văn.xlsx', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };
  const read = async (path) => ({ name: basename(path), mimeType: 'application/octet-stream', buffer: await readFile(path) });
  const files = [...(await Promise.all(sheets.paths.map(read))), letter];
  await page.locator('input[type=file]').setInputFiles(files);
  assert.equal(await page.locator('.file-list li').count(), files.length, 'they are listed');
  await page.getByRole('button', { name: 'Gửi và xem thử' }).click();
  await page.locator('#cac-tep').waitFor();
  await main().getByText(`${sheets.rows} dòng`).first().waitFor();
  await main().getByText(`${sheets.held} chờ`).first().waitFor();
  assert.match(await page.locator('#khong-doc').innerText(), /công văn\.xlsx/);
  assert.equal(await people(), 0, 'nothing is entered');
});

const cell = (row) => page.locator(`input[name^="o-${row}-"][aria-invalid=true]`).first();

test('the sheet is shown as its sender made it, with what it was taken for', async () => {
  await page.locator('#cac-tep').getByRole('link', { name: sheets.mend.file }).click();
  await cell(sheets.mend.row).waitFor();
  assert.ok((await page.locator('main select').count()) > 5, 'each column can be taken for something else');
  assert.deepEqual(await look(page, 'intake-sheet'), []);
});

test('a cell is mended, and its row no longer waits', async () => {
  await cell(sheets.mend.row).fill(sheets.mend.value);
  await page.getByRole('button', { name: 'Lưu và đọc lại' }).click();
  await main().getByText(`${sheets.held - 1} chờ`).first().waitFor();
  await page.locator('#da-sua').getByText(sheets.mend.value).waitFor();
  assert.deepEqual(await look(page, 'intake-mended'), []);
});

test('what will change is seen before it does', async () => {
  await page.getByRole('link', { name: 'Tiếp: xem những gì sẽ thay đổi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Những gì sẽ thay đổi' }).waitFor();
  assert.deepEqual(await look(page, 'intake-changes'), []);
  assert.equal(await people(), 0);
  await page.getByRole('button', { name: 'Ghi thành một lần' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await people(), 0, 'not without a reason');
});

test('it is applied as one act', async () => {
  await page.getByLabel('Lý do').fill('Danh sách tháng 10');
  await page.getByRole('button', { name: 'Ghi thành một lần' }).click();
  await page.waitForURL(/\/xong$/);
  assert.equal(await people(), sheets.people + 1);
  assert.deepEqual(await look(page, 'intake-done'), []);
  const waiting = await json(page, `/?on=${DAY}`);
  assert.equal(waiting.held_rows, sheets.held - 1);
});

test('the same files again change nothing', async () => {
  await page.goto('/tiep-nhan');
  await page.locator('input[type=file]').setInputFiles(sheets.paths.slice(1));
  await page.getByRole('button', { name: 'Gửi và xem thử' }).click();
  await page.getByRole('link', { name: 'Tiếp: xem những gì sẽ thay đổi' }).click();
  await page.getByRole('button', { name: 'Đóng đợt này' }).click();
  await page.waitForURL(/\/xong$/);
  await main().getByText('không có lần ghi nào').first().waitFor();
});

test('what waits is listed and can be mended from there', async () => {
  await page.goto('/tiep-nhan/cho');
  const rows = page.locator('main table tbody tr');
  assert.equal(await rows.count(), sheets.held - 1);
  assert.deepEqual(await look(page, 'intake-waiting'), []);
  if (sheets.held > 1) {
    await rows.first().getByRole('link').first().click();
    assert.deepEqual(await look(page, 'intake-held'), []);
    await page.locator('[name=muc_dich]').fill('Sửa dòng đang chờ');
    await page.getByRole('button', { name: 'Mở dòng' }).click();
    await page.getByRole('button', { name: 'Sửa và xem lại' }).waitFor();
    assert.deepEqual(await look(page, 'intake-held-open'), []);
    await page.getByRole('link', { name: 'Cho biết dòng này là ai' }).click();
    assert.deepEqual(await look(page, 'intake-held-who'), []);
  }
});

test('a figure leads back to the row of the sheet it came from', async () => {
  const { rows } = await json(page, `/nhan-luc?on=${DAY}`);
  await page.goto(`/nhan-luc/${rows[0].person}`);
  await page.locator('main a[href*="/tiep-nhan/nguon"]').first().click();
  await page.getByRole('heading', { level: 1, name: 'Dòng nguồn' }).waitFor();
  assert.doesNotMatch(await main().innerText(), /\b098\d{9}\b/, 'numbers are masked');
  assert.deepEqual(await look(page, 'intake-source'), []);
});

test('the act is taken back', async () => {
  await page.goto('/tiep-nhan');
  await page.locator('#cac-dot tbody tr', { hasText: 'người mới' }).last().getByRole('link').first().click();
  await page.waitForURL(/\/xong$/);
  await page.getByRole('link', { name: 'Hủy lần ghi này' }).click();
  await page.getByLabel('Lý do').fill('Gửi nhầm');
  await page.getByRole('button', { name: 'Huỷ lần ghi' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/huy'));
  assert.equal(await people(), 0);
});

test('nothing went wrong on the way', () => assert.deepEqual(page.troubles, []));
