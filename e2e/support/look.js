// Looks at a page as somebody with other eyes, another device, another scheme would.

import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WIDTHS = [1280, 320];

/** Every finding on the page as it stands: axe at both widths and in the dark, sideways scroll. */
export async function look(page, name) {
  const found = [];
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    found.push(...(await axe(page)).map((f) => `${name} at ${width} px: ${f}`));
    if (width === 320) {
      const wide = await sideways(page);
      if (wide) found.push(`${name} at 320 px scrolls sideways: ${wide}`);
    }
    await shoot(page, `${name}-${width}`);
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axe(page, ['color-contrast']);
  found.push(...dark.map((f) => `${name} in the dark: ${f}`));
  await page.emulateMedia({ colorScheme: null });
  return found;
}

async function axe(page, rules) {
  // Through the debugger: the policy of our pages lets no foreign script in.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS };
  const { violations } = await page.evaluate(
    (runOnly) => window.axe.run(document, { runOnly, resultTypes: ['violations'] }),
    runOnly,
  );
  return violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} — ${n.failureSummary.split('\n').slice(1).join('; ').trim()}`),
  );
}

/** What is wider than the page, if the page itself can be moved sideways. */
function sideways(page) {
  return page.evaluate(() => {
    const root = document.scrollingElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    const wide = [...document.querySelectorAll('body *')].filter((e) => {
      const box = e.getBoundingClientRect();
      return box.width > 0 && box.right > root.clientWidth + 1 && !e.closest('.scroll');
    });
    const shown = wide.slice(-3).map((e) => `<${e.tagName.toLowerCase()} class="${e.className}">`);
    return `${root.scrollWidth} px; ${shown.join(' ')}`;
  });
}

async function shoot(page, name) {
  const folder = process.env.E2E_SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
