/** The faults of accessibility that axe finds in a page. */
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** Puts axe into a page, before its faults are asked for. */
export async function putAxeInto(page: Page): Promise<void> {
  await page.evaluate(AXE);
}

/** By these rules, or by all. What is right is not described: that takes longer than to find it. */
export async function faultsOf(page: Page, ...rules: readonly string[]): Promise<readonly string[]> {
  const options = { reporter: 'no-passes', ...(rules.length === 0 ? {} : { runOnly: rules }) };
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
