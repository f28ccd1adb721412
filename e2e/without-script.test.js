// The same way through the house with scripts switched off.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { json, number, person, quit, signIn } from './support/browser.js';
import { openOffice } from './support/office.js';
import { someSheets } from './support/sheets.js';

let office;
let page;
before(async () => {
  office = await openOffice();
  page = await person(office, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  await signIn(page, office);
});
after(async () => {
  await quit();
  await office?.close();
});

test('a day and a map are chosen', async () => {
  await page.locator('#asof-on').fill('15/10/2024');
  await page.locator('#asof-map').selectOption({ label: 'trước 01/07/2025' });
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  const shown = page.locator('section.figure', { hasText: 'Người làm công tác số' }).locator('.num').first();
  const { totals } = await json(page, '/?on=2024-10-15&map=2025-06-30');
  assert.equal(number(await shown.innerText()), totals.people);
});

test('from an office to a person to a number', async () => {
  await page.locator('#nav').getByRole('link', { name: 'Nhân lực' }).click();
  const { rows } = await json(page, '/nhan-luc?on=2024-10-15');
  const { full_name: name, person: id } = rows.find((row) => row.personal_id);
  await page.getByRole('searchbox').first().fill(name);
  await page.getByRole('search').getByRole('button').click();
  await page.locator(`main a[href*="${id}"]`).first().click();
  await page.locator('details#mo summary').click();
  await page.locator('details#mo').getByRole('textbox').fill('Kiểm tra hồ sơ định kỳ');
  await page.locator('details#mo').getByRole('button').click();
  assert.match(await page.locator('main').innerText(), /\b098\d{9}\b/);
  await page.goto('/nhat-ky-doc');
  await page.locator('main').getByText('Kiểm tra hồ sơ định kỳ').waitFor();
});

test('a sheet is sent, looked at, and applied', async () => {
  const empty = await openOffice({ empty: true });
  try {
    const sheets = await someSheets(empty, 1);
    const there = await person(empty, { javaScriptEnabled: false });
    await signIn(there, empty);
    await there.goto('/tiep-nhan');
    await there.locator('input[type=file]').setInputFiles(sheets.paths);
    await there.getByRole('button', { name: 'Gửi và xem thử' }).click();
    const cell = there.locator(`input[name^="o-${sheets.mend.row}-"][aria-invalid=true]`).first();
    await cell.fill(sheets.mend.value, { timeout: 30_000 });
    await there.getByRole('button', { name: 'Lưu và đọc lại' }).click();
    await there.getByRole('link', { name: 'Tiếp: xem những gì sẽ thay đổi' }).click();
    await there.getByLabel('Lý do').fill('Danh sách tháng 10');
    await there.getByRole('button', { name: 'Ghi thành một lần' }).click();
    await there.waitForURL(/\/xong$/);
    const { totals } = await json(there, '/?on=2024-10-15');
    assert.equal(totals.people, sheets.people + 1);
    assert.deepEqual(there.troubles, []);
  } finally {
    await empty.close();
  }
});

test('nothing went wrong on the way', () => assert.deepEqual(page.troubles, []));
