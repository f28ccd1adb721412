// Language, size of text, print.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import { person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';

let office;
let page;
before(async () => {
  office = await openOffice();
});
// Whoever comes next has no preferences.
beforeEach(async () => {
  page = await person(office);
  await signIn(page, office);
});
afterEach(async () => {
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
after(async () => {
  await quit();
  await office?.close();
});

test('the language changes in place, and stays', async () => {
  await page.goto('/don-vi?on=2024-10-15');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Offices' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.match(page.url(), /\/don-vi\?.*on=2024-10-15/, 'the page is the same');
  await page.goto('/nhan-luc');
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  assert.deepEqual(await look(page, 'people-english'), []);
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await page.getByRole('heading', { level: 1, name: 'Nhân lực' }).waitFor();
});

test('a browser that asks for English gets it', async () => {
  const other = await person(office, { locale: 'en-GB' });
  await other.goto('/dang-nhap');
  assert.equal(await other.locator('html').getAttribute('lang'), 'en');
  await other.context().close();
});

test('text grows in two steps, stays so, and still fits a phone', async () => {
  await page.goto('/');
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  assert.equal(await size(), 16);
  await page.getByRole('button', { name: 'Cỡ chữ lớn', exact: true }).click();
  await page.waitForLoadState();
  assert.equal(await size(), 18);
  await page.getByRole('button', { name: 'Cỡ chữ rất lớn' }).click();
  await page.waitForLoadState();
  assert.equal(await size(), 20);
  await page.goto('/don-vi');
  assert.equal(await size(), 20);
  assert.deepEqual(await look(page, 'offices-large-text'), []);
  await page.getByRole('button', { name: 'Cỡ chữ thường' }).click();
});

test('half the width at twice the size still fits', async () => {
  const zoomed = await person(office, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
  await signIn(zoomed, office);
  assert.deepEqual(await look(zoomed, 'province-zoomed'), []);
  await zoomed.context().close();
});

test('print leaves the navigation out and says what the figures are of', async () => {
  await page.goto('/?on=2024-10-15&map=2025-06-30');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('nav.side').isVisible(), false);
  assert.equal(await page.getByRole('button', { name: 'In trang' }).isVisible(), false);
  const head = page.locator('.running');
  assert.equal(await head.isVisible(), true);
  assert.match(await head.innerText(), /Tính đến 15\/10\/2024/);
  const pdf = await page.pdf({ format: 'A4' });
  assert.ok(pdf.length > 10_000);
  await page.emulateMedia({ media: null });
});
