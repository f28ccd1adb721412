// Tab, arrows, Enter: nothing else.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { person, quit } from './support/browser.js';
import { openOffice } from './support/office.js';

let office;
let page;
before(async () => {
  office = await openOffice();
  page = await person(office);
});
after(async () => {
  await quit();
  await office?.close();
});

/** What has the focus: its name as it is announced, and whether the focus can be seen. */
const focused = () =>
  page.evaluate(() => {
    const at = document.activeElement;
    const style = getComputedStyle(at);
    const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return {
      name: (at.labels?.[0]?.innerText ?? at.innerText ?? '').trim(),
      tag: at.tagName,
      type: at.type,
      seen: seen || style.boxShadow !== 'none',
      visible: at.getBoundingClientRect().width > 0,
    };
  });

/** Presses Tab until something of that name has the focus. */
async function tabTo(name) {
  const passed = [];
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab');
    const at = await focused();
    assert.ok(at.visible, `the focus is on something nobody sees: ${JSON.stringify(at)}`);
    assert.ok(at.seen, `the focus can't be seen on ${JSON.stringify(at)}`);
    if (name.test(at.name)) return at;
    passed.push(at.name);
  }
  throw new Error(`${name} was not reached past ${passed.join(' | ')}`);
}

test('the first thing on every page leads past the navigation', async () => {
  await page.goto('/dang-nhap');
  await page.keyboard.press('Tab');
  assert.equal((await focused()).name, 'Đến nội dung chính');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
});

test('somebody signs in, searches, opens a person, and signs out', async () => {
  await page.goto('/dang-nhap');
  await tabTo(/^Tên đăng nhập$/);
  await page.keyboard.type(office.account);
  await tabTo(/^Mật khẩu$/);
  await page.keyboard.type(office.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();

  await tabTo(/^Tìm người/);
  await page.keyboard.type('nguyen');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/tim\?/);
  await tabTo(/^Đến nội dung chính$/);
  await page.keyboard.press('Enter');
  const found = await tabTo(/^Nguyễn /);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: found.name }).waitFor();

  await tabTo(/^Đăng xuất$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Đăng nhập' }).waitFor();
  await page.goto('/');
  assert.match(page.url(), /dang-nhap/, 'the session is over');
});

test('a wrong password is told with the focus on the message', async () => {
  await page.goto('/dang-nhap');
  await tabTo(/^Tên đăng nhập$/);
  await page.keyboard.type(office.account);
  await tabTo(/^Mật khẩu$/);
  await page.keyboard.type('khong-phai-mat-khau');
  await page.keyboard.press('Enter');
  await page.locator('main').getByText(/không đúng/i).first().waitFor();
});

test('nothing went wrong on the way', () => assert.deepEqual(page.troubles, []));
