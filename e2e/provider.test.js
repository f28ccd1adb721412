// Signing in at a provider of OpenID Connect: one from npm, in this very process.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import Provider from 'oidc-provider';

import { person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';

const CLIENT = 'nhanluc';
const SECRET = 'mot-bi-mat-chi-de-thu-0123456789';

let office;
let server;
let page;

/** A free port of this machine. */
async function listen(handler) {
  const server = createServer(handler);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

before(async () => {
  let callback;
  server = await listen((request, response) => callback(request, response));
  const issuer = `http://localhost:${server.address().port}`;
  office = await openOffice({
    empty: true,
    serve: ['--oidc-issuer', issuer, '--oidc-client', CLIENT],
    env: { NHANLUC_OIDC_SECRET: SECRET },
  });
  const back = `${office.base.replace('127.0.0.1', 'localhost')}/dang-nhap/to-chuc/ve`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT, client_secret: SECRET, redirect_uris: [back] }],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    cookies: { keys: ['chi-de-thu'] },
  });
  callback = provider.callback();
  page = await person(office, { baseURL: office.base.replace('127.0.0.1', 'localhost') });
});
after(async () => {
  await quit();
  await office?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

/** Signs in on the provider's own pages, and agrees. */
async function atProvider(page, name) {
  await page.locator('[name=login]').fill(name);
  await page.locator('[name=password]').fill('gì cũng được');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('a stranger gets a clear page', async () => {
  await page.goto('/dang-nhap');
  assert.deepEqual(await look(page, 'sign-in-provider'), []);
  await page.getByRole('link', { name: 'Đăng nhập bằng tài khoản của tổ chức' }).click();
  await atProvider(page, 'lan-0192');
  await page.getByText('chưa có tài khoản nào ở đây được nối với mã lan-0192').waitFor();
  assert.deepEqual(await look(page, 'provider-unknown'), []);
});

test('who links comes in', async () => {
  await signIn(page, office);
  await page.goto('/tai-khoan/bao-mat');
  assert.deepEqual(await look(page, 'security-provider'), []);
  await page.getByRole('button', { name: 'Nối tài khoản' }).click();
  await page.getByText('Mật khẩu hiện tại không đúng').first().waitFor();
  await page.locator('#mat_khau_to_chuc').fill(office.password);
  await page.getByRole('button', { name: 'Nối tài khoản' }).click();
  await page.getByRole('link', { name: 'Tới trang đăng nhập của tổ chức' }).click();
  // Whoever is signed in there already is not asked again.
  await page.waitForURL('**/tai-khoan/bao-mat');
  await page.getByText('Đã nối tài khoản').waitFor();
  await page.getByRole('rowheader', { name: 'lan-0192' }).waitFor();

  const other = await person(office, { baseURL: office.base.replace('127.0.0.1', 'localhost') });
  await other.goto('/dang-nhap?tiep=%2Fhop-thu');
  await other.getByRole('link', { name: 'Đăng nhập bằng tài khoản của tổ chức' }).click();
  await atProvider(other, 'lan-0192');
  await other.waitForURL('**/hop-thu');
  await other.getByRole('button', { name: 'Đăng xuất' }).waitFor();
  assert.deepEqual(other.troubles, []);
});
