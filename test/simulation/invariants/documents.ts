/** The documents of payments for queries match the payment ledger. */
import { isDeepStrictEqual } from 'node:util';
import type { EventStore } from '#libs/event-store/event-store.ts';
import {
  type EnvelopeDocument,
  PREFIXES,
  type PaymentDocument,
  type RunDocument,
  type TeamAccountsDocument,
  readDocument,
} from '#libs/payments/documents/documents.ts';
import { balancesOf, envelopeFromDocument } from '#libs/payments/documents/envelope.ts';
import { PAYMENTS, postingKey } from '#libs/payments/documents/payments-projection.ts';
import { envelopeUse, owedToEnvelopes, teamBalances } from '#libs/payments/ledger/balances.ts';
import { LEDGER_STREAM, ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { recordedPostings } from '#libs/payments/ledger/recorded-posting.ts';
import type { Envelope, PaymentLedger } from '#libs/payments/ledger/state.ts';
import { projectionsInMemory } from '#test/simulation/log/documents.ts';

/** The differences between the documents and the ledger, each as a sentence. */
export async function documentsThatDiffer(log: EventStore): Promise<readonly string[]> {
  const documents = await projectionsInMemory(log).documents(PAYMENTS);
  const texts: (readonly [string, string])[] = [];
  for await (const batch of documents.scan()) texts.push(...batch);
  const found = new Map(texts.map(([key, text]) => [key, asLedgerHasIt(key, text)]));
  const expected = new Map([...ofLedger(await ledgerOf(log)), ...(await postingsIn(log))]);
  return [...new Set([...found.keys(), ...expected.keys()])]
    .filter((key) => !isDeepStrictEqual(found.get(key), expected.get(key)))
    .map((key) => `${key} is ${said(found.get(key))}, in the ledger ${said(expected.get(key))}`);
}

function asLedgerHasIt(key: string, text: string): unknown {
  if (key.startsWith(PREFIXES.payment)) return withoutRelease(readDocument(text) as PaymentDocument);
  if (key.startsWith(PREFIXES.run)) return figuresOf(readDocument(text) as RunDocument);
  if (key.startsWith(PREFIXES.envelope))
    return envelopeFigures(envelopeFromDocument(readDocument(text) as EnvelopeDocument));
  if (!key.startsWith(PREFIXES.team)) return plain(readDocument(text));
  const { envelope: name, balances } = readDocument(text) as TeamAccountsDocument;
  return plain(teamBalances({ name, terms: [], balances: balancesOf(balances) })[0]);
}

function ofLedger(ledger: PaymentLedger): (readonly [string, unknown])[] {
  const { items, recoveries, payments, envelopes } = ledger;
  return [
    ...[...items].map(([id, item]) => [PREFIXES.item + id, plain(item)] as const),
    ...[...recoveries].map(([id, debt]) => [PREFIXES.debt + id, plain(debt)] as const),
    ...[...payments].map(([id, payment]) => [PREFIXES.payment + id, plain(payment)] as const),
    ...[...envelopes].map(([name, one]) => [PREFIXES.envelope + name, envelopeFigures(one)] as const),
    ...[...envelopes].flatMap(([name, one]) =>
      teamBalances(one).map((team) => [`${PREFIXES.team}${name}/${team.team}`, plain(team)] as const),
    ),
    ...runsOf(ledger),
  ];
}

function runsOf({ preparedRuns, runs, payments }: PaymentLedger): (readonly [string, unknown])[] {
  const prepared = [...preparedRuns].map(([run, { request, count, totalCents }]) => {
    const { envelope, executionDay } = request;
    return [PREFIXES.run + run, plain({ run, envelope, executionDay, count, totalCents })] as const;
  });
  const released = [...runs].map(([run, { envelope, executionDay, payments: ids }]) => {
    const totalCents = ids.reduce((sum, id) => sum + (payments.get(id)?.amountCents ?? 0n), 0n);
    return [PREFIXES.run + run, plain({ run, envelope, executionDay, count: ids.length, totalCents })] as const;
  });
  return [...prepared, ...released];
}

function figuresOf({ run, envelope, executionDay, count, totalCents, status }: RunDocument): unknown {
  // The ledger forgets a run that was dropped.
  return status === 'DROPPED' ? undefined : plain({ run, envelope, executionDay, count, totalCents });
}

function withoutRelease({ releasedAt: _, ...payment }: PaymentDocument): unknown {
  return plain(payment);
}

function envelopeFigures(envelope: Envelope): unknown {
  return plain([envelope.name, envelope.terms, envelopeUse(envelope, 0), owedToEnvelopes(envelope)]);
}

async function postingsIn(log: EventStore): Promise<(readonly [string, unknown])[]> {
  const events = await log.readStream(LEDGER_STREAM);
  return events.flatMap(recordedPostings).map((one) => [postingKey(one.envelope, one.position), plain(one)] as const);
}

/** As in JSON: without undefined values. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? `${one}` : one)));
}

function said(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value);
}
