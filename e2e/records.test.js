// Learning records: a key is made in the page, a statement sent with it appears as a sentence.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';

let office;
let page;
before(async () => {
  office = await openOffice();
  page = await person(office);
  await signIn(page, office);
});
after(async () => {
  await quit();
  await office?.close();
});

test('a key, a statement, a sentence', async () => {
  await page.goto('/ho-so-hoc/khoa');
  assert.deepEqual(await look(page, 'records-keys'), []);
  await page.getByLabel('Tên hệ thống').fill('Nền tảng học tập');
  await page.locator('input[name=quyen][value=all]').check();
  await page.getByRole('button', { name: 'Tạo khóa' }).click();
  assert.deepEqual(await look(page, 'records-key-made'), []);
  const [key, secret] = await page.locator('dd code').allTextContents();

  const answer = await fetch(`${office.base}/xapi/statements`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Experience-API-Version': '1.0.3',
      Authorization: `Basic ${btoa(`${key}:${secret}`)}`,
    },
    body: JSON.stringify({
      actor: { name: 'Nguyễn Văn An', mbox: 'mailto:an@example.vn' },
      verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
      object: {
        id: 'http://example.vn/courses/1',
        definition: { name: { vi: 'An toàn thông tin', en: 'Information security' } },
      },
      result: { score: { scaled: 0.95 }, success: true },
    }),
  });
  assert.equal(answer.status, 200, await answer.text());

  await page.goto('/ho-so-hoc');
  assert.deepEqual(await look(page, 'records'), []);
  const sentence = 'Nguyễn Văn An đã hoàn thành An toàn thông tin, điểm 95%, đạt';
  await page.getByRole('link', { name: sentence }).click();
  assert.equal(await page.locator('h1').textContent(), sentence);
  assert.deepEqual(await look(page, 'record'), []);
});

test('forwarding', async () => {
  await page.goto('/ho-so-hoc/chuyen-tiep');
  assert.deepEqual(await look(page, 'records-forwarding'), []);
  await page.getByRole('button', { name: 'Chuyển tiếp đến một kho khác' }).click();
  assert.deepEqual(await look(page, 'records-forwarding-error'), []);
});

test('nothing went wrong on the way', () => assert.deepEqual(page.troubles, []));
