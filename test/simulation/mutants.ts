/**
 * Mutants of the product: each breaks one rule, by changing the events that a process reads or appends, and names the invariant that must
 * detect it.
 */
import { DatabaseSync } from 'node:sqlite';
import type { NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import type { Lens } from '#test/simulation/log/process-log.ts';
import { changeEvent, withoutTriggers } from '#test/support/stored-rows.ts';

export interface Mutant {
  readonly name: string;
  readonly invariant: string;
  /** The first seed whose story shows it. */
  readonly seed: number;
  readonly lens: Lens;
}

type Json = Record<string, unknown>;
type Change = (data: Json) => Json;

/** A rule that reads an event as another. */
function reads(types: readonly string[], change: Change): NonNullable<Lens['reads']> {
  return (event) => (types.includes(event.type) ? changed(event, change) : event);
}

/** A rule that records an event as another. */
function appends(types: readonly string[], change: Change): NonNullable<Lens['appends']> {
  return (_, events) => ({
    events: events.map((event) => (types.includes(event.type) ? changed(event, change) : event)),
  });
}

function changed<E extends NewEvent | RecordedEvent>(event: E, change: Change): E {
  return { ...event, data: JSON.stringify(change(JSON.parse(event.data) as Json)) };
}

function times(field: string, factor: bigint): Change {
  return (data) => ({ ...data, [field]: String(BigInt(data[field] as string) * factor) });
}

/** The author is a person whom no rule compares with. */
function byNobody(data: Json): Json {
  const command = data['command'] as { readonly meta: { readonly by: Json } };
  const { meta } = command;
  return { ...data, command: { ...command, meta: { ...meta, by: { ...meta.by, name: 'Personne' } } } };
}

function longAgo(data: Json): Json {
  const command = data['command'] as { readonly meta: Json };
  return { ...data, command: { ...command, meta: { ...command.meta, at: '2020-01-01T08:00:00.000Z' } } };
}

function other(person: unknown): Json {
  return { ...(person as Json), name: 'Personne' };
}

function dropping(...types: readonly string[]): NonNullable<Lens['appends']> {
  return (_, events) => ({ events: events.filter(({ type }) => !types.includes(type)) });
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'a decision is posted again by who takes turns with another',
    invariant: 'every decision is posted once',
    seed: 1,
    lens: {
      appends: (_, events) => ({
        events: events.flatMap((event) =>
          event.type === 'DecisionPosted' ? [event, { ...event, id: event.id.split('').reverse().join('') }] : [event],
        ),
      }),
    },
  },
  {
    name: 'an amount is doubled when it is posted',
    invariant: 'what is posted of a decision is what was approved',
    seed: 1,
    lens: { appends: appends(['DuePosted'], times('amountCents', 2n)) },
  },
  {
    name: 'a debt is posted for less than was taken back',
    invariant: 'what a team costs is the sum of its decisions in force',
    seed: 2,
    lens: { appends: appends(['RecoveryPosted'], (data) => ({ ...data, amountCents: '1' })) },
  },
  {
    name: 'a debt is posted to another envelope than its decision',
    invariant: 'a decision changes the envelope that it was posted to, and no other',
    seed: 2,
    lens: {
      appends: appends(['RecoveryPosted'], (data) => ({
        ...data,
        envelope: data['envelope'] === 'FISS' ? 'ASSU' : 'FISS',
      })),
    },
  },
  {
    name: 'a withdrawal leaves the decision in the ledger',
    invariant: 'a decision that is withdrawn is out of the ledger',
    seed: 5,
    lens: { appends: dropping('DecisionCancelled') },
  },
  {
    name: 'an interrupted approval is forgotten',
    invariant: 'every approval reaches the ledger in the end',
    seed: 1,
    lens: { appends: dropping('DecisionPosted', 'DuePosted', 'DueReduced', 'RecoveryPosted') },
  },
  {
    name: 'an amount is doubled when it is carried over',
    invariant: 'a log of the program of before is carried over whole, once',
    seed: 8,
    lens: {
      appends: appends(['DuePosted'], (data) =>
        'carriedFrom' in (data['command'] as Json) ? times('amountCents', 2n)(data) : data,
      ),
    },
  },
  {
    name: 'what was posted twice is undone again and again',
    invariant: 'what a team costs is the sum of its decisions in force',
    seed: 8,
    lens: { appends: dropping('PostingUndone') },
  },
  {
    name: 'twice what is due is released',
    invariant: 'of an item, no more is released than was decided',
    seed: 1,
    lens: { reads: reads(['DuePosted'], times('amountCents', 2n)) },
  },
  {
    name: 'an executed payment is due again',
    invariant: 'an item has one live payment at most, and an end-to-end id names one payment',
    seed: 1,
    lens: { reads: executedAsReturned },
  },
  {
    name: 'an executed payment is due again, and the bank pays it again',
    invariant: 'the bank pays no item more than was decided',
    seed: 29,
    lens: { reads: executedAsReturned },
  },
  {
    name: 'an execution is posted to what is due',
    invariant: 'executed, returned and waiting payments are all that were released',
    seed: 1,
    lens: {
      appends: appends(['PaymentExecuted'], (data) => ({
        ...data,
        credit: String(data['credit']).replace('executed', 'due'),
      })),
    },
  },
  {
    name: 'a posting has one side only',
    invariant: 'the ledger balances, each envelope and across',
    seed: 1,
    lens: {
      appends: appends(['PaymentReleased'], ({ credit, ...data }) => ({ ...data, dropped: credit })),
      reads: reads(['PaymentReleased'], ({ dropped, ...data }) => {
        const { debit, amountCents, command, ...of } = data;
        return { ...of, debit, credit: dropped, amountCents, command };
      }),
    },
  },
  {
    name: 'a debt of another envelope is set off as if it were of the same',
    invariant: 'the accounts say what is due, owed and demanded',
    seed: 6,
    lens: { appends: appends(['SetOff'], (data) => ({ ...data, debtEnvelope: data['envelope'] })) },
  },
  {
    name: 'more is set off than is owed',
    invariant: 'a cent of a debt is set off, demanded or dropped, never twice',
    seed: 2,
    lens: { reads: reads(['RecoveryPosted'], times('amountCents', 3n)) },
  },
  {
    name: 'terms are read with three more digits',
    invariant: 'no run takes its envelope beyond its terms without an exception',
    seed: 11,
    lens: {
      reads: reads(['EnvelopeConfirmed'], (data) => ({
        ...data,
        terms: times('amountCents', 1_000n)(data['terms'] as Json),
      })),
    },
  },
  {
    name: 'terms are read with three more digits',
    invariant: 'no decision or withdrawal commits more than the terms of its envelope without an exception',
    seed: 1,
    lens: {
      reads: reads(['EnvelopeConfirmed'], (data) => ({
        ...data,
        terms: times('amountCents', 1_000n)(data['terms'] as Json),
      })),
    },
  },
  {
    name: 'what a run or lower terms used is as if it were not used',
    invariant: 'an exception serves once, what it was given for',
    seed: 34,
    lens: {
      reads: (event) => {
        if (event.type === 'PaymentRunReleased') return changed(event, (data) => ({ ...data, exceptions: [] }));
        return event.type === 'EnvelopeConfirmed' ? changed(event, (data) => ({ ...data, exception: null })) : event;
      },
    },
  },
  {
    name: 'who proposed an account is not compared',
    invariant: 'what one person proposes another confirms, as it was proposed',
    seed: 1,
    lens: { reads: reads(['PayeeProposed'], byNobody) },
  },
  {
    name: 'who proposed the hold is not compared',
    invariant: 'what one person proposes another confirms, as it was proposed',
    seed: 2,
    lens: { reads: reads(['AccountHoldProposed'], byNobody) },
  },
  {
    name: 'a proposal that was refused or withdrawn still waits',
    invariant: 'what one person proposes another confirms, as it was proposed',
    seed: 2,
    lens: { reads: reads(['ProposalRefused', 'ProposalWithdrawn'], (data) => ({ ...data, proposal: 'another' })) },
  },
  {
    name: 'the hold is what it was',
    invariant: 'nothing is released to an account that changed lately without an exception',
    seed: 11,
    lens: { reads: reads(['AccountHoldConfirmed'], (data) => ({ ...data, days: 0 })) },
  },
  {
    name: 'who submitted is not compared',
    invariant: 'what one person submits another approves',
    seed: 1,
    lens: { reads: reads(['StatementSubmitted', 'RegularisationSubmitted'], byNobody) },
  },
  {
    name: 'who releases is compared with nobody',
    invariant: 'who releases a payment neither submitted nor approved it, nor proposed or confirmed its account',
    seed: 8,
    lens: {
      reads: reads(['DuePosted'], (data) => ({
        ...data,
        submittedBy: other(data['submittedBy']),
        approvedBy: other(data['approvedBy']),
      })),
    },
  },
  {
    name: 'who released is not compared with who answers for the bank',
    invariant: 'who released a payment does not say for the bank what became of it',
    seed: 10,
    lens: { reads: reads(['PaymentRunReleased'], byNobody) },
  },
  {
    name: 'who released is not compared with who hands in a rejection',
    invariant: 'no payment is due again by one person, who released it or says that it came back',
    seed: 2,
    lens: { reads: reads(['PaymentRunReleased'], byNobody) },
  },
  {
    name: 'what a file announces is confirmed by who handed it in',
    invariant: 'no payment is due again by one person, who released it or says that it came back',
    seed: 6,
    lens: { reads: reads(['AnswerProposed'], byNobody) },
  },
  {
    name: 'everything is due long ago',
    invariant: 'nothing is released before it is due without an exception',
    seed: 3,
    lens: { reads: reads(['DuePosted'], (data) => ({ ...data, dueOn: '2020-01-01' })) },
  },
  {
    name: 'every account is an old one',
    invariant: 'nothing is released to an account that changed lately without an exception',
    seed: 11,
    lens: { reads: reads(['PayeeConfirmed'], longAgo) },
  },
  {
    name: 'the files that are sent are not those that were released',
    invariant: 'every released run has a file that the bank takes',
    seed: 1,
    lens: {
      appends: appends(['PaymentRunReleased'], (data) => ({
        ...data,
        files: (data['files'] as readonly Json[]).map((file) => ({ ...file, digest: '0'.repeat(64) })),
      })),
    },
  },
  {
    name: 'a commit has the time of the day before',
    invariant: 'no event is recorded before its predecessor, nor before its command was given',
    seed: 1,
    lens: {
      appends: (_, events, commit) => ({ events, commit: { ...commit, recordedAt: dayBefore(commit.recordedAt) } }),
    },
  },
  {
    name: 'something else is approved than was submitted',
    invariant: 'the rules find nothing impossible',
    seed: 1,
    lens: {
      appends: appends(['StatementApproved'], (data) => ({
        ...data,
        proposal: { ...(data['proposal'] as Json), digest: 'f'.repeat(64) },
      })),
    },
  },
  { name: 'a stored event is changed', invariant: 'audit verify passes', seed: 1, lens: { tampers: changeAnEvent } },
];

function executedAsReturned(event: RecordedEvent): RecordedEvent {
  if (event.type !== 'PaymentExecuted') return event;
  return changed({ ...event, type: 'PaymentReturned' }, (data) => ({
    ...data,
    credit: String(data['credit']).replace('executed', 'due'),
    end: 'returned',
  }));
}

const DAY_MS = 86_400_000;

function dayBefore(instant: string): string {
  return new Date(Date.parse(instant) - DAY_MS).toISOString();
}

function changeAnEvent(path: string): void {
  const db = new DatabaseSync(path);
  try {
    withoutTriggers(db, () => {
      changeEvent(db, 3, () => ({ effective: 'never' }));
    });
  } finally {
    db.close();
  }
}
