/** The request that each proposal of a change records: a key that came with it in an earlier version still comes with the same request. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import { codeOf } from '#libs/commands/proposal.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { accountStream } from '#libs/payments/accounts/account-key.ts';
import { accountOf, accounts } from '#libs/payments/accounts/accounts.ts';
import { CancelRun, CancelRunHandler } from '#libs/payments/ledger/commands/cancel-run.ts';
import { DemandRepayment, DemandRepaymentHandler } from '#libs/payments/ledger/commands/demand-repayment.ts';
import { HoldAccounts, HoldAccountsHandler } from '#libs/payments/ledger/commands/hold-accounts.ts';
import { ProposeEnvelope, ProposeEnvelopeHandler } from '#libs/payments/ledger/commands/propose-envelope.ts';
import { ProposeException, ProposeExceptionHandler } from '#libs/payments/ledger/commands/propose-exception.ts';
import { RecordRepayment, RecordRepaymentHandler } from '#libs/payments/ledger/commands/record-repayment.ts';
import { TakeBackDemand, TakeBackDemandHandler } from '#libs/payments/ledger/commands/take-back-demand.ts';
import { TypeAnswer, TypeAnswerHandler } from '#libs/payments/ledger/commands/type-answer.ts';
import { UndoPosting, UndoPostingHandler } from '#libs/payments/ledger/commands/undo-posting.ts';
import { decideOnLedger } from '#libs/payments/ledger/ledger.ts';
import { NOTHING_LOOKED_UP } from '#libs/payments/ledger/look-up.ts';
import type { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import type { Stores } from '#libs/runtime/stores.module.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { ACCOUNT } from '#test/support/payments.ts';
import { person } from '#test/support/specification.ts';
import { projectionsInMemory } from '#test/simulation/log/documents.ts';

const AT = '2026-01-15T10:00:00.000Z';
const [ENVELOPE, TEAM, REASON] = ['FIR', 'T1', 'vérifié'];
const DEBTOR = { envelope: ENVELOPE, team: TEAM };
const TERMS = { ...DEBTOR, amountCents: 500n, schemes: ['IPEP'] };
const REPAYMENT = { amountCents: 500n, receivedOn: 20_000, reference: 'VIR 1' };
const ENTRY = { endToEndId: 'DCPT1', outcome: 'RELEASED', day: 20_000, amountCents: 500n, reason: null } as const;
const IN_FORCE = {
  current: () => Promise.resolve({ regulation: { schemes: new Map([['IPEP', {}]]) } }),
} as unknown as RegulationInForce;

let folder: string;
let log: SqliteEventStore;
let stores: Stores;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'requests-'));
  log = new SqliteEventStore(join(folder, 'events.db'));
  // The handlers in this spec read no other part of the stores.
  stores = { log, projections: projectionsInMemory(log) } as unknown as Stores;
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

function author(name: string, key: string): Author {
  return {
    meta: { by: person(name), key, at: AT },
    commit: { recordedAt: AT, actor: name, correlation: key, causation: 'test' },
  };
}

async function accountInPlace(holder: string): Promise<void> {
  const key = { side: 'payee', holder } as const;
  const [first, second] = [author('Alice', 'account'), author('Bob', 'account')];
  const proposed = { type: 'propose', by: first.meta.by, payee: ACCOUNT, verification: null, flags: [] } as const;
  await accounts(log).handle(accountStream(key), { command: proposed, ...first });
  const state = await accountOf(log, key);
  if (state.status !== 'PROPOSED') throw new RangeError(`no account is proposed for ${holder}`);
  const code = codeOf(state.proposal, { flags: [] });
  const confirmed = { type: 'confirm', by: second.meta.by, at: AT, code, flags: [] } as const;
  await accounts(log).handle(accountStream(key), { command: confirmed, ...second });
}

const exception = { exception: 'E1', reason: REASON };
const exceeding = { kind: 'EXCEED_ENVELOPE', envelope: ENVELOPE, amountCents: 500n } as const;
const changed = { kind: 'CHANGED_ACCOUNT', team: TEAM } as const;
const answer = { answer: 'A1', entries: [ENTRY], reason: REASON };
const { team: _, ...terms } = TERMS;

const REQUESTS: Readonly<Record<string, [request: object, execute: (author: Author) => Promise<unknown>]>> = {
  'the terms of an envelope': [
    { kind: 'ENVELOPE', envelope: ENVELOPE, amountCents: 500n, schemes: ['IPEP'] },
    (by) => new ProposeEnvelopeHandler(stores, IN_FORCE).execute(new ProposeEnvelope(terms, by)),
  ],
  'an exception to an envelope': [
    { kind: 'EXCEPTION', ...exception, terms: exceeding },
    (by) => new ProposeExceptionHandler(stores).execute(new ProposeException({ ...exception, terms: exceeding }, by)),
  ],
  'an exception for an account, which the request does not name': [
    { kind: 'EXCEPTION', ...exception, terms: changed },
    (by) => new ProposeExceptionHandler(stores).execute(new ProposeException({ ...exception, terms: changed }, by)),
  ],
  'the hold of changed accounts': [
    { kind: 'HOLD', days: 45, reason: REASON },
    (by) => new HoldAccountsHandler(stores).execute(new HoldAccounts(45, REASON, by)),
  ],
  'a demand': [
    { kind: 'DEMAND', ...DEBTOR },
    (by) => new DemandRepaymentHandler(stores, IN_FORCE).execute(new DemandRepayment(DEBTOR, by)),
  ],
  'a repayment': [
    { kind: 'REPAYMENT', ...DEBTOR, ...REPAYMENT },
    (by) => new RecordRepaymentHandler(stores).execute(new RecordRepayment(DEBTOR, REPAYMENT, by)),
  ],
  'a demand that is taken back': [
    { kind: 'TAKE_BACK', ...DEBTOR, reason: REASON },
    (by) => new TakeBackDemandHandler(stores).execute(new TakeBackDemand(DEBTOR, REASON, by)),
  ],
  'the cancellation of a run': [
    { kind: 'CANCELLATION', run: 'R-1', reason: REASON },
    (by) => new CancelRunHandler(stores).execute(new CancelRun('R-1', REASON, by)),
  ],
  'the undoing of a posting': [
    { kind: 'UNDOING', decision: 'd1', reason: REASON },
    (by) => new UndoPostingHandler(stores).execute(new UndoPosting('d1', REASON, by)),
  ],
  'a typed answer': [
    { kind: 'ANSWER', ...answer },
    (by) => new TypeAnswerHandler(stores).execute(new TypeAnswer(answer, by)),
  ],
};

test.each(Object.entries(REQUESTS))('the request of %s is the recorded one', async (_name, [request, execute]) => {
  await envelopeInPlace(
    log,
    ENVELOPE,
    { amountCents: 1_000n, schemes: ['IPEP'] },
    { first: author('Alice', 'envelope'), second: author('Bob', 'envelope') },
  );
  await accountInPlace(TEAM);
  const change = { kind: 'HOLD', days: 20, reason: REASON } as const;
  const propose = { type: 'propose', change, looked: NOTHING_LOOKED_UP, by: person('Alice'), at: AT } as const;
  await decideOnLedger(log, propose, author('Alice', 'same'), { type: 'propose', ...request });
  await decideOnLedger(log, propose, author('Alice', 'other'), { type: 'propose', ...request, kind: 'OTHER' });
  await expect(execute(author('Alice', 'same'))).resolves.toMatchObject({ types: ['AccountHoldProposed'] });
  await expect(execute(author('Alice', 'other'))).rejects.toMatchObject({ code: 'KEY_REUSED' });
});

test('a new envelope and an exception have a name that an address over HTTP can contain', async () => {
  const names = ['Été 2026', '..', 'a/b', '', 'x'.repeat(65), '255081416802538'];
  const envelope = (name: string) =>
    new ProposeEnvelopeHandler(stores, IN_FORCE).execute(
      new ProposeEnvelope({ envelope: name, amountCents: 500n, schemes: ['IPEP'] }, author('Alice', `e ${name}`)),
    );
  const terms = { kind: 'EXCEED_ENVELOPE', envelope: ENVELOPE, amountCents: 1n } as const;
  const exception = (name: string) =>
    new ProposeExceptionHandler(stores).execute(
      new ProposeException({ exception: name, terms, reason: REASON }, author('Alice', `x ${name}`)),
    );
  await envelope(ENVELOPE);
  for (const name of names)
    for (const propose of [envelope, exception])
      await expect(propose(name)).rejects.toMatchObject({ code: 'NAME_OF_OTHER_FORM', data: { name } });
  // An envelope of an earlier program keeps its name.
  const change = { kind: 'ENVELOPE', envelope: 'Été 2025', amountCents: 500n, schemes: ['IPEP'] } as const;
  const command = { type: 'propose', change, looked: NOTHING_LOOKED_UP, by: person('Alice'), at: AT } as const;
  await decideOnLedger(log, command, author('Alice', 'former'));
  await expect(envelope('Été 2025')).resolves.toBeDefined();
});
