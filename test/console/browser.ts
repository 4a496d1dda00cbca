/**
 * The console in Debian's Chromium: one browser on one service with one experiment, which every test of the console shares. Each person has
 * a separate window, with a separate session.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type Locator, type Page, chromium } from 'playwright-core';
import { PEOPLE } from '#apps/api/session/development-people.ts';
import { auditVariables } from '#test/support/audit-settings.ts';
import { paidExperiment } from '#test/support/paid-service.ts';
import { Service } from '#test/support/service.ts';

/** Debian's browser: the one without windows if it is installed, which takes a third of the processor time for each page. */
const [SHELL, WHOLE] = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

export const CHROMIUM = existsSync(SHELL) ? SHELL : WHOLE;

/** Limit of one step: longer than any takes on a busy machine. */
export const PATIENCE_MS = 10_000;

/** The reason why these tests cannot run here; false if they can. */
export const NO_CHROMIUM = existsSync(CHROMIUM) ? false : `there is neither ${SHELL} nor ${WHOLE}`;

/** The headers of the console. */
const OF_CONSOLE = { 'sec-fetch-site': 'same-origin', 'decompte-console': '1' };

export type PersonId = (typeof PEOPLE)[number]['id'];

export class ConsoleBrowser {
  readonly service: Service;
  readonly #browser: Browser;
  readonly #data: string;
  readonly #windows = new Map<PersonId, BrowserContext>();
  /** Pages of closed screens. */
  readonly #free = new Map<PersonId, Page[]>();
  /** The addresses loaded so far. */
  readonly opened = new Set<string>();

  private constructor(service: Service, browser: Browser, data: string) {
    this.service = service;
    this.#browser = browser;
    this.#data = data;
  }

  /** Uses an experiment in a folder, which is removed at the end. Builds the console if it is older than its sources. */
  static async start(experiment = paidExperiment): Promise<ConsoleBrowser> {
    const built = spawnSync(process.execPath, ['scripts/console.mjs', '--if-stale'], { encoding: 'utf8' });
    assert.equal(built.status, 0, built.stderr);
    const data = await experiment();
    const [service, browser] = await Promise.all([
      Service.start({ data, env: variablesOf(`${data}-audit`) }),
      // Its sandbox needs rights that containers and root do not have.
      chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] }),
    ]);
    return new ConsoleBrowser(service, browser, data);
  }

  /** The folder of the checkpoints and the keys (test/support/audit-settings.ts). */
  get auditFolder(): string {
    return `${this.#data}-audit`;
  }

  /** Ends the session of a person on the service only: the window does not know. */
  async endSessionOf(person: PersonId): Promise<void> {
    const window = await this.#windowOf(person);
    const ended = await window.request.delete(`${this.service.baseUrl}/session`, { headers: OF_CONSOLE });
    assert.equal(ended.status(), 200);
  }

  /** A screen as a person sees it, read to its end. */
  async open(person: PersonId, path: string): Promise<Screen> {
    const left = this.#freeOf(person).at(-1);
    // An announcement lasts for seconds, and would be taken for a later one.
    if (left === undefined || (await left.locator('.announcement').textContent()) !== '')
      return this.openByAddress(person, path);
    const screen = await this.#screenOf(person);
    await screen.continueAt(path);
    return screen;
  }

  /** The same with the console loaded; `nothing` if that person may not see it. */
  async openByAddress(person: PersonId, path: string, shows: 'screen' | 'nothing' = 'screen'): Promise<Screen> {
    const screen = await this.#screenOf(person);
    await screen.load(path, shows);
    return screen;
  }

  #freeOf(person: PersonId): Page[] {
    const free = this.#free.get(person) ?? [];
    this.#free.set(person, free);
    return free;
  }

  async #screenOf(person: PersonId): Promise<Screen> {
    const free = this.#freeOf(person);
    return new Screen(free.pop() ?? (await (await this.#windowOf(person)).newPage()), free, this);
  }

  /** A picture in the smallest format that the browser makes. */
  async asWebp(png: Buffer): Promise<Buffer> {
    const page = await this.#browser.newPage();
    const source = `data:image/png;base64,${png.toString('base64')}`;
    const encoded = await page.evaluate(`(async () => {
      const picture = await createImageBitmap(await (await fetch(${JSON.stringify(source)})).blob());
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [picture.width, picture.height];
      canvas.getContext('2d').drawImage(picture, 0, 0);
      return canvas.toDataURL('image/webp', 0.9);
    })()`);
    await page.close();
    return Buffer.from(String(encoded).split(',')[1] ?? '', 'base64');
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.service.close();
    for (const folder of [this.#data, this.auditFolder]) rmSync(folder, { recursive: true, force: true });
  }

  async #windowOf(person: PersonId): Promise<BrowserContext> {
    const known = this.#windows.get(person);
    if (known !== undefined) return known;
    const window = await this.#browser.newContext({ locale: 'fr-FR', reducedMotion: 'reduce' });
    const chosen = await window.request.post(`${this.service.baseUrl}/session/choose`, {
      data: { person },
      headers: OF_CONSOLE,
    });
    assert.equal(chosen.status(), 204);
    this.#windows.set(person, window);
    return window;
  }
}

/** The variables of an installation that signs checkpoints and has webhooks, with its keys in a folder. */
function variablesOf(folder: string): Readonly<Record<string, string>> {
  const audit = auditVariables(folder);
  const key = join(folder, 'webhook-key');
  writeFileSync(key, hash('sha256', 'webhooks', 'base64'), { mode: 0o600 });
  return { ...audit, WEBHOOK_KEY_FILE: key };
}

/** The texts of all, once there is one: a list of them is taken in its present state, without waiting. */
export async function textsOf(all: Locator): Promise<string[]> {
  await all.first().waitFor({ state: 'attached' });
  return all.allTextContents();
}

/**
 * Makes a page forget what it read, as if it were loaded: its recent reads, and what it keeps for its session. The frame stays, and reads its
 * own again. Only React knows the reads.
 */
const FORGET = `(async () => {
  sessionStorage.clear();
  const root = document.getElementById('root');
  let part = root[Object.keys(root).find((name) => name.startsWith('__reactContainer$'))];
  while (part.memoizedProps?.client === undefined) part = part.child;
  const { client } = part.memoizedProps;
  client.removeQueries({ type: 'inactive' });
  await client.refetchQueries();
})()`;

const SIZE = { width: 1280, height: 720 };

/** One page, with all messages of its console. */
export class Screen {
  readonly page: Page;
  /** The pages to which its page returns at the end. */
  readonly #free: Page[];
  readonly #console: ConsoleBrowser;
  /** Errors and warnings, violations of the policy among them. */
  readonly said: string[] = [];

  constructor(page: Page, free: Page[], console: ConsoleBrowser) {
    this.page = page;
    this.#free = free;
    this.#console = console;
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.said.push(message.text());
    });
    page.on('pageerror', (error) => this.said.push(String(error)));
  }

  /** Waits until no read is left. */
  async isRead(): Promise<void> {
    await this.page
      .locator('main')
      .waitFor()
      .catch(async (error: unknown) => {
        throw new Error(`${String(error)}\n${this.said.join('\n')}\n${await this.page.content()}`);
      });
    await this.page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await this.page.locator('main h1').first().waitFor();
  }

  /** Opens an address as for the first time. */
  async load(path: string, shows: 'screen' | 'nothing' = 'screen'): Promise<void> {
    this.#console.opened.add(path);
    await this.page.goto(`${this.#console.service.baseUrl}/console${path}`);
    if (shows === 'screen') await this.isRead();
    else await this.page.locator('main .nothing').waitFor();
  }

  /** Goes to another screen, like a link: the console is not loaded again, and its recent reads stay. */
  async goTo(path: string): Promise<void> {
    // Goes through an address without a screen: open parts of the same screen at another address do not stay.
    await this.#showNothing();
    await this.#asAtFirst();
    await this.continueAt(path);
  }

  /** From an address without a screen. */
  async continueAt(path: string): Promise<void> {
    await this.#push(path);
    await this.isRead();
  }

  async #showNothing(): Promise<void> {
    await this.#push('/ailleurs');
    await this.page.locator('main .nothing').waitFor();
  }

  async #push(path: string): Promise<void> {
    await this.page.evaluate(`history.pushState(null, '', '/console${path}')`);
  }

  async #asAtFirst(): Promise<void> {
    await this.page.emulateMedia({ colorScheme: 'light', media: 'screen' });
    await this.page.setViewportSize(SIZE);
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  dialog() {
    return this.page.getByRole('dialog');
  }

  /**
   * Leaves its page, without a screen and without what was read, to the next screen of the person: loading the console takes five times the
   * processor time of a screen.
   */
  async close(): Promise<void> {
    this.page.removeAllListeners();
    await this.page.unrouteAll();
    await this.#showNothing();
    await this.page.evaluate(FORGET);
    await this.#asAtFirst();
    this.#free.push(this.page);
  }
}
