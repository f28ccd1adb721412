// The search box offers what it finds: by arrows, by pointer, not at all without a script.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { json, person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';

let office;
let page;
let someone;
before(async () => {
  office = await openOffice();
  page = await person(office);
  await signIn(page, office);
  someone = (await json(page, '/nhan-luc')).rows[0].full_name;
});
after(async () => {
  await quit();
  await office?.close();
});

const box = () => page.locator('#site-search');
const options = () => page.locator('.suggest [role=option]:visible');
const plain = (name) =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase();
const active = () =>
  page.evaluate(() => {
    const id = document.activeElement.getAttribute('aria-activedescendant');
    return id && document.getElementById(id).querySelector('.label').textContent;
  });

test('a name typed without diacritics is offered and chosen by keyboard', async () => {
  await page.goto('/don-vi');
  await page.keyboard.press('/');
  await page.keyboard.type(plain(someone), { delay: 20 });
  await options().first().waitFor();
  assert.equal(await box().getAttribute('aria-expanded'), 'true');
  assert.ok((await options().count()) <= 10);
  await page.locator('.search [role=status]').getByText('gợi ý').waitFor();
  assert.deepEqual(await look(page, 'suggest', { paper: false }), []);
  await page.keyboard.press('ArrowDown');
  assert.equal(await active(), someone);
  // Past the end is the box again.
  await page.keyboard.press('ArrowUp');
  assert.equal(await active(), null);
  await page.keyboard.press('ArrowDown');
  assert.equal(await options().first().getAttribute('aria-selected'), 'true');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: someone }).waitFor();
});

test('Escape closes the list and leaves what was typed; Enter then searches', async () => {
  await page.goto('/don-vi');
  await box().fill('so ');
  await box().pressSequentially('y');
  await options().first().waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await options().count(), 0);
  assert.equal(await box().inputValue(), 'so y');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/tim\?/);
});

test('an office is chosen with the pointer, on the day that is shown', async () => {
  await page.goto('/don-vi?on=2024-10-15');
  const first = (await json(page, '/?on=2024-10-15')).units[1].name;
  await box().pressSequentially(plain(first));
  await options().first().waitFor();
  const chosen = await options().first().locator('.label').innerText();
  await options().first().click();
  await page.getByRole('heading', { level: 1, name: chosen }).waitFor();
  assert.match(page.url(), /on=2024-10-15/);
});

test('one letter asks for nothing, and somebody quick is answered once', async () => {
  await page.goto('/don-vi');
  const asked = [];
  page.on('request', (request) => request.url().includes('/tim/goi-y') && asked.push(request.url()));
  await box().pressSequentially('n');
  await page.waitForTimeout(400);
  assert.equal(asked.length, 0);
  await box().pressSequentially('guyen', { delay: 10 });
  await options().first().waitFor();
  assert.equal(asked.length, 1);
});

test('a number is asked for nowhere while it is typed, and stands in no address', async () => {
  await page.goto('/don-vi');
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await box().pressSequentially('0980850', { delay: 5 });
  await box().pressSequentially('01234', { delay: 60 });
  await page.waitForTimeout(400);
  assert.deepEqual(asked.filter((url) => url.includes('/tim')), []);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/(tim|nhan-luc\/)/);
  assert.ok(asked.length > 0 && asked.every((url) => !url.includes('0980850')), asked.join(' '));
});

test('without a script it is a form', async () => {
  const bare = await person(office, { javaScriptEnabled: false });
  await signIn(bare, office);
  await bare.goto('/don-vi');
  assert.equal(await bare.locator('#site-search').getAttribute('role'), null);
  await bare.locator('#site-search').fill(plain(someone));
  await bare.keyboard.press('Enter');
  await bare.waitForURL(/\/tim\?/);
  await bare.getByRole('link', { name: someone }).first().waitFor();
  await bare.context().close();
});

test('nothing went wrong on the way', () => assert.deepEqual(page.troubles, []));
