/**
 * The stories of docs/console.md: each step is opened as its person, and shows the words that it names. A word that ends with … is the
 * button of a dialog: the test presses it, and looks for the following words there.
 */
import assert from 'node:assert/strict';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Flow } from '#test/console/console.spec.ts';
import { EXAMPLES } from '#test/console/examples.ts';
import { storiesTold } from '#test/console/stories.ts';
import { Walks } from '#test/console/walks.ts';

const flow: Flow = (browser) => {
  const steps = storiesTold();

  test('the stories of docs/console.md have steps', () => {
    expect(new Set(steps.map(({ story }) => story)).size).toBe(3);
  });

  describe('a story', () => {
    const walks = new Walks(browser);
    afterAll(() => walks.close());

    for (const { story, number, person, path, words } of steps)
      test(`${story}, step ${number}`, async () => {
        const address = path.includes(':') ? EXAMPLES[path] : path;
        assert.ok(address !== undefined, `${path} is no screen`);
        const screen = await walks.to(person, address);
        for (const [i, word] of words.entries()) {
          const dialog = screen.dialog();
          const at = (await dialog.count()) > 0 ? dialog : screen.page.locator('body');
          const isFound = await at
            .getByText(word)
            .or(at.getByLabel(word))
            .first()
            .waitFor({ timeout: 5_000 })
            .then(
              () => true,
              () => false,
            );
          assert.ok(isFound, `« ${word} » is not on ${address}`);
          if (word.endsWith('…') && i < words.length - 1) await screen.button(word).first().click();
        }
        expect(screen.said).toStrictEqual([]);
      });
  });
};

export default flow;
