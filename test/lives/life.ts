/**
 * Five years of an experiment with three schemes, by two processes that take turns: facts come when they are known, or late; the acts of
 * people are drawn from a seed. What a rule refuses is counted, and nothing else may be thrown.
 */
import { rmSync } from 'node:fs';
import type { Author } from '#libs/commands/author.ts';
import { importFolder } from '#libs/intake/import-folder.ts';
import { LogRecorder } from '#libs/intake/recorder.ts';
import { type Day, dayFromText, dayText, quarterFromText } from '#libs/kernel/day.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';
import type { StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { type FactTables, chances, filtered, readFacts, writeFacts } from '#test/support/fact-folders.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** The quarters that are calculated and decided: whole years, as a range means only these. */
export const RANGE = { from: quarterFromText('2020-Q1'), to: quarterFromText('2025-Q4') };
export const TEAMS = ['A-PEPS', 'PEPS-1', 'PEPS-2', 'PEPS-3', 'PRIM-1', 'PRIM-2', 'IPEP-1', 'IPEP-2'];
const [BEGIN, END] = ['2021-02-01', '2026-09-30'].map((text) => dayFromText(text)) as [Day, Day];
const FACTS = { patients: 8, acts: 100 };
/** Of the facts known by now, the share that comes at a step: the others are late. */
const IN_TIME = 0.8;

export class Life {
  readonly seed: number;
  readonly products: readonly [Product, Product];
  /** How often each act came to each end: `approve done`, `approve COMMITTED_BEYOND_ENVELOPE`. */
  readonly ends = new Map<string, number>();
  /** Patients whose erasure was asked for. */
  readonly gone = new Set<string>();
  readonly runs: string[] = [];
  /** The envelopes of PEPS and PRIMORDIAL, the last one for the years to come. */
  readonly funds = ['FISS'];
  readonly #chance: () => number;
  readonly #facts: FactTables;
  readonly #toCome: Set<readonly string[]>;
  #turn: 0 | 1 = 0;
  #day = BEGIN;
  #seconds = 0;
  #names = 0;

  constructor(seed: number) {
    this.seed = seed;
    this.#chance = chances(seed);
    const first = Product.sealed();
    this.products = [first, Product.sealed(first.folder)];
    const folder = temporaryFolder();
    writeRandomFacts(folder, seed * 2, FACTS);
    this.#facts = readFacts(folder);
    rmSync(folder, { recursive: true });
    this.#toCome = new Set([...this.#facts.values()].flatMap(({ rows }) => rows));
  }

  /** The process whose turn it is. */
  get product(): Product {
    return this.products[this.#turn];
  }

  get day(): Day {
    return this.#day;
  }

  get stores(): Stores {
    return new Stores(this.product.log, this.product.readStore);
  }

  get served(): ServedStores {
    return ServedStores.broughtUp(this.stores);
  }

  get inForce(): RegulationInForce {
    return new RegulationInForce(this.product.log, () => this.author('programme').commit);
  }

  /** The ids of the patients that came and are not erased. */
  get patients(): readonly string[] {
    const rows = this.#facts.get('patients.csv')?.rows ?? [];
    const come = rows.filter((row) => !this.#toCome.has(row)).map(([id = '']) => id);
    return [...new Set(come)].filter((id) => !this.gone.has(id));
  }

  /** A command now, each a second after the one before. */
  author(name: string): Author {
    const at = new Date(Date.parse(`${dayText(this.#day)}T06:00:00.000Z`) + this.#seconds++ * 1000).toISOString();
    const meta = { by: { name, assurance: 'asserted', osUser: '' }, key: this.name('key'), at } as const;
    return { meta, commit: { recordedAt: at, actor: name, correlation: meta.key, causation: 'essai' } };
  }

  name(of: string): string {
    return `${of}${this.#names++}`;
  }

  /** At least 0, and less than 1. */
  draw(): number {
    return this.#chance();
  }

  below(count: number): number {
    return Math.floor(this.#chance() * count);
  }

  happens(share: number): boolean {
    return this.#chance() < share;
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new RangeError('there is nothing to pick from');
    return found;
  }

  /** Counts how it ended: done, or refused by rules. */
  async tries(act: string, work: () => Promise<unknown>): Promise<void> {
    try {
      const result = await work();
      const outcomes = Array.isArray(result) ? (result as readonly StatementOutcome[]) : [{ refused: undefined }];
      for (const { refused } of outcomes) this.#count(`${act} ${refused === undefined ? 'done' : refused.code}`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#count(`${act} ${error.code}`);
    }
  }

  /** Some days later: facts come, and people act, in the process of each. */
  async goesOn(act: () => Promise<void>): Promise<void> {
    this.#goTo(this.#day + 5 + this.below(50));
    await this.facts(() => this.happens(IN_TIME));
    for (let left = 2 + this.below(4); left > 0; left--) {
      this.#turn = this.below(2) === 0 ? 0 : 1;
      await act();
    }
  }

  /** Every fact came. */
  async allFacts(): Promise<void> {
    this.#goTo(Math.max(this.#day + 1, END));
    await this.facts(() => true);
  }

  /** Imports what is known by now and did not come before. */
  async facts(comes: () => boolean): Promise<void> {
    const today = dayText(this.#day);
    const tables = filtered(this.#facts, (_, row) => this.#toCome.has(row) && (row.at(-1) ?? '') <= today && comes());
    const come = [...tables.values()].flatMap(({ rows }) => rows);
    if (come.length === 0) return;
    for (const row of come) this.#toCome.delete(row);
    const folder = writeFacts(tables);
    const { commit } = this.author('Irma');
    const { regulation } = await this.inForce.current();
    await importFolder({
      folder,
      regulation,
      recorder: await LogRecorder.of(this.product),
      words: INTAKE_WORDS,
      sources: [this.product],
      actor: commit.actor,
      correlation: commit.correlation,
      now: () => commit.recordedAt,
    });
    rmSync(folder, { recursive: true });
  }

  async close(): Promise<void> {
    await this.products[1].leave();
    await this.products[0].close();
  }

  #goTo(day: Day): void {
    this.#day = day;
    this.#seconds = 0;
  }

  #count(end: string): void {
    this.ends.set(end, (this.ends.get(end) ?? 0) + 1);
  }
}
