/** A payment ledger with something of every kind in it: paid, due and owed, over one envelope and one run. */
import { dayFromText } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { LedgerCommand } from '#libs/payments/ledger/decide.ts';
import { envelopeInPlace, onLedger } from '#test/support/money.ts';
import { decisionToPost, paymentRun } from '#test/support/payments.ts';

export const [PAID, ALSO_PAID] = ['T1', 'T2'];
export const FUNDED_BY = 'FISS';
export const RELEASED_RUN = 'R-1';
const DAY = '2026-01-14';
const AT = `${DAY}T10:00:00.000Z`;

function author(name: string, key: string): Author {
  const by = { name, assurance: 'asserted', osUser: 'test' } as const;
  const meta = { by, key, at: AT };
  return { meta, commit: { recordedAt: AT, actor: name, correlation: key, causation: 'test' } };
}

/** One run pays two teams; one of them has a later instalment, the other owes part of its payment. */
export async function payTeams(log: EventStore): Promise<void> {
  const today = dayFromText(DAY);
  const give = async (command: LedgerCommand, key: string): Promise<void> => {
    const { meta, commit } = author('Rita', key);
    await onLedger(log, command, meta, commit);
  };
  const terms = { amountCents: 1_000_000n, schemes: ['PEPS'] };
  await envelopeInPlace(log, FUNDED_BY, terms, { first: author('Eve', 'e1'), second: author('Frank', 'e2') });
  for (const [index, team] of [PAID, ALSO_PAID].entries()) {
    const parts = [
      { dueOn: today - 5, amountCents: 70_000n },
      { dueOn: today + 90, amountCents: 30_000n },
    ];
    const of = { team, approvedOn: today };
    await give({ type: 'postDecision', decision: decisionToPost(`d${index}`, parts, of) }, `d${index}`);
  }
  const asked = { run: RELEASED_RUN, dueBy: today, teams: [PAID, ALSO_PAID], at: AT };
  const run = paymentRun({ ...asked, by: author('Rita', '').meta.by });
  await give(run.prepare, 'prepare');
  await give(run.release(await ledgerOf(log)), 'release');
  const [first] = (await ledgerOf(log)).payments.values();
  if (first === undefined) throw new RangeError('the run released nothing');
  const { endToEndId, amountCents, team } = first;
  const entry = { id: 'a1', endToEndId, outcome: 'EXECUTED', day: today, amountCents } as const;
  const by = author('Dora', '').meta.by;
  await give({ type: 'answer', by, at: AT, message: 'camt.054', entries: [entry] }, 'answer');
  const parts = [{ dueOn: today, amountCents: -50_000n }];
  const decision = decisionToPost('d9', parts, { team, number: 1, approvedOn: today });
  await give({ type: 'postDecision', decision }, 'd9');
}
