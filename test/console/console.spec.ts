/**
 * The console in a real browser. Every screen is opened here as a person who may; each file of `flows` is what people do, over
 * periods that no other flow touches.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PEOPLE } from '#apps/api/session/development-people.ts';
import type { Screen as ScreenOfConsole } from '#apps/console/frame/screen.ts';
import { ConsoleBrowser, NO_CHROMIUM } from '#test/console/browser.ts';
import { EXAMPLES, TABS } from '#test/console/examples.ts';
import { contrastFaultsOf, faultsOf, putAxeInto } from '#test/console/faults.ts';
import { describeUnless } from '#test/support/unless.ts';

export type Flow = (browser: () => ConsoleBrowser) => void;

const NARROW = { width: 320, height: 640 };

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

describeUnless(NO_CHROMIUM)('the console', () => {
  let browser: ConsoleBrowser;
  beforeAll(async () => {
    browser = await ConsoleBrowser.start();
  });
  afterAll(() => browser.close());

  describe('every screen', () => {
    const shown = screens.flatMap(({ screen }) =>
      [EXAMPLES[screen.path] ?? screen.path, ...(TABS[screen.path] ?? [])].map((address) => ({ screen, address })),
    );
    for (const { screen, address } of shown)
      test(`${screen.title} (${address}): right in light and dark, for readers of the screen, at 400 % zoom, on paper`, async () => {
        const person = PEOPLE.find(({ roles }) => roles.some((role) => screen.roles.includes(role)));
        assert.ok(person !== undefined && !address.includes(':'), `${screen.path} needs an example here`);
        const opened = await browser.open(person.id, address);
        await putAxeInto(opened.page);
        expect(await faultsOf(opened.page)).toStrictEqual([]);
        await opened.page.emulateMedia({ colorScheme: 'dark' });
        expect(await contrastFaultsOf(opened.page)).toStrictEqual([]);
        await opened.page.setViewportSize(NARROW);
        expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
        await opened.page.emulateMedia({ media: 'print' });
        expect(await opened.page.getByRole('navigation', { name: 'Écrans' }).isVisible()).toBe(false);
        expect(await opened.page.locator('main h1').first().isVisible()).toBe(true);
        expect(opened.said).toStrictEqual([]);
        await opened.close();
      });
  });

  for (const { default: flow } of flows) flow(() => browser);
});
