/**
 * The console in a real browser. Every screen is opened here as a person with the right; each file of `flows` holds actions of people, over
 * periods that no other flow touches.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PEOPLE } from '#apps/api/session/development-people.ts';
import type { Screen as ScreenOfConsole } from '#apps/console/frame/screen.ts';
import { ConsoleBrowser, NO_CHROMIUM, type PersonId, type Screen } from '#test/console/browser.ts';
import { EXAMPLES, TABS } from '#test/console/examples.ts';
import { contrastFaultsOf, faultsOf, putAxeInto } from '#test/console/faults.ts';
import { Walks } from '#test/console/walks.ts';
import { describeUnless } from '#test/support/unless.ts';

export type Flow = (browser: () => ConsoleBrowser) => void;

const NARROW = { width: 320, height: 640 };
/** An A4 page. */
const PAPER = { width: 794, height: 1123 };

async function modulesOf<Module>(folder: string, name: (entry: string) => string): Promise<readonly Module[]> {
  const entries = readdirSync(new URL(folder, import.meta.url), { withFileTypes: true });
  const paths = entries
    .filter((entry) => folder.includes('flows') || entry.isDirectory())
    .map((entry) => name(entry.name));
  return Promise.all(paths.map((path) => import(path) as Promise<Module>));
}

const screens = await modulesOf<{ screen: ScreenOfConsole }>(
  '../../apps/console/screens/',
  (folder) => `#apps/console/screens/${folder}/screen.ts`,
);
const flows = await modulesOf<{ default: Flow }>('./flows/', (file) => `#test/console/flows/${file}`);

const shown = screens.flatMap(({ screen }) =>
  [EXAMPLES[screen.path] ?? screen.path, ...(TABS[screen.path] ?? [])].map((address) => ({ screen, address })),
);

/** The first person with the right to open a screen. */
function personOf({ path, roles }: ScreenOfConsole): PersonId {
  const person = PEOPLE.find((one) => one.roles.some((role) => roles.includes(role)));
  assert.ok(person !== undefined, `${path} is for nobody`);
  return person.id;
}

/** The visible headings that sort columns, and the names that open rows: buttons that a printed table needs. */
function namesInTables({ page }: Screen): Promise<readonly string[]> {
  return page.evaluate(`[...document.querySelectorAll('main thead th button, main button.opens')]
    .filter((one) => one.checkVisibility())
    .map((one) => one.textContent)`);
}

/** The width of the page with a name without a space in each of its texts outside of tables, which scroll. */
function widthWithLongNames({ page }: Screen): Promise<number> {
  return page.evaluate(`(() => {
    for (const one of document.querySelectorAll('main :is(h1, h2, h3, p, li, dd)'))
      if (one.closest('table, .tabs, .actions') === null) one.append('${'maison'.repeat(20)}');
    return document.documentElement.scrollWidth;
  })()`);
}

/** The names of tables that are wider than the page, by more than a rounding. */
function tablesCutOff({ page }: Screen): Promise<readonly string[]> {
  return page.evaluate(`[...document.querySelectorAll('main .table-scroll')]
    .filter((one) => one.scrollWidth > one.clientWidth + 1)
    .map((one) => one.querySelector('caption')?.textContent ?? one.textContent)`);
}

describeUnless(NO_CHROMIUM)('the console', () => {
  let browser: ConsoleBrowser;
  beforeAll(async () => {
    browser = await ConsoleBrowser.start();
  });
  afterAll(() => browser.close());

  describe('every screen', () => {
    const walks = new Walks(() => browser);
    afterAll(() => walks.close());

    for (const { screen, address } of shown)
      test(`${screen.title} (${address}): right in light and dark, for readers of the screen, at 400 % zoom, on paper`, async () => {
        assert.ok(!address.includes(':'), `${screen.path} needs an example here`);
        const opened = await walks.to(personOf(screen), address);
        await putAxeInto(opened.page);
        expect(await faultsOf(opened.page)).toStrictEqual([]);
        await opened.page.emulateMedia({ colorScheme: 'dark' });
        expect(await contrastFaultsOf(opened.page)).toStrictEqual([]);
        await opened.page.setViewportSize(NARROW);
        expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
        const named = await namesInTables(opened);
        await opened.page.emulateMedia({ media: 'print' });
        expect(await namesInTables(opened)).toStrictEqual(named);
        await opened.page.setViewportSize(PAPER);
        expect(await tablesCutOff(opened)).toStrictEqual([]);
        expect(await opened.page.getByRole('navigation', { name: 'Écrans' }).isVisible()).toBe(false);
        expect(await opened.page.locator('main h1').first().isVisible()).toBe(true);
        await opened.page.emulateMedia({ media: 'screen' });
        await opened.page.setViewportSize(NARROW);
        expect(await widthWithLongNames(opened)).toBeLessThanOrEqual(NARROW.width);
        expect(opened.said).toStrictEqual([]);
      });
  });

  for (const { default: flow } of flows) flow(() => browser);

  test('a screen that no test opened by its address opens by it too', async () => {
    const opened = [...browser.opened].map((address) => address.replace(/\?.*/, ''));
    for (const { screen, address } of shown) {
      const at = new RegExp(`^${screen.path.replaceAll(/:\w+/g, '[^/]+')}$`);
      if (opened.some((one) => at.test(one))) continue;
      const alone = await browser.openByAddress(personOf(screen), address);
      expect(alone.said).toStrictEqual([]);
      await alone.close();
    }
  });
});
