// What a page says and asks below its head.

/** For tests of one page. It is asked for when it is needed: it is opened before the first test. */
export const inside = (page) => ({
  main: () => page().locator('main'),
  field: (name) => page().locator(`main [name="${name}"]`),
  choose: (name, value) => page().locator(`main [name="${name}"][value="${value}"]`),
  heading: (name) => page().getByRole('heading', { level: 1, name }).waitFor(),
});
