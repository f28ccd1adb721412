// Two offices become one: seen before it is entered, proved afterwards, taken back.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { json, person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';

const DAY = '2026-01-01';
let office;
let page;
let earlier;
before(async () => {
  office = await openOffice();
  page = await person(office);
  await signIn(page, office);
  earlier = await json(page, `/?on=${DAY}`);
});
after(async () => {
  await quit();
  await office?.close();
});

/** Sums that a reorganisation must not change. */
const sums = ({ totals }) => [totals.people, totals.dedicated, totals.concurrent, totals.by_field];

test('a plan is put together step by step', async () => {
  await page.goto('/sap-xep');
  assert.deepEqual(await look(page, 'reorganise'), []);
  await page.getByLabel('Có hiệu lực').fill('01/01/2026');
  await page.locator('input[name=theo][value=tu-chon]').check();
  await page.getByRole('button', { name: 'Soạn kế hoạch' }).click();
  await page.getByRole('heading', { level: 1, name: /01\/01\/2026/ }).waitFor();
  assert.deepEqual(await look(page, 'reorganise-compose'), []);
  await page.getByRole('link', { name: 'Sáp nhập' }).click();
  assert.deepEqual(await look(page, 'reorganise-step'), []);

  // Without anything chosen it says what is missing.
  await page.getByRole('button', { name: 'Thêm vào kế hoạch' }).click();
  await page.getByRole('alert').getByText('Hãy chọn ít nhất một đơn vị').waitFor();
  assert.deepEqual(await look(page, 'reorganise-step-error'), []);

  const boxes = page.locator('main input[type=checkbox][name="don-vi"]');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.locator('input[name=vao][value=moi]').check();
  await page.locator('[name="ma-moi"]').fill('SHM.MOI');
  await page.locator('[name="ten-moi"]').fill('Cơ quan hợp nhất');
  await page.getByRole('button', { name: 'Thêm vào kế hoạch' }).click();
  await page.locator('main table').getByText('Cơ quan hợp nhất').waitFor();
});

test('the preview names what it touches, and nothing is entered', async () => {
  await page.getByRole('link', { name: 'Xem trước' }).click();
  await page.waitForURL(/xem-truoc/);
  await page.locator('details', { hasText: 'Thành lập' }).locator('summary').click();
  await page.locator('main').getByText('Cơ quan hợp nhất (SHM.MOI)').waitFor();
  assert.deepEqual(await look(page, 'reorganise-preview'), []);
  const meanwhile = await json(page, `/?on=${DAY}`);
  assert.deepEqual(meanwhile.units, earlier.units);
});

let act;
test('it is entered on a legal basis as one act', async () => {
  await page.getByRole('button', { name: 'Ghi thành một lần ghi' }).click();
  await page.getByRole('alert').getByText('Hãy điền mục này').first().waitFor();
  await page.locator('[name=so]').fill('12/2025/NQ-HĐND');
  await page.locator('[name="ngay-ky"]').fill('20/12/2025');
  await page.locator('[name="co-quan"]').fill('Hội đồng nhân dân tỉnh');
  await page.locator('[name=ly_do]').fill('Sắp xếp theo nghị quyết');
  await page.getByRole('button', { name: 'Ghi thành một lần ghi' }).click();
  await page.waitForURL(/\/quyet-dinh\/\d+/);
  act = page.url().match(/quyet-dinh\/(\d+)/)[1];
  assert.deepEqual(await look(page, 'act'), []);

  const later = await json(page, `/?on=${DAY}`);
  assert.ok(later.units.some((u) => u.code === 'SHM.MOI'));
  assert.deepEqual(sums(later), sums(earlier));
  const eve = await json(page, '/?on=2025-12-31');
  assert.ok(!eve.units.some((u) => u.code === 'SHM.MOI'), 'not a day too early');
  await page.goto(`/don-vi/SHM.MOI?on=${DAY}`);
  assert.deepEqual(await look(page, 'office-merged'), []);
});

test('the record verifies, also against the head noted', async () => {
  await page.goto('/kiem-chung');
  await page.getByRole('button', { name: 'Kiểm chứng', exact: true }).click();
  await page.locator('main').getByText(/nguyên vẹn/i).first().waitFor();
  assert.deepEqual(await look(page, 'verify-result'), []);
  const head = (await page.locator('footer').innerText()).match(/[0-9a-f]{64}/)[0];
  await page.goto('/kiem-chung');
  await page.locator('[name=dau]').fill(head);
  await page.getByRole('button', { name: 'Kiểm chứng', exact: true }).click();
  await page.locator('main').getByText(/nguyên vẹn/i).first().waitFor();
  await page.locator('[name=dau]').fill('f'.repeat(64));
  await page.getByRole('button', { name: 'Kiểm chứng', exact: true }).click();
  await page.locator('main').getByText(/không/i).first().waitFor();
});

test('an export that is downloaded verifies as a file', async () => {
  await page.goto('/kiem-chung');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('a[href*="/kiem-chung/ban-ghi"]').first().click(),
  ]);
  const path = await download.path();
  await page.locator('input[type=file]').setInputFiles({
    name: 'so.ndjson',
    mimeType: 'application/octet-stream',
    buffer: await readFile(path),
  });
  await page.getByRole('button', { name: 'Kiểm chứng bản sao' }).click();
  await page.locator('main').getByText(/nguyên vẹn/i).first().waitFor();
});

test('it is taken back by another act', async () => {
  await page.goto(`/quyet-dinh/${act}/huy`);
  assert.deepEqual(await look(page, 'undo'), []);
  await page.getByLabel('Lý do').fill('Nhập nhầm nghị quyết');
  await page.getByRole('button', { name: 'Huỷ lần ghi' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/huy'));
  const again = await json(page, `/?on=${DAY}`);
  assert.deepEqual(again.units, earlier.units);
});

test('nothing went wrong on the way', () => assert.deepEqual(page.troubles, []));
