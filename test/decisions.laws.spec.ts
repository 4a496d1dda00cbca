/**
 * Laws for any sequence of facts, decisions, runs, answers and replays, by two simultaneous processes: the ledger balances, the envelope
 * holds, nothing is paid twice, the decided amount and the open difference add up to the replayed amount, and the log verifies.
 */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { verifyLog } from '#libs/audit/verify.ts';
import { decidedLines, total } from '#libs/statements/workflow/decisions.ts';
import type { Stage } from '#libs/statements/workflow/state.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { LeaseLost } from '#libs/event-store/event-store.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { dayFromText, dayText, quarterFromText } from '#libs/kernel/day.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { balance, envelopeUse } from '#libs/payments/ledger/balances.ts';
import { accountKeyOf, accountStream } from '#libs/payments/accounts/account-key.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { replay } from '#libs/replay/replay.ts';
import { ACCOUNT, dueCents } from '#test/support/payments.ts';
import { approve, regularise, reject, submit, withdraw } from '#test/support/decisions.ts';
import { prepared } from '#test/support/prepared.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import {
  accountInPlace,
  envelopeInPlace,
  envelopeNamed,
  holdInPlace,
  makeRun,
  takeAnswer,
} from '#test/support/money.ts';

const FACTS = fileURLToPath(new URL('samples/tiny/facts', import.meta.url));
const RANGE = { from: quarterFromText('2021-Q1'), to: quarterFromText('2021-Q4') };
const ENVELOPE_CENTS = 150_000n;
const STEPS = 30;

/** A small generator, so that a failing seed can be run again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

class World {
  readonly first: Product;
  readonly second: Product;
  readonly #seed: number;
  readonly #below: (below: number) => number;
  #day = dayFromText('2022-01-10');
  #count = 0;

  /** 0: the beginning of all others. */
  constructor(seed: number, folder: string) {
    this.first = new Product(folder);
    this.second = new Product(folder);
    this.#seed = seed;
    this.#below = random(seed);
  }

  /** A world that has begun. */
  static async of(seed: number): Promise<World> {
    const folder = await prepared('decisions-begun', async () => {
      const world = new World(0, temporaryFolder());
      await world.#begin();
      return world.#leave();
    });
    return new World(seed, folder);
  }

  meta(name: string): CommandMeta {
    return {
      by: { name, assurance: 'asserted', osUser: 'test' },
      key: `key-${this.#seed}-${this.#count++}`,
      at: `${dayText(this.#day)}T10:00:00.000Z`,
    };
  }

  commit({ at, by, key }: CommandMeta): Commit {
    return { recordedAt: at, actor: by.name, correlation: key, causation: 'test' };
  }

  async #begin(): Promise<void> {
    const { log } = this.first;
    await this.first.import(FACTS);
    const [alice, bob] = [this.meta('alice'), this.meta('bob')];
    const terms = { amountCents: ENVELOPE_CENTS, schemes: ['PEPS', 'PRIMORDIAL', 'IPEP'] };
    await envelopeInPlace(log, 'FISS', terms, {
      first: { meta: alice, commit: this.commit(alice) },
      second: { meta: bob, commit: this.commit(bob) },
    });
    await holdInPlace(log, 0, alice.at);
    for (const stream of [
      accountStream({ side: 'debtor', holder: 'FISS' }),
      ...['PEPS-01', 'IPEP-01'].map((team) => accountStream({ side: 'payee', holder: team })),
    ]) {
      const [one, other] = [this.meta('alice'), this.meta('bob')];
      const people = {
        first: { meta: one, commit: this.commit(one) },
        second: { meta: other, commit: this.commit(other) },
      };
      await accountInPlace(this.first, accountKeyOf(stream), ACCOUNT, people);
    }
  }

  /** One step, or two simultaneous ones on two connections; only refusals and conflicts may fail. */
  async step(): Promise<void> {
    this.#day += 1 + this.#below(20);
    const works = [this.#work(this.first), ...(this.#below(2) === 0 ? [this.#work(this.second)] : [])];
    for (const outcome of await Promise.allSettled(works.map((work) => work())))
      if (outcome.status === 'rejected' && !EXPECTED.some((kind) => outcome.reason instanceof kind))
        throw outcome.reason;
  }

  #work(product: Product): () => Promise<unknown> {
    const day = this.#day;
    const knownOn = dayText(day);
    const [alice, bob, carol] = [this.meta('alice'), this.meta('bob'), this.meta('carol')];
    const some = this.#below(3);
    const states = async (...stages: readonly Stage[]) =>
      (await loadStatements(product, { range: RANGE })).filter(
        ({ status }, i) => stages.includes(status) && i % 3 !== some,
      );
    const works: readonly (() => Promise<unknown>)[] = [
      () => product.calculate({ from: '2021-Q1', to: '2021-Q4', knownOn }),
      () => product.calculate({ from: '2021-Q1', to: '2021-Q2', knownOn }),
      async () => submit(product, await states('CALCULATED', 'REGULARISATION_DRAFTED'), alice, this.commit(alice)),
      async () => submit(product, await states('CALCULATED', 'REGULARISATION_DRAFTED'), alice, this.commit(alice)),
      async () => approve(product, await states('SUBMITTED', 'REGULARISATION_SUBMITTED'), bob, this.commit(bob)),
      async () => approve(product, await states('SUBMITTED', 'REGULARISATION_SUBMITTED'), bob, this.commit(bob)),
      async () => reject(product, (await states('SUBMITTED')).slice(0, 1), bob, this.commit(bob)),
      async () => withdraw(product, (await states('APPROVED')).slice(0, 1), bob, this.commit(bob)),
      () => this.#regularise(product, knownOn),
      () => this.#lateFacts(product, day),
      () => this.#run(product, carol, day),
      () => this.#run(product, carol, day),
      () => this.#answer(product, carol, day),
    ];
    return works[this.#below(works.length)] ?? (() => Promise.resolve());
  }

  async #regularise(product: Product, knownOn: string): Promise<void> {
    const published = await latest(product.log);
    assert.ok(published);
    const { statements } = await replay(product, {
      range: RANGE,
      knownOn: dayFromText(knownOn),
      source: published.source,
    });
    for (const { decided, differenceCents, lines, now } of statements) {
      const [was, is] = [
        lines.reduce((sum, { decidedCents }) => sum + decidedCents, 0n),
        lines.reduce((sum, { nowCents }) => sum + nowCents, 0n),
      ];
      assert.equal(was + differenceCents, is, 'decided and the open difference make what is replayed');
      if (!decided || differenceCents === 0n || now === undefined) continue;
      const alice = this.meta('alice');
      await regularise(product, now, alice, this.commit(alice));
    }
  }

  /** Spending corrected, an act paid twice, a patient who changes doctor. */
  async #lateFacts(product: Product, day: number): Promise<void> {
    const folder = join(product.folder, `late-${this.#count++}`);
    mkdirSync(folder);
    const known = dayText(day);
    const patient = `P00000${String(1 + this.#below(40)).padStart(2, '0')}`;
    const doctor = ['10000002757', '10000002831', ''][this.#below(3)] ?? '';
    writeFileSync(
      join(folder, 'declarations.csv'),
      `patient_id,rpps,declared_on,known_on\n${patient},${doctor},2021-0${1 + this.#below(9)}-15,${known}\n`,
    );
    writeFileSync(
      join(folder, 'spending.csv'),
      `patient_id,year,amount_cents,known_on\nP0000025,2021,${this.#below(900_000)},${known}\n`,
    );
    writeFileSync(
      join(folder, 'acts.csv'),
      `act_id,patient_id,executant_rpps,profession,act_code,quantity,care_on,base_cents,paid_cents,qualifier,reverses,known_on\n` +
        `L${this.#count},${patient},10000002757,GP,1110,1,2021-0${1 + this.#below(9)}-20,2500,${this.#below(2) * 1750},,,${known}\n`,
    );
    await product.import(folder);
  }

  #run(product: Product, by: CommandMeta, day: number): Promise<unknown> {
    const request = { envelope: 'FISS', run: `R${this.#count++}`, dueBy: day };
    return makeRun(product, request, by, this.commit(by));
  }

  async #answer(product: Product, by: CommandMeta, day: number): Promise<void> {
    const { payments } = await ledgerOf(product.log);
    const open = [...payments.values()].filter(({ status }) => status === 'RELEASED');
    const entries = open.map(({ endToEndId, amountCents }) => {
      const outcome: 'EXECUTED' | 'RETURNED' = this.#below(4) === 0 ? 'RETURNED' : 'EXECUTED';
      return { id: `${endToEndId}/${outcome}`, endToEndId, outcome, day, amountCents };
    });
    await takeAnswer(product, entries, by, this.commit(by));
  }

  async holds(): Promise<void> {
    const state = await ledgerOf(this.first.log);
    const fiss = await envelopeNamed(this.first.log, 'FISS');
    assert.equal(
      [...fiss.balances.values()].reduce((sum, cents) => sum + cents, 0n),
      0n,
      'the ledger is balanced',
    );
    assert.ok(envelopeUse(fiss, this.#day).releasedCents <= ENVELOPE_CENTS, 'the envelope is not passed');
    for (const [id, item] of state.items) {
      const due = dueCents(item);
      const sent = [...state.payments.values()].filter(({ item: of, status }) => of === id && status !== 'RETURNED');
      assert.ok(sent.length <= 1 && due >= 0n, 'nothing is paid twice');
      assert.ok(sent.reduce((sum, { amountCents }) => sum + amountCents, due) <= item.originalCents);
    }
  }

  async atTheEnd(): Promise<number> {
    const states = await loadStatements(this.first, { range: RANGE });
    const decided = states.reduce((sum, { decisions }) => sum + total(decidedLines(decisions)), 0n);
    // An approval cut off by the other process is posted by the next run.
    const by = this.meta('carol');
    await this.#run(this.first, by, this.#day).catch((error: unknown) => {
      if (!EXPECTED.some((kind) => error instanceof kind)) throw error;
    });
    const state = await ledgerOf(this.first.log);
    assert.equal(
      balance(await envelopeNamed(this.first.log, 'FISS'), 'charges'),
      decided,
      'the ledger has what was decided',
    );
    const stored = new SqliteStoredEvents(join(this.first.folder, 'events.db'));
    const { misfits } = await verifyLog(stored);
    expect(misfits).toStrictEqual([]);
    await stored.close();
    return state.payments.size;
  }

  async #leave(): Promise<string> {
    await this.second.leave();
    return this.first.leave();
  }

  async end(): Promise<void> {
    rmSync(await this.#leave(), { recursive: true, force: true });
  }
}

const EXPECTED = [DomainError, LeaseLost];

test('the laws of decisions and payments hold for random sequences of two processes', async () => {
  let payments = 0;
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const world = await World.of(seed);
    try {
      for (let i = 0; i < STEPS; i++) {
        await world.step();
        await world.holds();
      }
      payments += await world.atTheEnd();
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    } finally {
      await world.end();
    }
  }
  assert.ok(payments >= 10, `the sequences pay something (${payments} payments)`);
});
