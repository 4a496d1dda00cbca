/** The faults of accessibility that axe finds in a page. */
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const CONTRAST = 'color-contrast';

/**
 * In a page, takes three elements of each look that was not judged before: the first, the last and one between; they are kept as LOOKED_AT,
 * and the looks are returned. A look is what contrast depends on: the colour and size of the text, and the backgrounds behind it. The rows
 * of a list have few looks, and all screens share most of theirs. An element that axe skips has its own look if it is disabled, and none if
 * it is invisible.
 */
const NEW_LOOKS = (judged: ReadonlySet<string>) => `(() => {
  const judged = new Set(${JSON.stringify([...judged])});
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
    if (!judged.has(look)) looks.set(look, [...(looks.get(look) ?? []), element]);
  }
  window.LOOKED_AT = [...looks.values()].flatMap((alike) => [...new Set([alike[0], alike[alike.length >> 1], alike.at(-1)])]);
  return [...looks.keys()];
})()`;

/** Looks without a fault: a look is judged on the first screen that has it. */
const judgedLooks = new Set<string>();

/** Puts axe into a page that has none; called before its faults are read. */
export async function putAxeInto(page: Page): Promise<void> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(AXE);
}

/** Checks all rules. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const others = await found(page, 'document', { rules: { [CONTRAST]: { enabled: false } } });
  return [...others, ...(await contrastFaultsOf(page))];
}

/** Checks the present colours of the page. */
export async function contrastFaultsOf(page: Page): Promise<readonly string[]> {
  const looks = await page.evaluate<string[]>(NEW_LOOKS(judgedLooks));
  if (looks.length === 0) return [];
  const faults = await found(page, '{ include: LOOKED_AT }', { runOnly: CONTRAST });
  if (faults.length === 0) for (const look of looks) judgedLooks.add(look);
  return faults;
}

/** Passes are not described: that takes longer than to find them. */
async function found(page: Page, where: string, options: object): Promise<readonly string[]> {
  const asked = JSON.stringify({ reporter: 'no-passes', ...options });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${where}, ${asked})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
