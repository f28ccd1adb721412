// What is held on a person: seen by the person, asked about, answered; what the public sees.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { person, quit, signIn } from './support/browser.js';
import { look } from './support/look.js';
import { openOffice } from './support/office.js';

let office;
let who;
let clerk;
let own;
before(async () => {
  office = await openOffice();
  who = await somebody();
  const add = ['account', 'add', 'canhan', '--display', who.name, '--role', 'official'];
  const args = ['--data', office.data, ...add, '--person', who.number, '--format', 'json'];
  const { stdout } = await promisify(execFile)(process.env.NHANLUC_BIN, args);
  clerk = await person(office);
  await signIn(clerk, office);
  own = await person(office);
  await signIn(own, { account: 'canhan', password: JSON.parse(stdout).password });
});
after(async () => {
  await quit();
  await office?.close();
});

/** Somebody of the register with a number and a phone, as the truth of the demo has them. */
async function somebody() {
  const text = await readFile(join(office.files, 'truth_officers.csv'), 'utf8');
  const [head, ...lines] = text.trim().split('\n').map((line) => line.replace('\r', '').split(','));
  const at = (name) => head.indexOf(name);
  const fits = (l) => l.length === head.length && /^\d{12}$/.test(l[at('personal_id')]) && l[at('phone')];
  const line = lines.find(fits);
  return { name: line[at('full_name')], number: line[at('personal_id')] };
}

/** The row of the register a request stands in leads to its page. */
async function request(page, number) {
  await page.goto('/yeu-cau');
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('heading', { name: `Yêu cầu số ${number}` }).waitFor();
}

test('somebody sees what is held on them, masked, then in full', async () => {
  await own.goto('/ve-toi');
  const main = own.locator('main');
  assert.ok((await main.innerText()).includes(who.name));
  assert.ok(!(await main.innerText()).includes(who.number));
  for (const kind of ['Thông tin cá nhân', 'Nhiệm vụ', 'Tệp biểu có dòng về người này', 'Phiên đăng nhập']) {
    await own.getByRole('heading', { name: kind, exact: true }).waitFor();
  }
  assert.deepEqual(await look(own, 'my-data-linked'), []);
  const [file] = await Promise.all([
    own.waitForEvent('download'),
    own.getByRole('button', { name: 'Tải về (JSON)' }).click(),
  ]);
  const told = JSON.parse(await readFile(await file.path(), 'utf8'));
  assert.ok(told.facts.some((f) => f.says.personal_number === who.number));
  await own.getByRole('button', { name: 'Hiện đầy đủ' }).click();
  await own.getByText(who.number).first().waitFor();
  assert.deepEqual(await look(own, 'my-data-opened'), []);
  await own.goto('/ve-toi');
  assert.equal(await own.locator('#da-xem tbody tr').count(), 2, 'both were noted');
});

test('a request is made, answered, and the answer read', async () => {
  await own.goto('/ve-toi');
  await own.locator('[name=loai][value=correct]').check();
  await own.locator('[name=noi_dung]').fill('Chức vụ của tôi ghi chưa đúng');
  await own.getByRole('button', { name: 'Gửi yêu cầu' }).click();
  await own.getByText('Đã gửi yêu cầu').waitFor();
  const number = (await own.locator('#yeu-cau-cua-toi tbody th').first().innerText()).trim();
  await request(clerk, number);
  assert.deepEqual(await look(clerk, 'request'), []);
  await clerk.getByRole('button', { name: 'Nhận xử lý' }).click();
  await clerk.locator('[name=tra_loi]').fill('Đã đính chính');
  await clerk.getByRole('button', { name: 'Trả lời và kết thúc' }).click();
  await clerk.getByText('Đúng hạn').waitFor();
  assert.deepEqual(await look(clerk, 'request-answered'), []);
  await own.goto('/ve-toi');
  await own.locator('#yeu-cau-cua-toi').getByText('Đã đính chính').waitFor();
});

test('who asked by letter is found on the register later', async () => {
  await clerk.goto('/yeu-cau/moi');
  await clerk.locator('[name=loai][value=see]').check();
  await clerk.locator('[name=cach]').selectOption('letter');
  await clerk.locator('[name=ten]').fill(who.name);
  await clerk.getByRole('button', { name: 'Ghi vào sổ', exact: true }).click();
  await clerk.getByRole('heading', { name: 'Người yêu cầu là ai' }).waitFor();
  assert.deepEqual(await look(clerk, 'request-unnamed'), []);
  await clerk.locator('[name=so]').fill(who.number);
  await clerk.getByRole('button', { name: 'Ghi người yêu cầu' }).click();
  await clerk.getByRole('link', { name: 'Xem trong sổ nhân lực' }).waitFor();
  assert.deepEqual(await look(clerk, 'request-named'), []);
});

test('the public sees figures and no way into the office but the door', async () => {
  await clerk.goto('/cong-bo/quan-ly');
  await clerk.locator('[name=bat]').check();
  await clerk.locator('[name=ly_do]').fill('Theo kế hoạch');
  await clerk.getByRole('button', { name: 'Ghi', exact: true }).click();
  await clerk.locator('[name=vi_sao]').fill('Quý vừa qua');
  await clerk.getByRole('button', { name: 'Công bố', exact: true }).click();
  await clerk.getByText('Đã công bố').first().waitFor();
  const anybody = await person(office);
  await anybody.goto('/cong-bo');
  await anybody.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await anybody.locator('nav.side').count(), 0);
  assert.equal(await anybody.getByRole('link', { name: 'Đăng nhập' }).count(), 1);
  assert.deepEqual(await look(anybody, 'public'), []);
  // What is shown as a number is no small one.
  const cells = await anybody.locator('section.table').first().locator('td').allInnerTexts();
  const numbers = cells.filter((c) => /^[\d.]+$/.test(c.trim())).map((c) => Number(c.replaceAll('.', '')));
  assert.ok(numbers.length > 0 && numbers.every((n) => n === 0 || n >= 5), cells.join(' '));
  assert.deepEqual(anybody.troubles, []);
});

test('a day that was corrected after it was published is shown beside what it would be', async () => {
  await clerk.goto(`/nhan-luc?q=${encodeURIComponent(who.name)}`);
  await clerk.locator('main table').getByRole('link', { name: who.name }).first().click();
  await clerk.getByRole('link', { name: 'Giao thêm nhiệm vụ' }).click();
  await clerk.locator('[name=don-vi]').selectOption({ index: 1 });
  await clerk.locator('[name=tu-ngay]').fill('01/12/2025');
  await clerk.locator('[name=hinh-thuc][value=concurrent]').check();
  await clerk.locator('[name=linh-vuc][value=dx]').check();
  await clerk.locator('[name=ly_do]').fill('Ghi sót');
  await clerk.getByRole('button', { name: 'Ghi', exact: true }).click();
  await clerk.getByRole('link', { name: 'Giao thêm nhiệm vụ' }).waitFor();
  await clerk.goto('/cong-bo/quan-ly');
  await clerk.getByText('số tính lại chỉ để so sánh').waitFor();
  await clerk.getByRole('heading', { name: 'Những gì đang công bố' }).waitFor();
  assert.equal(await clerk.getByText('Những gì sẽ được công bố').count(), 0);
  assert.deepEqual(await look(clerk, 'publish-corrected'), []);
});

test('nothing went wrong on the way', () => {
  assert.deepEqual([...clerk.troubles, ...own.troubles], []);
});
