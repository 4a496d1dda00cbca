/** The faults of accessibility that axe finds in a page. */
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const CONTRAST = 'color-contrast';

/**
 * In a page, three elements of each look: the first, the last and one between. A look is what contrast depends on: the colour and size of the
 * text, and the backgrounds that it stands on; the rows of a list have few. What axe passes over has a look of its own where it is disabled,
 * and none where it is not seen.
 */
const LOOKS = `(() => {
  const PLAIN = ['rgba(0, 0, 0, 0)', 'none', '1', 'none', 'normal'].join();
  const known = new Map();
  const groundsOf = (element) => {
    if (element === null) return '';
    if (!known.has(element)) {
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join();
      known.set(element, groundsOf(element.parentElement) + (own === PLAIN ? '' : '/' + own));
    }
    return known.get(element);
  };
  const hasText = (element) =>
    element.matches('input, select, textarea') ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
  const looks = new Map();
  for (const element of document.body.querySelectorAll('*')) {
    const { width, height } = element.getBoundingClientRect();
    if (width <= 1 || height <= 1 || !hasText(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const isDisabled =
      element.closest(':disabled, [aria-disabled=true]') !== null || element.closest('label')?.control?.disabled === true;
    const look = [color, fontSize, fontWeight, textShadow, isDisabled, groundsOf(element)].join();
    looks.set(look, [...(looks.get(look) ?? []), element]);
  }
  return [...looks.values()].flatMap((alike) => [...new Set([alike[0], alike[alike.length >> 1], alike.at(-1)])]);
})()`;

/** Puts axe into a page, before its faults are asked for. */
export async function putAxeInto(page: Page): Promise<void> {
  await page.evaluate(AXE);
}

/** By all rules. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const others = await found(page, 'document', { rules: { [CONTRAST]: { enabled: false } } });
  return [...others, ...(await contrastFaultsOf(page))];
}

/** In the colours that the page has now. */
export async function contrastFaultsOf(page: Page): Promise<readonly string[]> {
  return found(page, `{ include: ${LOOKS} }`, { runOnly: CONTRAST });
}

/** What is right is not described: that takes longer than to find it. */
async function found(page: Page, where: string, options: object): Promise<readonly string[]> {
  const asked = JSON.stringify({ reporter: 'no-passes', ...options });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${where}, ${asked})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
