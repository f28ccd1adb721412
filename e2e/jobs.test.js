// Background work as an administrator sees it: by itself with script, by asking again without;
// what failed is tried again. The work is a mail with the code of an address.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';
import { postOffice, subject } from './support/post.js';

let post;
let office;
let page;
before(async () => {
  post = await postOffice();
  office = await openOffice({ empty: true, serve: ['--smtp', post.url] });
  page = await person(office);
  await signIn(page, office);
});
after(async () => {
  await quit();
  await office?.close();
  await post?.close();
});

/** How many jobs a state has, as its tab says. */
const count = (page, state) => page.locator(`a[href="/cong-viec?xem=${state}"] .count`);

/** Waits until the page says that so many failed. */
const tells = (page, n) => count(page, 'failed').filter({ hasText: new RegExp(`^${n}$`) }).waitFor();

async function ask(page, address) {
  await page.goto('/hop-thu');
  await page.locator('[name=dia_chi]').fill(address);
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã gửi mã xác nhận').waitFor();
}

test('a page that is open follows the work by itself', async () => {
  const watcher = await person(office);
  await signIn(watcher, office);
  await watcher.goto('/cong-viec?xem=failed');
  await watcher.getByText('Không có việc nào hỏng').waitFor();
  let loads = 0;
  watcher.on('load', () => (loads += 1));

  post.refuse = true;
  await ask(page, 'lan@tinh.example');
  await watcher.getByRole('button', { name: 'Làm lại' }).waitFor();
  assert.match(await watcher.locator('#hang-doi').innerText(), /Gửi thư điện tử/);
  assert.equal(await count(watcher, 'failed').innerText(), '1');
  assert.equal(loads, 0, 'a part of the page alone came anew');
  assert.deepEqual(await look(watcher, 'jobs-failed'), []);

  // Tried again, it waits for the server; the page says that it runs, then that it is done.
  post.refuse = false;
  let answer;
  post.hold = new Promise((resolve) => (answer = resolve));
  await watcher.getByRole('button', { name: 'Làm lại' }).click();
  await watcher.getByText('Việc sẽ được làm lại ngay').waitFor();
  await watcher.goto('/cong-viec?xem=running');
  await watcher.getByText('Đang làm (tiến trình').waitFor();
  assert.deepEqual(await look(watcher, 'jobs-running'), []);
  loads = 0;
  answer();
  post.hold = null;
  await watcher.getByText('Lúc này không có việc nào đang làm').waitFor();
  assert.equal(await count(watcher, 'failed').innerText(), '0');
  assert.equal(loads, 0);
  assert.deepEqual(watcher.troubles, []);
  await watcher.context().close();
});

test('the code that came by mail confirms the address', async () => {
  assert.equal(post.mails.length, 1);
  const said = subject(post.mails[0]);
  const code = said.match(/\d{8}/)[0];
  await page.goto(`/hop-thu?ma=${code}`);
  assert.deepEqual(await look(page, 'inbox-code'), []);
  assert.equal(await page.locator('[name=ma]').inputValue(), code);
  await page.getByRole('button', { name: 'Xác nhận địa chỉ' }).click();
  await page.getByText('Thông báo được gửi tới lan@tinh.example').waitFor();
  assert.deepEqual(await look(page, 'inbox-confirmed'), []);
  assert.deepEqual(page.troubles, []);
});

test('without script the page is asked for again while something runs', async () => {
  const plain = await person(office, { javaScriptEnabled: false });
  await signIn(plain, office);
  let answer;
  post.hold = new Promise((resolve) => (answer = resolve));
  await ask(page, 'lan2@tinh.example');
  await plain.goto('/cong-viec?xem=running');
  await plain.getByText('Đang làm (tiến trình').waitFor({ timeout: 5_000 }).catch(async () => {
    // It was not taken yet when the page was asked for.
    await plain.goto('/cong-viec?xem=running');
    await plain.getByText('Đang làm (tiến trình').waitFor();
  });
  answer();
  post.hold = null;
  // Nobody does anything: the browser asks again.
  await plain.getByText('Lúc này không có việc nào đang làm').waitFor({ timeout: 20_000 });
  assert.equal(await plain.locator('meta[http-equiv=refresh]').count(), 0, 'and then rests');
  assert.deepEqual(plain.troubles, []);
  await plain.context().close();
});

test('a stream that is refused is made up for by asking', async () => {
  const watcher = await person(office);
  await signIn(watcher, office);
  // A proxy that lets no stream through.
  await watcher.route('**/cong-viec/dong', (route) => route.fulfill({ status: 503, body: '' }));
  await watcher.goto('/cong-viec?xem=failed');
  const before = Number(await count(watcher, 'failed').innerText());
  post.refuse = true;
  await ask(page, 'lan3@tinh.example');
  await tells(watcher, before + 1);
  post.refuse = false;
  await watcher.context().close();
});

test('what changed while a button had the focus is shown when it leaves', async () => {
  const watcher = await person(office);
  await signIn(watcher, office);
  await watcher.goto('/cong-viec?xem=failed');
  const retry = (of) => of.locator('form[action$="/lam-lai"]').first();
  const before = await retry(watcher).getAttribute('action');
  await retry(watcher).getByRole('button', { name: 'Làm lại' }).focus();
  post.refuse = true;
  // The code for the address that is given up goes with it; the one for the new address fails.
  await ask(page, 'lan4@tinh.example');
  await page.goto('/cong-viec?xem=failed');
  const other = (of) => of.locator(`form[action$="/lam-lai"]:not([action="${before}"])`).first();
  await other(page).waitFor();
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  assert.equal(await retry(watcher).getAttribute('action'), before, 'not from under their hands');
  await watcher.locator('h1').click();
  await other(watcher).waitFor();
  post.refuse = false;
  await watcher.context().close();
});
