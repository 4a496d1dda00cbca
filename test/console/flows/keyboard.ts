/** A morning by keyboard alone: to a screen, through its rows, a command in its dialog, and the focus back at its earlier place. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Flow } from '#test/console/console.spec.ts';

/** More steps than any screen needs. */
const STEPS_MAX = 60;

/** The name of the focused element, and whether its focus is visible. */
function focused(page: Page): Promise<{ readonly name: string; readonly isSeen: boolean }> {
  return page.evaluate(`(() => {
    const at = document.activeElement;
    // Past the last one, the browser’s own bar has the focus.
    if (at === document.body) return { name: '', isSeen: true };
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
    const isSeen = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    return { name: (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? '').trim(), isSeen };
  })()`);
}

/** Steps on until an element has the focus. Throws if an element on the way has it without showing it. */
async function stepTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < STEPS_MAX; step++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (!now.isSeen) throw new Error(`${now.name} has the focus and does not show it`);
    if (name.test(now.name)) return;
  }
  throw new Error(`the keyboard does not come to ${String(name)}`);
}

const flow: Flow = (browser) => {
  test('on a narrow page the menu is closed, opens by keyboard, and is closed again on the next screen', async () => {
    const alice = await browser().open('alice-operator', '/a-faire');
    const { page } = alice;
    await page.setViewportSize({ width: 380, height: 700 });
    const menu = page.getByRole('navigation', { name: 'Écrans' });
    const teams = menu.getByRole('link', { name: 'Équipes' });
    await teams.waitFor({ state: 'hidden' });
    await stepTo(page, /^Menu$/);
    await page.keyboard.press('Enter');
    await teams.waitFor();
    await stepTo(page, /^Équipes$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Équipes' }).waitFor();
    await teams.waitFor({ state: 'hidden' });
    await alice.close();
  });

  test('a quarter is submitted by keyboard alone', async () => {
    // A page that is loaded has its focus at its beginning.
    const alice = await browser().openByAddress('alice-operator', '/a-faire');
    const { page } = alice;
    const { keyboard } = page;

    // The first step leads past the menu.
    await keyboard.press('Tab');
    expect((await focused(page)).name).toBe('Aller au contenu');
    await keyboard.press('Enter');
    await stepTo(page, /^Pour moi/);

    await keyboard.press('?');
    await alice.dialog().waitFor();
    await keyboard.press('Escape');
    expect((await focused(page)).name).toMatch(/^Pour moi/);

    await keyboard.press('/');
    await keyboard.type('PEPS-01');
    await page.getByRole('option').first().waitFor();
    await keyboard.press('Escape');
    await page.evaluate('document.activeElement.blur()');

    await keyboard.press('g');
    await keyboard.press('v');
    await page.getByRole('heading', { level: 1, name: /^Écarts/ }).waitFor();
    await alice.goTo('/ecarts?periode=2020-Q3');
    await keyboard.press('j');
    await keyboard.press('Enter');
    await page.waitForURL(/ouvert=/);
    await keyboard.press('Enter');

    await page.evaluate('document.activeElement.blur()');
    await stepTo(page, /^Soumettre…/);
    await keyboard.press('Enter');
    await alice.dialog().waitFor();
    await keyboard.press('Escape');
    await alice.dialog().waitFor({ state: 'detached' });
    expect((await focused(page)).name).toBe('Soumettre…');
    await keyboard.press('Enter');
    await alice.dialog().waitFor();
    await stepTo(page, /^Soumettre$/);
    await keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Soumis : ' }).waitFor();
    expect(alice.said).toStrictEqual([]);
    await alice.close();
  });
};

export default flow;
