/**
 * The whole way over HTTP with the client of the contract: from single and uploaded facts to the answer of the bank and the
 * feed, each step by the person responsible for it.
 */
import { dayInFrance, dayText } from '#libs/kernel/day.ts';
import assert from 'node:assert/strict';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { statementFile } from '#test/support/account-statement.ts';
import { asText, endOf, factFiles, given, keyed, refused, successOf, sumOf, upload } from '#test/support/client.ts';
import { Service } from '#test/support/service.ts';
import { TINY_FACTS } from '#test/support/tiny-data.ts';

const TEAM = {
  team_id: 'PEPS-01',
  from: '2019-12-31',
  name: 'Centre de santé de Gennevilliers',
  scheme: 'PEPS',
  option: 'ALL',
  scope: 'GP',
  structure: 'CDS',
  finess: '924052889',
  commune: '92036',
  known_on: '2019-12-01',
};
const ACCOUNT = { name: 'Maison de santé', iban: 'FR76 3000 6000 0112 3456 7890 189', bic: 'AGRIFRPP' };
const ENVELOPE = { envelope: 'FISS' };
const [FIRST, SECOND] = [
  { team: 'PEPS-01', period: '2021-Q1' },
  { team: 'PEPS-01', period: '2021-Q2' },
] as const;
const RUN = { run: 'R1', envelope: 'FISS', dueBy: '2022-01-31' };

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service.close());

test('goes from the first fact to the answer of the bank and the feed', async () => {
  const alice = await service.client('operator', 'Alice');
  const bruno = await service.client('approver', 'Bruno');
  const chloe = await service.client('authorising-officer', 'Chloé');
  const [david, emma] = [await service.client('accountant', 'David'), await service.client('accountant', 'Emma')];
  const downstream = await service.client('service', 'Suivi');

  // A single fact, once per key; then all files, which repeat it.
  const recorded = given(await downstream.POST('/facts/teams', { params: keyed('team-1'), body: TEAM }));
  const again = given(await downstream.POST('/facts/teams', { params: keyed('team-1'), body: TEAM }));
  expect([recorded.known, again.position]).toStrictEqual([false, recorded.position]);
  const imported = await successOf(alice, await upload(alice, factFiles(TINY_FACTS)));
  assert.ok('files' in imported);
  expect(imported.files.filter(({ file }) => file === 'teams.csv')).toStrictEqual([
    { file: 'teams.csv', read: 3, recorded: 2, known: 1, setAside: 0 },
  ]);

  // Calculates, and reads the calculation.
  const range = { from: FIRST.period, to: SECOND.period, knownOn: '2022-01-31' };
  const asked = given(await alice.POST('/calculations', { params: keyed(), body: range }));
  const calculation = await successOf(alice, asked);
  expect('recorded' in calculation && calculation.recorded > 0).toBe(true);
  const query = { after: (await endOf(alice, asked)).position };
  const calculated = await bruno.GET('/statements/{team}/{period}', { params: { path: FIRST, query } });
  const { statement } = given(calculated);
  assert.ok(statement !== null && BigInt(statement.totalCents) > 0n);

  // An approval needs an envelope, which takes two people.
  const terms = { amountCents: '1000000', schemes: ['PEPS', 'IPEP'] };
  const toEnvelope = { path: ENVELOPE, ...keyed() };
  given(await alice.POST('/envelopes/{envelope}/propose', { params: toEnvelope, body: terms }));
  const funds = given(await bruno.GET('/envelopes/{envelope}', { params: { path: ENVELOPE } })).proposed;
  const confirming = { params: { path: ENVELOPE, ...keyed() }, body: { code: funds?.code ?? '' } };
  given(await bruno.POST('/envelopes/{envelope}/confirm', confirming));

  // One statement is submitted and approved alone, the other with the code of the report.
  const submitted = given(
    await alice.POST('/statements/{team}/{period}/submit', { params: { path: FIRST, ...keyed() } }),
  );
  expect(submitted.events).toStrictEqual(['StatementSubmitted']);
  const byApprover = await service.client('approver', 'alice');
  const alone = await byApprover.POST('/statements/{team}/{period}/approve', { params: { path: FIRST, ...keyed() } });
  expect(refused(alone, 422).detail).toMatch(/[Aa]lice a soumis PEPS-01 2021-T1/);
  given(await bruno.POST('/statements/{team}/{period}/approve', { params: { path: FIRST, ...keyed() } }));
  const rest = { from: SECOND.period, to: SECOND.period, scheme: 'PEPS' };
  given(await alice.POST('/statements/submit', { params: keyed(), body: rest }));
  const { code } = given(
    await bruno.GET('/variance', { params: { query: { ...query, period: SECOND.period, scheme: 'PEPS' } } }),
  );
  assert.ok(code !== null);
  const approval = { params: keyed(), body: { ...rest, variance: [code] } };
  const { outcomes } = given(await bruno.POST('/statements/approve', approval));
  expect(outcomes.map(({ period, events }) => [period, ...events])).toStrictEqual([
    [SECOND.period, 'StatementApproved'],
  ]);
  const decided = given(await bruno.GET('/statements/{team}/{period}/decisions', { params: { path: FIRST } }));
  expect([decided.stage, decided.decidedCents]).toStrictEqual(['APPROVED', statement.totalCents]);

  // Each account is proposed by one person and confirmed by another.
  const payee = { team: 'PEPS-01' };
  given(await david.POST('/payees/{team}/propose', { params: { path: payee, ...keyed() }, body: ACCOUNT }));
  const payeeRead = await emma.GET('/payees/{team}', { params: { path: payee } });
  const body = { code: given(payeeRead).proposed?.code ?? '' };
  refused(await david.POST('/payees/{team}/confirm', { params: { path: payee, ...keyed() }, body }), 422);
  refused(await emma.POST('/payees/{team}/confirm', { params: { path: payee, ...keyed() } }), 428);
  const wrong = { code: '0123456789' };
  refused(await emma.POST('/payees/{team}/confirm', { params: { path: payee, ...keyed() }, body: wrong }), 412);
  const ifMatch = {
    path: payee,
    header: { ...keyed().header, 'If-Match': payeeRead.response.headers.get('etag') ?? '' },
  };
  given(await emma.POST('/payees/{team}/confirm', { params: ifMatch }));
  given(await david.POST('/debtors/{envelope}/propose', { params: { path: ENVELOPE, ...keyed() }, body: ACCOUNT }));
  const { proposed } = given(await emma.GET('/debtors/{envelope}', { params: { path: ENVELOPE } }));
  const debtorCode = { code: proposed?.code ?? '' };
  given(await emma.POST('/debtors/{envelope}/confirm', { params: { path: ENVELOPE, ...keyed() }, body: debtorCode }));

  // Released once, by a person who approved none of it, to a checked account, on a future day.
  const [checked, past] = [RUN, { executionDay: '2022-02-01' }];
  const prepare = (body: typeof RUN | (typeof RUN & typeof past)) =>
    chloe.POST('/payment-runs', { params: keyed(), body });
  expect(refused(await prepare(RUN), 422).detail).toMatch(/PEPS-01 .* : son compte a changé il y a peu/);
  const except = { path: { exception: 'compte-1' }, ...keyed() };
  const why = { team: 'PEPS-01', reason: 'vérifié par téléphone' };
  given(await alice.POST('/account-hold/exceptions/{exception}/propose', { params: except, body: why }));
  const [exception] = given(await bruno.GET('/ledger-proposals', {})).items;
  const excepted = { path: { proposal: 'exception:compte-1' }, ...keyed() };
  const confirmed = { params: excepted, body: { code: exception?.code ?? '' } };
  given(await bruno.POST('/ledger-proposals/{proposal}/confirm', confirmed));
  expect(refused(await prepare({ ...checked, ...past }), 422).detail).toMatch(/01\/02\/2022 est passé/);
  const misnamed = await prepare({ ...checked, run: 'R_1' });
  expect(
    refused(misnamed, 400)
      .errors?.map(({ detail }) => detail)
      .join(),
  ).toMatch(/par exemple R-1/);
  const prepared = given(await prepare(checked));
  assert.ok(prepared.count > 0 && prepared.leftOut.length === 0);
  const path = { run: RUN.run };
  const release = (client: typeof chloe, code?: string) =>
    client.POST('/payment-runs/{run}/release', {
      params: { path, ...keyed() },
      ...(code === undefined ? {} : { body: { code } }),
    });
  refused(await release(chloe), 428);
  refused(await release(chloe, '0123456789'), 412);
  const officer = await service.client('authorising-officer', 'bruno');
  expect(refused(await release(officer, prepared.code), 422).detail).toMatch(
    /bruno a approuvé des décomptes de PEPS-01/,
  );
  const read = given(await emma.GET('/payment-runs/{run}', { params: { path } }));
  expect([read.status, read.prepared?.code, read.prepared?.payments.length]).toStrictEqual([
    'PREPARED',
    prepared.code,
    prepared.count,
  ]);
  const { count, ...released } = given(await release(chloe, prepared.code));
  expect([released.status, count, released.totalCents]).toStrictEqual([
    'RELEASED',
    prepared.count,
    prepared.totalCents,
  ]);

  // The file for the bank and the payments have the released amounts.
  const inRun = { path: { run: RUN.run } };
  const file = { params: { ...inRun, query: { format: 'csv' as const } }, parseAs: 'text' as const };
  const rows = parseCsv(given(await david.GET('/payment-runs/{run}/file', file)));
  expect(sumOf(rows.map((row) => ({ amountCents: row['amount_cents'] ?? '' })))).toBe(released.totalCents);
  const xml = given(await david.GET('/payment-runs/{run}/file', { params: inRun, parseAs: 'text' }));
  for (const row of rows) expect(xml).toContain(`<EndToEndId>${row['end_to_end_id'] ?? ''}</EndToEndId>`);
  const { payments, files, debtor } = given(await david.GET('/payment-runs/{run}', { params: inRun }));
  expect(files.flatMap(({ downloads }) => downloads.map(({ by, format }) => [by.name, format]))).toStrictEqual([
    ['David', 'csv'],
    ['David', 'xml'],
  ]);
  expect([payments.length, sumOf(payments)]).toStrictEqual([count, released.totalCents]);

  // The bank executed all of them; its answer counts once.
  const today = dayText(dayInFrance(new Date()));
  const lines = payments.map(({ endToEndId, amountCents }) => `${endToEndId},EXECUTED,${today},${amountCents},\n`);
  const answer = `end_to_end_id,status,day,amount_cents,reason\n${lines.join('')}`;
  const fromBank = { params: keyed('answer-1'), bodySerializer: asText, headers: { 'content-type': 'text/csv' } };
  const taken = given(await david.POST('/payment-answers', { ...fromBank, body: answer }));
  const none = {
    returned: 0,
    pending: 0,
    remarks: [],
    known: 0,
    remarked: 0,
    contradicted: 0,
    waiting: [],
    statements: 0,
  };
  const { proposed: typed, ...counts } = taken;
  expect(counts).toStrictEqual({ executed: payments.length, recorded: 0, ...none });
  expect(typed?.payments).toBe(payments.length);
  expect(given(await david.POST('/payment-answers', { ...fromBank, body: answer }))).toStrictEqual(taken);
  const other = await david.POST('/payment-answers', { ...fromBank, body: `${answer}\n` });
  expect(refused(other, 409).type).toBe('urn:decompte:problem:key-reused');

  // A CSV is typed: it counts after a second person has confirmed it.
  const waiting = given(await emma.GET('/ledger-proposals', { params: {} })).items;
  const waits = waiting.find(({ proposal }) => proposal === typed?.proposal);
  const confirm = (client: typeof emma) =>
    client.POST('/ledger-proposals/{proposal}/confirm', {
      params: { path: { proposal: waits?.proposal ?? '' }, ...keyed() },
      body: { code: waits?.code ?? '' },
    });
  refused(await confirm(david), 422);
  given(await confirm(emma));

  // The ledger has the payments, and so does the feed.
  const envelope = given(await david.GET('/envelopes/{envelope}', { params: { path: ENVELOPE } }));
  expect([
    envelope.paidCents,
    envelope.teams.map(({ releasedCents, paidCents }) => [releasedCents, paidCents]),
  ]).toStrictEqual([released.totalCents, [['0', released.totalCents]]]);
  const entries = given(
    await david.GET('/payment-ledgers/{envelope}/entries', { params: { path: ENVELOPE, query: { limit: 500 } } }),
  ).items;
  const of = (debit: string) => entries.filter((entry) => entry.debit === debit);
  expect(sumOf(of('released:PEPS-01'))).toBe(released.totalCents);
  const events = given(await downstream.GET('/feed', { params: { query: { team: 'PEPS-01', limit: 500 } } }));
  const executed = events.filter((event) => event.type === 'fr.decompte.payment.executed');
  expect(sumOf(executed.map(({ data }) => data))).toBe(released.totalCents);
  expect(events.map(({ type }) => type.replace('fr.decompte.', ''))).toStrictEqual([
    ...['statement.calculated', 'statement.calculated', 'statement.approved', 'statement.approved'],
    ...payments.map(() => 'payment.released'),
    ...payments.map(() => 'payment.executed'),
  ]);

  const [payment] = payments;
  assert.ok(payment !== undefined);
  await returns({ david, emma }, payment, debtor.iban);
});

type ApiClient = Awaited<ReturnType<Service['client']>>;

/** A file of the bank that makes payments due again waits for a second person, over HTTP too. */
async function returns(
  { david, emma }: { readonly david: ApiClient; readonly emma: ApiClient },
  { endToEndId, amountCents }: { readonly endToEndId: string; readonly amountCents: string },
  account: string,
): Promise<void> {
  const cents = BigInt(amountCents);
  const entry = { cents, day: dayText(dayInFrance(new Date())), details: [[endToEndId, cents]] as const };
  const body = statementFile({ account, entries: [{ ...entry, reference: 'C-1', isReturn: true }] });
  const xml = { bodySerializer: asText, headers: { 'content-type': 'application/xml' } };
  const taken = given(await david.POST('/payment-answers', { ...xml, params: keyed(), body }));
  expect([taken.recorded, taken.known, taken.proposed?.payments]).toStrictEqual([0, 0, 1]);
  const read = async () =>
    given(await emma.GET('/payments', { params: { query: { limit: 500 } } })).items.find(
      (one) => one.endToEndId === endToEndId,
    );
  const proposal = taken.proposed?.proposal ?? '';
  expect(await read()).toMatchObject({
    status: 'EXECUTED',
    announced: { outcome: 'RETURNED', reason: 'AC04', proposal },
  });
  const waits = given(await emma.GET('/ledger-proposals', { params: {} })).items.find(
    (one) => one.proposal === proposal,
  );
  const params = { path: { proposal }, ...keyed() };
  const confirm = (client: ApiClient) =>
    client.POST('/ledger-proposals/{proposal}/confirm', { params, body: { code: waits?.code ?? '' } });
  refused(await confirm(david), 422);
  given(await confirm(emma));
  expect(await read()).toMatchObject({ status: 'RETURNED', end: 'returned', announced: null, reason: 'AC04' });
  const { events } = given(await emma.GET('/payments/{endToEndId}', { params: { path: { endToEndId } } }));
  expect(events.slice(-3).map(({ type, reason, by }) => [type, reason, by?.name])).toStrictEqual([
    ['AnswerProposed', 'AC04', 'David'],
    ['AnswerConfirmed', null, 'Emma'],
    ['PaymentReturned', 'AC04', 'Emma'],
  ]);
}

function parseCsv(text: string): readonly Readonly<Record<string, string>>[] {
  return parse(text, { columns: true });
}
