/**
 * The end of an experiment, in the process of the test: a period after the end of its text needs an exception of two people, and a team
 * that has left is closed with its final statement, after which no decision is made about it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ConfirmClosing, ConfirmClosingHandler } from '#libs/closing/commands/confirm-closing.ts';
import { ProposeClosing, ProposeClosingHandler } from '#libs/closing/commands/propose-closing.ts';
import { ProposeReopening, ProposeReopeningHandler } from '#libs/closing/commands/propose-reopening.ts';
import { type FoundClosing, ReadClosing, ReadClosingHandler } from '#libs/closing/queries/read-closing.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { type Day, dayFromText } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';
import { calculated } from '#libs/statements/calculated-statement.ts';
import { loadStatement, loadStatements } from '#libs/statements/workflow/statements.ts';
import { confirmations } from '#libs/week/confirmations.ts';
import { approve, refusalsOf, regularise, submit, withdraw } from '#test/support/decisions.ts';
import { required } from '#test/support/enrolment.ts';
import { TINY_SAMPLE, metaOf } from '#test/support/experiment.ts';
import {
  accountInPlace,
  confirmChange,
  envelopeInPlace,
  holdInPlace,
  makeRun,
  proposeChange,
} from '#test/support/money.ts';
import { ACCOUNT } from '#test/support/payments.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const TEAM = { kind: 'TEAM', name: 'PRIM-01' } as const;
const LAST_DAY = dayFromText('2024-08-31');
const REASON = 'fin de l’expérimentation';

let product: Product;
let stores: Stores;
let inForce: RegulationInForce;

beforeAll(async () => {
  product = new Product();
  await product.import(join(TINY_SAMPLE, 'facts'));
  const leaves = join(temporaryFolder(), 'facts');
  mkdirSync(leaves);
  writeFileSync(
    join(leaves, 'phases.csv'),
    'team_id,phase,from,known_on\nPRIM-01,LEFT,2023-01-01,2022-12-15\nPRIM-01,,2024-01-01,2022-12-15\n',
  );
  await product.import(leaves);
  stores = new Stores(product.log, product.readStore);
  inForce = new RegulationInForce(product.log, () => COMMIT);
  const people = {
    first: { meta: metaOf('Alice'), commit: COMMIT },
    second: { meta: metaOf('Bob'), commit: COMMIT },
  };
  const terms = { amountCents: 100_000_000n, schemes: ['PEPS', 'PRIMORDIAL'] };
  await envelopeInPlace(product.log, 'FISS', terms, people);
  await holdInPlace(product.log, 0, COMMIT.recordedAt);
  await accountInPlace(product, { side: 'debtor', holder: 'FISS' }, ACCOUNT, people);
  await accountInPlace(product, { side: 'payee', holder: 'PRIM-01' }, ACCOUNT, people);
});

afterAll(() => product.close());

function propose(name: string, lastDay: Day, leavesOpen = false): Promise<unknown> {
  const asked = { subject: TEAM, lastDay, reason: REASON, leavesOpen };
  const author = { meta: metaOf(name), commit: COMMIT };
  return new ProposeClosingHandler(stores, inForce).execute(new ProposeClosing(asked, author));
}

function confirm(name: string, code: string | undefined, log: EventStore = product.log): Promise<unknown> {
  const author = { meta: metaOf(name), commit: COMMIT };
  const handler = new ConfirmClosingHandler(new Stores(log, product.readStore), inForce);
  return handler.execute(new ConfirmClosing(TEAM, code, author));
}

async function reopen(): Promise<void> {
  const author = { meta: metaOf('Alice'), commit: COMMIT };
  await new ProposeReopeningHandler(stores).execute(new ProposeReopening(TEAM, REASON, author));
  await confirm('Bob', await waitingCode());
}

/** The log to one command: another command runs just before its first append to a stream. */
function beforeAppend(log: EventStore, stream: string, other: () => Promise<unknown>): EventStore {
  let isDone = false;
  const append: EventStore['append'] = async (to, ...rest) => {
    if (to === stream && !isDone) {
      isDone = true;
      await other();
    }
    return log.append(to, ...rest);
  };
  return new Proxy(log, {
    get(target, property) {
      if (property === 'append') return append;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function read(): Promise<FoundClosing> {
  const handler = new ReadClosingHandler(ServedStores.broughtUp(stores), inForce);
  return handler.execute(new ReadClosing(TEAM, LAST_DAY));
}

async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof DomainError) return error.code;
      throw error;
    },
  );
}

async function waitingCode(): Promise<string | undefined> {
  return (await read()).waiting?.code;
}

function kinds({ closeOut: { open } }: FoundClosing): readonly string[] {
  return [...new Set(open.map(({ kind }) => kind))];
}

test('a period after the end of its text is decided by an exception that two people gave for it', async () => {
  await product.calculate({ from: '2026-Q3', to: '2026-Q4', knownOn: '2026-10-31' });
  const of = [{ team: 'PEPS-01', period: '2026-Q4' }];
  expect(await loadStatement(product.log, { team: 'PEPS-01', period: '2026-Q3' })).toMatchObject({ isAfterEnd: false });
  expect(refusalsOf(await submit(product, of, metaOf('Alice'), COMMIT))).toStrictEqual([
    expect.stringContaining('après la fin du texte de PEPS'),
  ]);
  const terms = { kind: 'AFTER_END', team: 'PEPS-01', period: '2026-Q4' } as const;
  const exception = { kind: 'EXCEPTION', exception: 'solde', terms, reason: 'décision du comité' } as const;
  await proposeChange(product.log, exception, metaOf('Alice'), COMMIT);
  expect(refusalsOf(await submit(product, of, metaOf('Alice'), COMMIT))).not.toStrictEqual([undefined]);
  await confirmChange(product.log, 'exception:solde', metaOf('Bob'), COMMIT);
  expect(refusalsOf(await submit(product, of, metaOf('Alice'), COMMIT))).toStrictEqual([undefined]);
  expect(refusalsOf(await approve(product, of, metaOf('Bob'), COMMIT))).toStrictEqual([undefined]);
});

test('a team that has left is not closed before its periods are decided, and not with open money unless that is accepted', async () => {
  await product.calculate({ from: '2022-Q1', to: '2023-Q1', knownOn: '2024-08-31' });
  expect((await read()).closeOut.open.map(({ kind, of }) => [kind, of])).toStrictEqual([
    ['UNDECIDED', 'PRIM-01 2022-Q1'],
    ['UNDECIDED', 'PRIM-01 2022-Q2'],
    ['UNDECIDED', 'PRIM-01 2022-Q3'],
    ['UNDECIDED', 'PRIM-01 2022-Q4'],
  ]);
  expect(await refusalOf(propose('Alice', LAST_DAY, true))).toBe('PERIODS_OPEN');
  expect(await refusalOf(propose('Alice', dayFromText('2026-11-02')))).toBe('LAST_DAY_TO_COME');

  const own = await loadStatements(product, { team: 'PRIM-01' });
  await submit(product, own, metaOf('Alice'), COMMIT);
  expect(kinds(await read())).toStrictEqual(['SUBMITTED']);
  await approve(product, own, metaOf('Bob'), COMMIT);
  expect(kinds(await read())).toStrictEqual(['DUE']);
  expect(await refusalOf(propose('Alice', dayFromText('2024-08-30')))).toBe('DECIDED_AS_KNOWN_LATER');
  expect(await refusalOf(propose('Alice', LAST_DAY))).toBe('MONEY_OPEN');
});

test('of a close-out and a decision at the same moment one wins: the first in the log', async () => {
  const of = [{ team: 'PRIM-01', period: '2022-Q4' }];
  await propose('Alice', LAST_DAY, true);
  const code = await waitingCode();
  const withdrawn = (log: EventStore): Promise<unknown> =>
    withdraw({ log, readStore: product.readStore }, of, metaOf('Bob'), COMMIT).then(refusalsOf);

  const decidedFirst = beforeAppend(product.log, 'closings', () => withdrawn(product.log));
  expect(await refusalOf(confirm('Bob', code, decidedFirst))).toBe('STREAM_CHANGED');
  expect((await read()).closed).toBeUndefined();
  await submit(product, of, metaOf('Alice'), COMMIT);
  expect(refusalsOf(await approve(product, of, metaOf('Bob'), COMMIT))).toStrictEqual([undefined]);

  const cutOff = beforeAppend(product.log, 'statement-PRIM-01-2022-Q4', async () => {
    // It is out of the ledger, but not withdrawn yet.
    expect(kinds(await read())).toContain('NOT_POSTED');
    expect(await refusalOf(confirm('Bob', code))).toBe('CLOSE_OUT_CHANGED');
  });
  expect(await withdrawn(cutOff)).toStrictEqual([undefined]);
  await submit(product, of, metaOf('Alice'), COMMIT);
  expect(refusalsOf(await approve(product, of, metaOf('Bob'), COMMIT))).toStrictEqual([undefined]);

  const state = await loadStatement(product.log, { team: 'PRIM-01', period: '2022-Q4' });
  const { pin } = required(state.decisions[0]);
  const closedFirst = (stream: string): EventStore =>
    beforeAppend(product.log, stream, async () => {
      expect(await refusalOf(confirm('Bob', await waitingCode()))).toBeUndefined();
    });
  const closed = [expect.stringContaining('PRIM-01 est clos au 31/08/2024')];
  expect(await withdrawn(closedFirst('payment-ledger'))).toStrictEqual(closed);
  await reopen();
  await propose('Alice', LAST_DAY, true);
  const target = calculated('PRIM-01', '2022-Q4', pin, null);
  const stores = { log: closedFirst('statement-PRIM-01-2022-Q4') };
  expect(await refusalOf(regularise(stores, target, metaOf('Alice'), COMMIT))).toBe('STREAM_CHANGED');
  expect((await loadStatement(product.log, { team: 'PRIM-01', period: '2022-Q4' })).status).toBe('APPROVED');
  await reopen();
});

test('a team that has left is closed with its final statement, its money settled or left open with a reason', async () => {
  const run = { envelope: 'FISS', run: 'R1', dueBy: dayFromText('2022-12-31') };
  await makeRun(product, run, metaOf('Carole'), COMMIT);
  expect(kinds(await read())).toStrictEqual(['AT_BANK']);
  await propose('Alice', LAST_DAY, true);
  const [code, { closeOut }] = [await waitingCode(), await read()];
  const decidedCents = closeOut.open.reduce((sum, { amountCents }) => sum + (amountCents ?? 0n), 0n);
  expect(closeOut.years).toStrictEqual([{ year: 2022, periods: 4, decidedCents, regularisedCents: 0n }]);
  const asking = { by: metaOf('Bob').by, roles: ['approver'] as const, today: dayFromText('2026-11-01') };
  expect(await confirmations(product.log, asking)).toMatchObject([
    { kind: 'CLOSING', id: 'closing:TEAM:PRIM-01', standing: 'MAY_CONFIRM' },
  ]);
  expect(await refusalOf(confirm('Alice', code))).toBe('SECOND_PERSON_REQUIRED');
  await confirm('Bob', code);
  expect((await read()).closed).toMatchObject({ closeOut: { decidedCents }, confirmedBy: { name: 'Bob' } });
});

test('a scheme is not closed as known before a team of it was known that has a decision', async () => {
  const later = join(temporaryFolder(), 'facts');
  mkdirSync(later);
  const identity = 'PRIMORDIAL,ALL,GP,CDS,953866993,95018,2026-01-10';
  writeFileSync(
    join(later, 'teams.csv'),
    `team_id,from,name,scheme,option,scope,structure,finess,commune,known_on\nPRIM-09,2024-12-31,Tard venue,${identity}\n`,
  );
  writeFileSync(join(later, 'phases.csv'), 'team_id,phase,from,known_on\nPRIM-09,FORFAIT,2025-01-01,2026-01-10\n');
  await product.import(later);
  await product.calculate({ from: '2025-Q1', to: '2025-Q1', knownOn: '2026-10-31', team: 'PRIM-09' });
  const of = [{ team: 'PRIM-09', period: '2025-Q1' }];
  await submit(product, of, metaOf('Alice'), COMMIT);
  expect(refusalsOf(await approve(product, of, metaOf('Bob'), COMMIT))).toStrictEqual([undefined]);

  const subject = { kind: 'SCHEME', name: 'PRIMORDIAL' } as const;
  const asked = { subject, lastDay: dayFromText('2025-12-31'), reason: REASON, leavesOpen: true };
  const author = { meta: metaOf('Alice'), commit: COMMIT };
  const proposing = new ProposeClosingHandler(stores, inForce).execute(new ProposeClosing(asked, author));
  expect(await refusalOf(proposing)).toBe('DECIDED_AS_KNOWN_LATER');
});

test('no decision on a closed team is accepted, until two people open it again', async () => {
  const of = [{ team: 'PRIM-01', period: '2022-Q1' }];
  const closed = [expect.stringContaining('PRIM-01 est clos au 31/08/2024')];
  expect(refusalsOf(await submit(product, of, metaOf('Alice'), COMMIT))).toStrictEqual(closed);
  expect(await refusalOf(propose('Alice', LAST_DAY))).toBe('ALREADY_CLOSED');
  await reopen();
  expect((await read()).closed).toBeUndefined();
  expect(refusalsOf(await submit(product, of, metaOf('Alice'), COMMIT))).toStrictEqual([
    expect.stringContaining('déjà décidé'),
  ]);
});
