// A campaign, with four people at once: the coordinator, two offices, an administrator.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';
import { sheetOfOneOffice } from './support/sheets.js';
import { addUser } from './support/users.js';

let office;
let sheet;
let coordinator;
let own;
let other;
let operator;
const troubles = () => [coordinator, own, other, operator].flatMap((p) => p.troubles);

before(async () => {
  office = await openOffice({ empty: true });
  sheet = await sheetOfOneOffice(office);
  operator = await person(office);
  await signIn(operator, office);
  const somebody = async (name, role, unit) => {
    const password = await addUser(operator, { name, role, unit });
    const page = await person(office);
    await signIn(page, { ...office, account: name, password });
    return page;
  };
  coordinator = await somebody('phoi', 'coordinator');
  own = await somebody('donvi', 'reporting', sheet.unit);
  other = await somebody('khac', 'reporting', sheet.otherUnit);
});
after(async () => {
  await quit();
  await office?.close();
});

let board;
let submission;
test('a campaign is opened', async () => {
  await coordinator.goto('/thu-thap');
  assert.deepEqual(await look(coordinator, 'campaigns-none'), []);
  await coordinator.goto('/thu-thap/moi');
  assert.deepEqual(await look(coordinator, 'campaign-new'), []);
  await coordinator.getByRole('button', { name: 'Xem đơn vị sẽ được yêu cầu' }).click();
  await coordinator.getByRole('alert').getByText('Hãy ghi ngày').first().waitFor();
  assert.deepEqual(await look(coordinator, 'campaign-new-error'), []);
  await coordinator.locator('[name=ten]').fill('Nhân lực số 15/10');
  await coordinator.locator('[name=ngay]').fill('15/10/2024');
  await coordinator.locator('[name=han]').fill('31/12/2099');
  await coordinator.getByRole('button', { name: 'Xem đơn vị sẽ được yêu cầu' }).click();
  // Which offices, before any of them is told.
  const open = coordinator.getByRole('button', { name: /^Mở đợt cho [\d.]+ đơn vị$/ });
  await open.waitFor();
  assert.deepEqual(await look(coordinator, 'campaign-confirm'), []);
  await open.click();
  await coordinator.waitForURL(/thu-thap\/[0-9a-f-]{36}/);
  board = new URL(coordinator.url()).pathname;
  submission = `${board}/${sheet.unit}`;
  assert.deepEqual(await look(coordinator, 'campaign-board'), []);
});

test('the office sees what it owes and sends its sheet', async () => {
  await own.goto('/hop-thu');
  await own.locator('main').getByText('Đợt thu thập mới').waitFor();
  assert.deepEqual(await look(own, 'inbox'), []);
  await own.goto('/thu-thap/cua-toi');
  assert.deepEqual(await look(own, 'owed'), []);
  await own.goto(submission);
  assert.deepEqual(await look(own, 'submission-empty'), []);
  await own.locator('input[type=file]').setInputFiles(sheet.path);
  await own.getByRole('button', { name: 'Tải lên và xem thử' }).click();
  await own.waitForURL(/tiep-nhan/);
  await own.locator('#bieu-ten').waitFor();
  await own.goto(submission);
  assert.deepEqual(await look(own, 'submission-draft'), []);
  await own.getByRole('button', { name: 'Gửi biểu' }).click();
  await own.getByText('Đã gửi biểu.').waitFor();
  // Another office has nothing to look for here.
  assert.equal((await other.goto(submission)).status(), 403);
});

test('each cell leads to the form of remarks, and is seen when it has the focus on a phone', async () => {
  const size = coordinator.viewportSize();
  await coordinator.goto(submission);
  await coordinator.getByRole('link', { name: 'Xem và nhận' }).click();
  // Where reading takes a while, the page asks again by itself.
  await coordinator.locator('[name=ly_do]').waitFor();
  await coordinator.getByRole('link', { name: 'Quay lại' }).click();
  const cells = coordinator.locator('.sheet td .about');
  await cells.first().waitFor();
  await coordinator.setViewportSize({ width: 320, height: 640 });
  for (const cell of [cells.first(), cells.nth(12), cells.last()]) {
    await cell.focus();
    // The page glides there.
    await coordinator.waitForFunction((link) => {
      const box = link.getBoundingClientRect();
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return link === top || link.contains(top);
    }, await cell.elementHandle());
  }
  await coordinator.setViewportSize(size);
  await cells.first().click();
  await coordinator.locator('[name=o]').waitFor();
  assert.match(await coordinator.locator('[name=o]').inputValue(), /^[A-Z]+[0-9]+$/);
  assert.equal(await coordinator.locator('[name=trang]').inputValue(), sheet.sheet);
});

test('it is marked and goes back', async () => {
  await coordinator.goto(submission);
  assert.deepEqual(await look(coordinator, 'submission-sent'), []);
  await coordinator.getByRole('link', { name: 'Góp ý ở một ô' }).click();
  assert.deepEqual(await look(coordinator, 'remark'), []);
  await coordinator.locator('[name=trang]').fill(sheet.sheet);
  await coordinator.locator('[name=o]').fill('B8');
  await coordinator.locator('[name=noi_dung]').fill('Kiểm tra lại ngày sinh');
  await coordinator.getByRole('button', { name: 'Thêm ý kiến' }).click();
  await coordinator.getByText('Đã thêm ý kiến.').waitFor();
  await coordinator.goto(submission);
  await coordinator.getByRole('button', { name: 'Trả lại để sửa' }).click();
  await coordinator.getByText('Đã trả biểu lại để sửa.').waitFor();
});

test('it is mended, sent again and accepted', async () => {
  await own.goto(submission);
  await own.getByText('Kiểm tra lại ngày sinh').waitFor();
  assert.deepEqual(await look(own, 'submission-to-fix'), []);
  await own.getByRole('link', { name: 'Xem và sửa từng ô' }).click();
  const [download] = await Promise.all([
    own.waitForEvent('download'),
    own.locator('a[href*="danh-dau"]').first().click(),
  ]);
  const marked = await readFile(await download.path());
  assert.ok(marked.length > 1000, 'the marked workbook comes back');
  await own.goto(submission);
  // Nothing was mended: that is said, and sending it so needs a reason.
  assert.deepEqual(await look(own, 'submission-untouched'), []);
  await own.locator('[name=ly_do]').fill('Đã đối chiếu hồ sơ, ngày sinh đúng');
  await own.getByRole('button', { name: 'Gửi biểu' }).click();
  await own.getByText('Đã gửi biểu.').waitFor();
  await coordinator.goto(submission);
  await coordinator.getByRole('link', { name: 'Xem và nhận' }).click();
  // Files that are still being read show a page that asks again by itself.
  await coordinator.locator('[name=ly_do]').waitFor();
  assert.deepEqual(await look(coordinator, 'submission-changes'), []);
  await coordinator.locator('[name=ly_do]').fill('Danh sách đủ');
  await coordinator.getByRole('button', { name: 'Nhận và ghi' }).click();
  await coordinator.getByText('Đã nhận biểu và ghi vào sổ.').waitFor();
  assert.deepEqual(await look(coordinator, 'submission-accepted'), []);
});

test('it is locked; a late correction shows what it changes', async () => {
  await coordinator.goto(board);
  await coordinator.locator('[name=ly_do]').fill('Đã công bố');
  await coordinator.getByRole('button', { name: 'Khoá sổ cả đợt' }).click();
  await coordinator.getByText('Đã khoá sổ đợt thu thập.').waitFor();
  await own.goto(submission);
  await own.locator('[name=ly_do]').fill('Sót một người');
  await own.getByRole('button', { name: 'Mở lại để sửa' }).click();
  await own.getByText('Đã mở lại để sửa.').waitFor();
  await own.locator('input[type=file]').setInputFiles(sheet.path);
  await own.getByRole('button', { name: 'Tải lên và xem thử' }).click();
  await own.waitForURL(/tiep-nhan/);
  await own.goto(submission);
  await own.locator('[name=ly_do]').fill('Bổ sung người sót');
  await own.getByRole('button', { name: 'Gửi biểu' }).click();
  await own.getByText('Đã gửi biểu.').waitFor();
  await coordinator.goto(`${submission}/anh-huong`);
  assert.deepEqual(await look(coordinator, 'foresee'), []);
  // It is accepted from the page that shows what it changes, and not before.
  await coordinator.getByRole('link', { name: 'Xem và nhận' }).click();
  await coordinator.locator('[name=ly_do]').fill('Bổ sung theo công văn');
  await coordinator.getByRole('button', { name: 'Nhận và ghi' }).click();
  await coordinator.getByRole('heading', { name: 'Số liệu đã công bố sẽ khác' }).waitFor();
  assert.deepEqual(await look(coordinator, 'foresee-accept'), []);
  await coordinator.getByRole('button', { name: 'Đã xem, nhận biểu và ghi' }).click();
  await coordinator.getByText('Đã nhận biểu và ghi vào sổ.').waitFor();
});

test('what was corrected stands open until it is locked again', async () => {
  await own.goto(submission);
  await own.getByText('biểu này mở từ lần sửa lại').waitFor();
  assert.equal(await own.getByRole('button', { name: 'Khoá lại' }).count(), 0);
  await coordinator.goto(submission);
  assert.deepEqual(await look(coordinator, 'submission-unlocked'), []);
  await coordinator.goto(board);
  await coordinator.getByText('biểu đang mở trong đợt đã khoá sổ').waitFor();
  assert.deepEqual(await look(coordinator, 'board-unlocked'), []);
  await coordinator.locator('[name=vi_sao_khoa]').fill('Đã đính chính số công bố');
  await coordinator.getByRole('button', { name: /^Khoá lại 1 biểu/ }).click();
  await coordinator.getByText('Đã khoá.').waitFor();
  assert.equal(await coordinator.getByText('biểu đang mở').count(), 0);
});

test('the queue is seen by who operates', async () => {
  await operator.goto('/cong-viec');
  assert.deepEqual(await look(operator, 'jobs'), []);
  assert.equal((await own.goto('/cong-viec')).status(), 403);
});

test('nothing went wrong on the way', () => assert.deepEqual(troubles(), []));
