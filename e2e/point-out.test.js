// A sheet whose list the program does not find: a person says where its header is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';

const ROWS = ['STT;Nhân sự;Sinh năm;Kiểu;Mảng', '1;Kha Văn An;1980;KN;CĐS', '2;Kha Văn Bình;1980;CT;CĐS'];
let office;
let page;
before(async () => {
  office = await openOffice({ empty: true });
  page = await person(office);
  await signIn(page, office);
});
after(async () => {
  await quit();
  await office?.close();
});

const main = () => page.locator('main');
const column = (n) => page.locator(`main select[name=cot-${n}]`);
const send = async (name) => {
  await page.goto('/tiep-nhan');
  const buffer = Buffer.from(`\uFEFF${ROWS.join('\r\n')}\r\n`);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Gửi và xem thử' }).click();
  await page.locator('#bieu-ten').waitFor();
};
const press = (name) => page.getByRole('button', { name }).click();
const asked = () => main().getByText('Không tìm thấy bảng; hãy chỉ dòng tiêu đề và các cột.').waitFor();

test('a sheet without a table asks where it is', async () => {
  await send('thang 7.csv');
  await asked();
  assert.deepEqual(await look(page, 'point-out'), []);
});

test('what is wrong is told at its field, and nothing is lost', async () => {
  await column(1).selectOption('full_name');
  await column(3).selectOption('full_name');
  await page.getByLabel('Đến dòng').fill('9');
  await press('Đọc theo dòng tiêu đề và các cột này');
  await page.getByRole('alert').getByRole('link', { name: 'Một cột khác đã là họ và tên' }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'cot-3');
  assert.equal(await column(3).inputValue(), 'full_name');
  assert.equal(await page.getByLabel('Đến dòng').inputValue(), '9');
  assert.deepEqual(await look(page, 'point-out-wrong'), []);
});

test('once it is pointed out it is read, and the next one like it too', async () => {
  await column(3).selectOption('mode');
  await page.getByLabel('Đến dòng').fill('1');
  await press('Đọc theo dòng tiêu đề và các cột này');
  await main().getByText('2 dòng:').first().waitFor();
  assert.deepEqual(await look(page, 'pointed-out'), []);
  await send('thang 8.csv');
  await main().getByText('2 dòng:').first().waitFor();
  await main().getByText('các cột mà').first().waitFor();
});

test('taken back, the program looks for the table by itself', async () => {
  await press('Thôi, để máy tự tìm bảng');
  await asked();
});
