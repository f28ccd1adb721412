// Looks at a page as somebody with other eyes, another device, another scheme would.

import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WIDTHS = [1280, 320];

/**
 * Every finding on the page as it stands: axe at both widths and in the dark, sideways scroll, focus,
 * paper. What is typed in loses the focus on paper, and with it what is open below: `paper: false`.
 */
export async function look(page, name, { paper = true } = {}) {
  const found = [];
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    found.push(...(await axe(page)).map((f) => `${name} at ${width} px: ${f}`));
    if (width === 320) {
      const wide = await sideways(page);
      if (wide) found.push(`${name} at 320 px scrolls sideways: ${wide}`);
    }
    found.push(...(await unfocused(page)).map((f) => `${name} at ${width} px: ${f}`));
    await shoot(page, `${name}-${width}`);
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axe(page, ['color-contrast']);
  found.push(...dark.map((f) => `${name} in the dark: ${f}`));
  await page.emulateMedia({ colorScheme: null });
  if (paper) {
    await page.emulateMedia({ media: 'print' });
    found.push(...(await cut(page)).map((f) => `${name} on paper: ${f}`));
    await page.emulateMedia({ media: null });
  }
  return found;
}

/** What has more than it shows: on paper nothing can be moved. */
function cut(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((e) => e.checkVisibility() && !e.closest('.vh') && getComputedStyle(e).overflowY !== 'visible')
      .filter((e) => e.scrollHeight > e.clientHeight + 1 && e.clientHeight > 1)
      .map((e) => `<${e.tagName.toLowerCase()} class="${e.className}"> is cut`),
  );
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

/** What a key can't reach, or reaches without its being seen: the focus goes to each thing in turn. */
async function unfocused(page) {
  // Who is in the middle of something is left there.
  if (await page.evaluate(() => document.activeElement !== document.body)) return [];
  // One press tells the browser that somebody uses keys: then it shows where the focus is.
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const asked = 'a[href], button, input, select, textarea, summary, [tabindex], [role=button], [onclick]';
    const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
    const ringed = (e) => {
      const style = getComputedStyle(e);
      const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      return outline || style.boxShadow !== 'none' || parseFloat(style.strokeWidth) >= 3;
    };
    /** Nothing of it is left to see: cut away, or under a head that sticks to the top (WCAG 2.2, 2.4.11). */
    const hidden = (e) => {
      const { left, right, top, bottom } = e.getClientRects()[0];
      const [x0, x1] = [Math.max(left, 0), Math.min(right, innerWidth)];
      const [y0, y1] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
      const parts = [0.05, 0.25, 0.5, 0.75, 0.95];
      return !parts.some((dx) =>
        parts.some((dy) => {
          const at = document.elementFromPoint(x0 + (x1 - x0) * dx, y0 + (y1 - y0) * dy);
          return at && (e.contains(at) || at.closest('label')?.control === e);
        }),
      );
    };
    const judge = (e) => {
      e.focus({ preventScroll: true });
      e.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      if (e.tabIndex > 0) return 'comes before its turn';
      if (document.activeElement !== e) return 'takes no focus';
      if (![e, e.labels?.[0], e.querySelector('path')].some((part) => part && ringed(part))) return 'does not show the focus';
      return hidden(e) ? 'lies under something else' : null;
    };
    const findings = [...document.querySelectorAll(asked)]
      .filter((e) => shown(e) && !e.disabled && e.type !== 'hidden' && e.getAttribute('tabindex') !== '-1')
      .map((e) => [e, judge(e)])
      .filter(([, what]) => what)
      .map(([e, what]) => `${e.outerHTML.slice(0, 120)} ${what}`);
    document.activeElement.blur();
    scrollTo(0, 0);
    return findings;
  });
}

async function shoot(page, name) {
  const folder = process.env.E2E_SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
