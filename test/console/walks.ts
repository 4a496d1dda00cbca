/** People who go from screen to screen: loading the console again takes as long as checking its content. */
import type { ConsoleBrowser, PersonId, Screen } from '#test/console/browser.ts';

export class Walks {
  readonly #browser: () => ConsoleBrowser;
  readonly #walks = new Map<PersonId, Screen>();

  constructor(browser: () => ConsoleBrowser) {
    this.#browser = browser;
  }

  /** The screen at this address, in the window of the person; messages of earlier screens are no longer in `said`. */
  async to(person: PersonId, address: string): Promise<Screen> {
    const begun = this.#walks.get(person);
    if (begun === undefined) {
      const first = await this.#browser().open(person, address);
      this.#walks.set(person, first);
      return first;
    }
    begun.said.length = 0;
    await begun.goTo(address);
    return begun;
  }

  async close(): Promise<void> {
    for (const walk of this.#walks.values()) await walk.close();
  }
}
