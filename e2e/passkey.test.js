// A passkey, made and used in the browser's own virtual authenticator.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';

let office;
let page;
let device;
let authenticatorId;
before(async () => {
  office = await openOffice({ empty: true });
  // Passkeys are bound to a name; an address in numbers is none.
  page = await person(office, { baseURL: office.base.replace('127.0.0.1', 'localhost') });
  device = await page.context().newCDPSession(page);
  await device.send('WebAuthn.enable');
  ({ authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  }));
});
after(async () => {
  await quit();
  await office?.close();
});

const credentials = async () =>
  (await device.send('WebAuthn.getCredentials', { authenticatorId })).credentials;

test('a passkey is made', async () => {
  await signIn(page, office);
  await page.goto('/tai-khoan/bao-mat');
  assert.deepEqual(await look(page, 'security'), []);
  const form = page.locator('[data-passkey=create]');
  await form.getByLabel('Tên khoá').fill('Máy thử');
  // A wrong password is told in place, and nothing is made.
  await form.getByLabel('Mật khẩu hiện tại').fill('không phải đâu nhé');
  await form.getByRole('button', { name: 'Tạo khoá truy cập' }).click();
  await form.getByRole('alert').getByText('Mật khẩu hiện tại không đúng').waitFor();
  assert.equal((await credentials()).length, 0);
  await form.getByLabel('Mật khẩu hiện tại').fill(office.password);
  await form.getByRole('button', { name: 'Tạo khoá truy cập' }).click();
  await page.getByText('Đã tạo khoá truy cập').waitFor();
  await page.getByRole('rowheader', { name: 'Máy thử' }).waitFor();
  const [made] = await credentials();
  assert.equal(made.rpId, 'localhost');
  assert.equal(made.isResidentCredential, true);
});

test('and opens the door', async () => {
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.goto('/dang-nhap?tiep=%2Ftai-khoan%2Fbao-mat');
  assert.deepEqual(await look(page, 'sign-in-passkey'), []);
  await page.getByRole('button', { name: 'Đăng nhập bằng khoá truy cập' }).click();
  await page.waitForURL('**/tai-khoan/bao-mat');
  await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
  const [used] = await credentials();
  assert.ok(used.signCount > 1, `${used.signCount}`);
});

test('a removed one opens nothing', async () => {
  await page.goto('/tai-khoan/bao-mat');
  await page.getByRole('button', { name: 'Bỏ khoá' }).click();
  await page.getByText('Đã bỏ khoá truy cập').waitFor();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.goto('/dang-nhap');
  await page.getByRole('button', { name: 'Đăng nhập bằng khoá truy cập' }).click();
  await page.getByText('không mở được tài khoản nào').first().waitFor();
});

test('without script there is a password and no dead button', async () => {
  const plain = await person(office, { javaScriptEnabled: false });
  await plain.goto('/dang-nhap');
  assert.equal(await plain.getByRole('button', { name: 'khoá truy cập' }).count(), 0);
  await signIn(plain, office);
});

test('nothing went wrong on the way', () => assert.deepEqual(page.troubles, []));
