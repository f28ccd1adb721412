// Accounts and roles, as an administrator makes them in the pages.

/** Makes an account that holds a role, for a unit (its code) or for everything. Returns its password. */
export async function addUser(page, { name, role, unit }) {
  await page.goto('/nguoi-dung/moi');
  await page.locator('[name=ten]').fill(name);
  await page.locator('[name=ho_ten]').fill(`Người dùng ${name}`);
  await page.getByRole('button', { name: 'Lập tài khoản' }).click();
  const said = await page.getByText('Mật khẩu:').first().innerText();
  await page.locator(`[name=vai_tro][value=${role}]`).check();
  if (unit) await page.locator('[name=don_vi]').selectOption(unit);
  await page.getByRole('button', { name: 'Giao vai trò' }).click();
  await page.getByText('Đã giao vai trò.').waitFor();
  return said.match(/Mật khẩu: (.+?) —/)[1];
}
