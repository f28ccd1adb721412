// What no sheet brought: a kind of sheet described, used, retired; a class, its people and graduates
// by hand; the campaign of the demonstration as it stands.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';
import { addUser } from './support/users.js';

let office;
let page;
let trainer;
before(async () => {
  office = await openOffice();
  page = await person(office);
  await signIn(page, office);
  const password = await addUser(page, { name: 'daotao', role: 'trainer' });
  trainer = await person(office);
  await signIn(trainer, { ...office, account: 'daotao', password });
});
after(async () => {
  await quit();
  await office?.close();
});

const main = (who) => who.locator('main');

test('the campaign of the demonstration stands as its truth says', async () => {
  const told = office.truth.campaign;
  await page.goto('/thu-thap');
  await main(page).getByRole('link', { name: 'Nhân lực số cấp xã, 15/10/2025' }).click();
  await page.locator('#don-vi').waitFor();
  const board = new URL(page.url()).pathname;
  assert.deepEqual(await look(page, 'demo-board'), []);
  for (const [standing, n] of [['to_fix', 1], ['accepted', 1], ['sent', told.sent.length]]) {
    await page.goto(`${board}?xem=${standing}`);
    assert.equal(await page.locator('#don-vi tbody tr').count(), n, standing);
  }
  // One click leads to the office's page, one to what it sent.
  await page.locator('#don-vi tbody a').first().click();
  await page.waitForURL(/\/don-vi\//);
  await page.goto(`${board}?xem=to_fix`);
  await page.locator('#don-vi').getByText(told.to_fix.name).waitFor();
  await page.locator('#don-vi').getByRole('link', { name: 'Xem biểu' }).click();
  await main(page).getByText('Kiểm tra lại chức vụ').waitFor();
  assert.deepEqual(await look(page, 'demo-to-fix'), []);
  const csv = await page.request.get(`${board}?format=csv`);
  const lines = (await csv.text()).trim().split('\n');
  assert.ok(lines.length > told.sent.length + 3 && lines.some((l) => l.includes(told.accepted.name)));
  const sheet = await page.request.get(`${board}?format=xlsx`);
  assert.equal((await sheet.body()).subarray(0, 2).toString(), 'PK');
});

test('its commitments are kept, due and broken', async () => {
  const told = Object.values(office.truth.commitments);
  await page.goto('/cam-ket');
  const rows = page.locator('#cam-ket tbody tr');
  assert.equal(await rows.count(), told.length);
  for (const standing of ['Quá hạn', 'Chưa đến hạn', 'Đã thực hiện']) {
    assert.equal(await rows.filter({ hasText: standing }).count(), 1, standing);
  }
  assert.deepEqual(await look(page, 'demo-commitments'), []);
});

const KIND = '/tiep-nhan/bieu/thiet-bi-cong-nghe';

test('a kind of sheet is described, its rows are seen, it is retired', async () => {
  await page.goto('/tiep-nhan/bieu/moi');
  await page.locator('[name=ten]').fill('Thiết bị công nghệ');
  await page.locator('[name=cot-0]').fill('Tên thiết bị');
  await page.locator('[name=dau-0][value=can]').check();
  await page.locator('[name=cot-1]').fill('Số lượng máy');
  await page.locator('[name=loai-1]').selectOption('count');
  await page.locator('[name=dau-1][value=can]').check();
  await page.locator('[name=cot-2]').fill('Đơn vị dùng');
  await page.locator('[name=loai-2]').selectOption('unit');
  await page.locator('[name=ly_do]').fill('Kiểm kê');
  await page.locator('button[name=viec][value=ghi]').click();
  await page.waitForURL(new RegExp(`${KIND}`));
  assert.deepEqual(await look(page, 'kind-described'), []);
  // A department: the merger left it as it was.
  const unit = office.truth.commitments.kept;
  const lines = ['STT,Tên thiết bị,Số lượng máy,Đơn vị dùng', `1,Máy chủ,2,${unit}`, `2,Máy quét,3,${unit}`];
  const name = await page.goto(`/don-vi/${encodeURIComponent(unit)}`).then(() => page.locator('h1').innerText());
  const text = lines.join('\n').replaceAll(unit, `"${name}"`);
  await page.goto('/tiep-nhan');
  const file = { name: 'thiet-bi.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles([file]);
  await page.getByRole('button', { name: 'Gửi và xem thử' }).click();
  await page.waitForURL(/tiep-nhan\/[0-9a-f-]{36}/);
  const batch = new URL(page.url()).pathname;
  await page.goto(`${batch}/thay-doi`);
  await page.locator('[name=ly_do]').fill('Kiểm kê thiết bị');
  await page.getByRole('button', { name: 'Ghi thành một lần' }).click();
  await page.waitForURL(/xong/);
  await page.goto(`${KIND}/so-lieu`);
  await main(page).getByText('Máy quét').waitFor();
  assert.deepEqual(await look(page, 'kind-rows'), []);
  // A trainer is offered neither its rows nor to change it.
  await trainer.goto(KIND);
  assert.equal(await main(trainer).getByRole('link', { name: 'Sửa mô tả' }).count(), 0);
  assert.equal(await main(trainer).locator(`a[href*="so-lieu"]`).count(), 0);
  await page.goto(KIND);
  await page.locator('[name=ly_do]').fill('Đã có phần mềm quản lý');
  await page.getByRole('button', { name: 'Ngừng dùng' }).click();
  await main(page).getByText('Không dùng nữa từ').waitFor();
  assert.deepEqual(await look(page, 'kind-retired'), []);
  await page.goto(`${KIND}/so-lieu`);
  await main(page).getByText('Máy chủ').waitFor();
});

test('a class is entered by hand, with whoever attended', async () => {
  await trainer.goto('/tap-huan');
  await main(trainer).getByRole('link', { name: 'Thêm lớp, đợt học' }).click();
  await trainer.getByRole('button', { name: 'Ghi' }).click();
  assert.deepEqual(await look(trainer, 'session-new-error'), []);
  await trainer.locator('[name=khoa]').fill('Chữ ký số cho văn thư');
  await trainer.locator('[name=cach][value=lop]').check();
  await trainer.locator('[name=tu]').fill('03/03/2025');
  await trainer.locator('[name=den]').fill('04/03/2025');
  await trainer.getByRole('button', { name: 'Ghi' }).click();
  await main(trainer).getByRole('link', { name: 'Thêm người học' }).click();
  await trainer.locator('[name="ho-ten"]').fill('Trần Văn Bình');
  await trainer.locator('[name="ngay-sinh"]').fill('1979');
  await trainer.locator('[name="don-vi"]').selectOption({ index: 1 });
  await trainer.locator('[name="so-ngay"]').fill('2');
  await trainer.locator('[name="co-mat"]').fill('1');
  assert.deepEqual(await look(trainer, 'attendee-new'), []);
  await trainer.getByRole('button', { name: 'Ghi' }).click();
  await main(trainer).getByText('1/2 ngày').waitFor();
  assert.deepEqual(await look(trainer, 'session-by-hand'), []);
  await main(trainer).getByRole('link', { name: 'Đính chính Trần Văn Bình' }).click();
  assert.deepEqual(await look(trainer, 'attendance-correct'), []);
  await trainer.locator('[name="co-mat"]').fill('2');
  await trainer.locator('[name=ly_do]').fill('Ghi sót buổi chiều');
  await trainer.getByRole('button', { name: 'Ghi' }).click();
  await main(trainer).getByText('2/2 ngày').waitFor();
});

test('graduates are entered by hand', async () => {
  await page.goto('/tot-nghiep');
  await main(page).getByRole('link', { name: 'Ghi số tốt nghiệp' }).click();
  await page.locator('[name=truong]').fill('Đại học Thử nghiệm');
  await page.locator('[name=nam]').fill('2023');
  await page.locator('[name=so]').fill('41');
  assert.deepEqual(await look(page, 'graduates-new'), []);
  await page.getByRole('button', { name: 'Ghi' }).click();
  await main(page).getByRole('link', { name: 'Đính chính Đại học Thử nghiệm, 2023' }).click();
  assert.deepEqual(await look(page, 'graduates-correct'), []);
});

test('nothing went wrong on the way', () =>
  assert.deepEqual([page, trainer].flatMap((p) => p.troubles), []));
