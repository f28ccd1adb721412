// Two processes on one PostgreSQL: whoever signed in at one is known at the other, and an act
// entered at one is seen at the other at once.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { json, person, quit, signIn } from './support/browser.js';
import { passwordIn, run, serve } from './support/office.js';
import { someSheets } from './support/sheets.js';

const server = process.env.NHANLUC_TEST_POSTGRES;
const skip = server ? false : 'NHANLUC_TEST_POSTGRES is not set';

let data;
let one;
let two;
let page;
let sheets;
before(async () => {
  if (skip) return;
  data = await mkdtemp(join(tmpdir(), 'nhanluc-e2e-'));
  const schema = `e2e_${randomBytes(6).toString('hex')}`;
  const db = `${server}${server.includes('?') ? '&' : '?'}options[search_path]=${schema}`;
  execFileSync('psql', [server, '-qc', `CREATE SCHEMA ${schema}`]);
  const files = join(process.env.NHANLUC_DEMO, 'demo-files');
  await run(data, ['--db', db, 'units', 'load', join(files, 'units/organisations.csv')]);
  const args = ['--data', data, '--db', db, 'serve', '--listen', '127.0.0.1:0'];
  one = await serve(args, (lines) => lines.some((l) => l.includes('password:')));
  two = await serve(args, () => true);
  const office = { base: one.base, account: 'quantri', password: passwordIn(one.lines), files };
  office.truth = JSON.parse(await readFile(join(files, 'truth.json'), 'utf8'));
  sheets = await someSheets(office, 2);
  page = await person(office);
  await signIn(page, office);
});
after(async () => {
  await quit();
  await one?.stop();
  await two?.stop();
  if (data) await rm(data, { recursive: true, force: true });
});

test('a session of one is a session of the other', { skip }, async () => {
  await page.goto(`${two.base}/nhan-luc`);
  await page.getByRole('heading', { level: 1, name: 'Nhân lực' }).waitFor();
});

test('files sent at one are applied at the other and counted at both', { skip }, async () => {
  await page.goto(`${one.base}/tiep-nhan`);
  await page.locator('input[type=file]').setInputFiles(sheets.paths);
  await page.getByRole('button', { name: 'Gửi và xem thử' }).click();
  await page.getByRole('link', { name: 'Tiếp: xem những gì sẽ thay đổi' }).waitFor();
  const batch = new URL(page.url()).pathname;
  await page.goto(`${two.base}${batch}/thay-doi`);
  await page.getByLabel('Lý do').fill('Danh sách tháng 10');
  await page.getByRole('button', { name: 'Ghi thành một lần' }).click();
  await page.waitForURL(/\/xong$/);
  for (const node of [one, two]) {
    const { totals } = await json(page, `${node.base}/?on=2024-10-15`);
    assert.equal(totals.people, sheets.people);
  }
});

test('signing out at one ends the session at the other', { skip }, async () => {
  await page.goto(`${two.base}/`);
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.goto(`${one.base}/`);
  assert.match(page.url(), /dang-nhap/);
  assert.deepEqual(page.troubles, []);
});
