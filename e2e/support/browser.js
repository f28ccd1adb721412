// A browser, and a person in front of it.

import { chromium } from 'playwright-core';

let browser;

export async function launch() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return browser;
}

export async function quit() {
  await browser?.close();
  browser = undefined;
}

/** A new window of somebody nobody knows yet. What goes wrong in it is kept in `page.troubles`. */
export async function person(office, options = {}) {
  const context = await (await launch()).newContext({
    baseURL: office.base,
    viewport: { width: 1280, height: 900 },
    locale: 'vi-VN',
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(`script: ${error.message}`));
  page.on('console', (line) => {
    // The status of a page is looked at where it matters.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) {
      page.troubles.push(`console: ${line.text()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 500) page.troubles.push(`${response.status()} ${response.url()}`);
  });
  return page;
}

export async function signIn(page, office) {
  await page.goto('/dang-nhap');
  await page.getByLabel('Tên đăng nhập').fill(office.account);
  await page.getByLabel('Mật khẩu').fill(office.password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
}

/** What the page at this address says as JSON. */
export async function json(page, address) {
  const response = await page.request.get(address, { headers: { accept: 'application/json' } });
  if (!response.ok()) throw new Error(`${response.status()} ${address}`);
  return response.json();
}

/** 1.234 → 1234 */
export const number = (text) => Number(text.replace(/\D/g, ''));

/** Sets a part of the as-of bar (`on`, `known_at`), which sends itself. */
export async function asOf(page, part, value) {
  await page.locator(`#asof-${part}`).fill(value);
  await page.keyboard.press('Enter');
  const [day, month, year] = value.split('/');
  const iso = `${year}-${month}-${day}`;
  await page.waitForURL((url) => [value, iso].includes(url.searchParams.get(part)));
}

/** Chooses the map, by its words, and sends the bar. */
export async function onMap(page, label) {
  const choice = page.locator('#asof-map');
  await choice.focus();
  await page.keyboard.press('ArrowDown');
  await choice.selectOption({ label });
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await page.waitForURL((url) => url.searchParams.get('map'));
}
