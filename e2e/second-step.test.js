// The second step, without script: turned on with an authenticator, asked for, recovered from.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';

import { person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';

let office;
let page;
let secret;
let codes;
before(async () => {
  office = await openOffice({ empty: true });
  page = await person(office);
});
after(async () => {
  await quit();
  await office?.close();
});

/** What an authenticator shows (RFC 6238), so many half minutes from now. */
function shown(text, ahead = 0) {
  const bits = [...text.replace(/\s/g, '')]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const digest = createHmac('sha1', key).update(counter).digest();
  const word = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(word % 1_000_000).padStart(6, '0');
}

async function password(page) {
  await page.goto('/dang-nhap');
  await page.getByLabel('Tên đăng nhập').fill(office.account);
  await page.getByLabel('Mật khẩu').fill(office.password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

async function code(page, value) {
  await page.getByLabel('Mã xác nhận').fill(value);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

test('it is turned on', async () => {
  await signIn(page, office);
  await page.goto('/tai-khoan');
  await page.getByRole('link', { name: 'Bảo mật đăng nhập' }).click();
  await page.locator('#mat_khau').fill(office.password);
  await page.getByRole('button', { name: 'Bật bước thứ hai' }).click();
  await page.getByRole('img', { name: 'Mã QR' }).waitFor();
  assert.deepEqual(await look(page, 'second-step-begun'), []);
  const said = await page.getByText('Nhập tay khoá này').innerText();
  secret = said.split(': ').pop().trim();
  await page.locator('#ma').fill(shown(secret));
  await page.getByRole('button', { name: 'Xác nhận và bật' }).click();
  await page.getByText('Đã bật bước thứ hai').waitFor();
  codes = await page.locator('.codes code').allInnerTexts();
  assert.equal(codes.length, 10);
  assert.deepEqual(await look(page, 'second-step-on'), []);
  await page.goto('/tai-khoan/bao-mat');
  assert.equal(await page.locator('.codes code').count(), 0, 'shown once');
});

test('a code is asked for, without script too', async () => {
  for (const options of [{}, { javaScriptEnabled: false }]) {
    const other = await person(office, options);
    await password(other);
    await other.getByRole('heading', { name: 'Nhập mã xác nhận' }).waitFor();
    if (!options.javaScriptEnabled) await code(other, '000000');
    else assert.deepEqual(await look(other, 'code'), []);
    await other.getByText('Mã không đúng').first().waitFor();
    await code(other, codes.shift());
    await other.getByRole('button', { name: 'Đăng xuất' }).waitFor();
  }
  const other = await person(office);
  await password(other);
  assert.deepEqual(await look(other, 'code'), []);
  // The half minute it was turned on with may still be running.
  await code(other, shown(secret, 1));
  await other.getByRole('button', { name: 'Đăng xuất' }).waitFor();
});

test('nothing went wrong on the way', () => assert.deepEqual(page.troubles, []));
