/**
 * The bundle of a payment against a payer who forges: he appends what no command makes, with correct links, has it signed, and chooses what
 * the bundle shows. Each forgery moves money: it is refused, or the bundle says what it does not show.
 */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { bankFilesOf } from '#libs/payments/runs/bank-files-of-run.ts';
import { type PaymentBasis, paymentBasis } from '#libs/statements/recomputation/payment-basis.ts';
import { COMMIT } from '#test/support/commit.ts';
import { experimentOfTwoTeams } from '#test/support/experiment.ts';
import { Bundles } from '#test/support/payment-bundle.ts';
import type { Product } from '#test/support/product.ts';

type Fields = Record<string, unknown> & { amountCents?: string | undefined };
/** An event as it is appended: its type, and its data. */
type Written = readonly [type: string, data: Fields];

const TEAM = 'PEPS-01';
const [OWES, DUE] = [`to-recover:${TEAM}`, `due:${TEAM}`];
/** A debt of no decision. */
const DEBT = 'statement-PEPS-01-2021-Q1@9#1';

/** Appends the events to a stream, as if a command had made them. Gives their positions. */
async function append(own: Product, stream: string, events: readonly Written[]): Promise<readonly number[]> {
  const before = await own.log.end();
  const effective = '2022-12-31';
  const written = events.map(([type, data], index) => ({
    id: hash('md5', `${stream} ${before} ${index}`),
    ...{ type, schemaVersion: 2, effective, knownOn: effective, data: JSON.stringify(data) },
  }));
  await own.log.append(stream, written, 'any', COMMIT);
  return written.map((_, index) => before + index + 1);
}

/** A payment of the experiment, and what its honest bundle shows. */
interface Case {
  readonly own: Product;
  readonly payment: string;
  readonly basis: PaymentBasis;
  /** The events of the payment ledger in it. */
  readonly ledger: readonly RecordedEvent[];
}

async function firstPayment(): Promise<Case> {
  const own = await experimentOfTwoTeams();
  const found = [...(await ledgerOf(own.log)).payments.values()].find(({ team }) => team === TEAM);
  assert.ok(found !== undefined);
  const basis = await paymentBasis(own, { payment: found.endToEndId });
  const shown = new Set(basis.events);
  const ledger = (await own.log.readStream('payment-ledger')).filter(({ position }) => shown.has(position));
  return { own, payment: found.endToEndId, basis, ledger };
}

/** The bundle with other events of the ledger in place of the honest ones, and further ones. Gives what the script says of it. */
async function recalculated(
  { own, basis, ledger }: Case,
  events: readonly Written[],
  more: readonly number[] = [],
): Promise<{ readonly status: number; readonly text: string }> {
  const honest = new Set(ledger.map(({ position }) => position));
  const forged = await append(own, 'payment-ledger', events);
  const kept = basis.events.filter((position) => !honest.has(position));
  const bundles = await Bundles.of(own);
  try {
    const shown = [...kept, ...more, ...forged].sort((a, b) => a - b);
    await bundles.writeBasis({ ...basis, events: shown }, 'forged.jsonl');
    return bundles.recalculate('forged.jsonl');
  } finally {
    bundles.remove();
  }
}

/** The honest events, each as it is appended. */
function writtenOf({ ledger }: Case): Written[] {
  return ledger.map(({ type, data }): Written => [type, JSON.parse(data) as Fields]);
}

/** The events, with others before the run that releases the payment, which then pays so many cents less. */
function withBefore(events: readonly Written[], before: readonly Written[], lessCents = 0n): Written[] {
  const at = events.findIndex(([type]) => type === 'PaymentRunReleased');
  const after = events
    .slice(at)
    .map(([type, data]): Written =>
      type === 'PaymentReleased'
        ? [type, { ...data, amountCents: String(BigInt(data.amountCents ?? 0) - lessCents) }]
        : [type, data],
    );
  return [...events.slice(0, at), ...before, ...after];
}

function dataOf(events: readonly Written[], type: string): Fields {
  const [, data] = events.find(([of]) => of === type) ?? [];
  assert.ok(data !== undefined);
  return data;
}

/** Changes the data of the events of a type. */
function changed(events: readonly Written[], type: string, change: (data: Fields) => Fields): Written[] {
  return events.map(([of, data]): Written => [of, of === type ? change(data) : data]);
}

const setOff = (item: unknown, amountCents: string, recovery = DEBT): Written => [
  'SetOff',
  {
    ...{ envelope: 'FISS', run: 'R1', item, debtEnvelope: 'FISS', recovery },
    ...{ debit: DUE, credit: OWES, amountCents },
  },
];

const owed = (of: Fields, change: Fields = {}): Written => [
  'RecoveryPosted',
  {
    ...{ envelope: 'FISS', team: TEAM, period: of['period'], decision: of['decision'], recovery: DEBT },
    ...{ debit: OWES, credit: `charges:${TEAM}`, amountCents: '100' },
    ...change,
  },
];

test('the honest bundle, its events of the ledger appended once more, fits', async () => {
  const of = await firstPayment();
  const { status, text } = await recalculated(of, writtenOf(of));
  expect([status, text]).toStrictEqual([0, expect.stringMatching(/Tout est prouvé et recalculé\.$/)]);
  await of.own.close();
});

/** What a forger writes instead of the honest events. */
type Forge = (events: readonly Written[]) => readonly Written[];

test.each<readonly [name: string, forge: Forge, says: RegExp]>([
  [
    'a set-off of a debt that nothing shows',
    (events) => withBefore(events, [setOff(dataOf(events, 'DuePosted')['item'], '100')], 100n),
    /la dette .* est compensée, et la liasse ne montre pas, une seule fois, d’où elle vient/,
  ],
  [
    'a set-off of a debt of a decision that is not calculated again',
    (events) => {
      const due = dataOf(events, 'DuePosted');
      const debt = owed(due, { decision: 'statement-PEPS-01-2021-Q1@9', period: '2021-Q1' });
      return withBefore(events, [debt, setOff(due['item'], '100')], 100n);
    },
    /ne refait pas le calcul de statement-PEPS-01-2021-Q1@9/,
  ],
  [
    'a set-off of a debt of another team',
    (events) => {
      const due = dataOf(events, 'DuePosted');
      return withBefore(
        events,
        [owed(due, { team: 'PRIM-01', decision: 'statement-PRIM-01-2022-Q1@2' }), setOff(due['item'], '100')],
        100n,
      );
    },
    /la dette .*, compensée par PEPS-01, est d’une autre équipe/,
  ],
  [
    'a set-off of a debt that the decision did not make',
    (events) => {
      const due = dataOf(events, 'DuePosted');
      return withBefore(events, [owed(due), setOff(due['item'], '100')], 100n);
    },
    /ce que .* a rendu dû n’est pas ce qui est décidé/,
  ],
  [
    'a set-off of a debt that is posted twice',
    (events) => {
      const due = dataOf(events, 'DuePosted');
      const debt = owed(due, { decision: 'statement-PEPS-01-2021-Q1@9', period: '2021-Q1' });
      return withBefore(events, [debt, debt, setOff(due['item'], '100')], 100n);
    },
    /ne montre pas, une seule fois, d’où elle vient/,
  ],
  [
    'an amount that is due beside the decision, with a debt of as much',
    (events) => {
      const due = dataOf(events, 'DuePosted');
      const more = { ...due, item: `${String(due['item'])}0`, amountCents: '100' };
      return withBefore(events, [['DuePosted', more], owed(due)]);
    },
    /a rendu dû plus que ce qui est décidé/,
  ],
  [
    'a set-off of a payment received twice that the bundle does not show',
    (events) => {
      const { item, decision, period } = dataOf(events, 'DuePosted');
      const twice = { endToEndId: 'DCPOTHER', item, decision, period, recovery: DEBT, team: TEAM, answer: 'a' };
      const moved = { debit: OWES, credit: `executed:${TEAM}`, amountCents: '100' };
      return withBefore(events, [['OverpaymentPosted', { ...twice, ...moved }], setOff(item, '100')], 100n);
    },
    /n’est pas celle d’un versement à PEPS-01 que montre la liasse/,
  ],
  [
    'a payment that is released twice',
    (events) => [...events, ['PaymentReleased', dataOf(events, 'PaymentReleased')]],
    /a deux fois la libération de/,
  ],
  [
    'an item that a second decision makes due',
    (events) => {
      const due = dataOf(events, 'DuePosted');
      const more = { ...due, decision: 'statement-PEPS-01-2021-Q1@9', amountCents: '100' };
      return withBefore(events, [['DuePosted', more]], -100n);
    },
    /a deux fois l’écriture qui rend dû/,
  ],
  [
    'an amount that comes back and was never released',
    (events) => {
      const { item } = dataOf(events, 'DuePosted');
      const back = { endToEndId: 'DCPOTHER', item, team: TEAM, answer: 'a', end: 'returned' };
      const moved = { debit: `executed:${TEAM}`, credit: DUE, amountCents: '100' };
      return withBefore(events, [['PaymentReturned', { ...back, ...moved }]], -100n);
    },
    /DCPOTHER rend plus que ce qu’il a pris/,
  ],
  [
    'an event that makes more due without a decision',
    (events) => {
      const { item } = dataOf(events, 'DuePosted');
      const moved = { debit: `charges:${TEAM}`, credit: DUE, amountCents: '100' };
      return withBefore(events, [['DueReduced', { envelope: 'FISS', item, because: 'withdrawn', ...moved }]], -100n);
    },
    /rend dû ce qu’aucune décision ne donne/,
  ],
  [
    'a payment that its run does not name',
    (events) => changed(events, 'PaymentRunReleased', (data) => ({ ...data, payments: [] })),
    /la campagne R1 n’a pas DCP/,
  ],
  [
    'an amount that is reduced by no decision',
    (events) => {
      const { item } = dataOf(events, 'DuePosted');
      const moved = { debit: DUE, credit: `charges:${TEAM}`, amountCents: '100' };
      return withBefore(events, [['DueReduced', { envelope: 'FISS', item, because: 'withdrawn', ...moved }]], 100n);
    },
    /ne refait pas le calcul de withdrawn/,
  ],
  [
    'a run that was released by who submitted the decision',
    (events) => changed(events, 'PaymentRunReleased', (data) => ({ ...data, command: byPerson('Alice') })),
    /est libéré par qui a soumis ou approuvé sa décision/,
  ],
  [
    'a release by who submitted the decision',
    (events) => changed(events, 'PaymentReleased', (data) => ({ ...data, command: byPerson('Alice') })),
    /est libéré par qui a soumis ou approuvé sa décision, ou décidé de son compte/,
  ],
  [
    'the amount of one team, released to another',
    (events) =>
      ['DuePosted', 'PaymentReleased'].reduce<readonly Written[]>(
        (all, type) =>
          changed(
            all,
            type,
            (data) => JSON.parse(JSON.stringify(data).replaceAll(`:${TEAM}"`, ':PRIM-01"')) as Fields,
          ).map(([of, data]): Written => [of, of === type ? { ...data, team: 'PRIM-01' } : data]),
        events,
      ),
    /et écrit au livre pour un autre|est libéré à PRIM-01/,
  ],
])('refuses %s', async (name, forge, says) => {
  const of = await firstPayment();
  const { status, text } = await recalculated(of, forge(writtenOf(of)));
  expect([name, status, text]).toStrictEqual([name, 1, expect.stringMatching(says)]);
  await of.own.close();
});

function byPerson(name: string): object {
  return { meta: { by: { name, assurance: 'asserted', osUser: 'test' } } };
}

test.each<readonly [name: string, taken: readonly Written[], status: number, says: RegExp]>([
  [
    'says what it does not show of a debt that no decision made',
    [],
    3,
    /La liasse ne montre pas que la banque a payé deux fois DCP.*\nLe reste est prouvé et recalculé\.$/,
  ],
  [
    'refuses to set off more than is owed',
    [['RepaymentDemanded', { recovery: DEBT, team: TEAM, debit: `demanded:${TEAM}`, credit: OWES, amountCents: '' }]],
    1,
    /de la dette .* il est pris plus que ce qui était dû/,
  ],
])('%s', async (name, taken, status, says) => {
  const of = await firstPayment();
  const events = writtenOf(of);
  const { item, decision, period } = dataOf(events, 'DuePosted');
  // Another payment to the team, which it is said to have received twice.
  const other = (await of.own.log.readStream('payment-ledger')).find(
    ({ type, data }) => type === 'PaymentReleased' && data.includes(`"${DUE}"`) && !data.includes(of.payment),
  );
  assert.ok(other !== undefined);
  const { endToEndId, amountCents } = JSON.parse(other.data) as Fields;
  const debt = { endToEndId, item, decision, period, recovery: DEBT, team: TEAM, answer: 'a' };
  const posted: Written = ['OverpaymentPosted', { ...debt, debit: OWES, credit: `executed:${TEAM}`, amountCents }];
  const all = taken.map(([type, data]): Written => [type, { ...data, amountCents }]);
  const forged = withBefore(events, [posted, ...all, setOff(item, '100')], 100n);
  const found = await recalculated(of, forged, [other.position]);
  expect([name, found.status, found.text]).toStrictEqual([name, status, expect.stringMatching(says)]);
  await of.own.close();
});

test('refuses an approval of other lines or instalments than were submitted, or a withdrawal of another decision', async () => {
  const of = await firstPayment();
  const stream = 'statement-PEPS-01-2022-Q1';
  const own = await of.own.log.readStream(stream);
  const written = (type: string): Fields => JSON.parse(own.find((one) => one.type === type)?.data ?? '') as Fields;
  const [submitted, approved] = [written('StatementSubmitted'), written('StatementApproved')];
  const proposal = approved['proposal'] as Record<string, unknown> & { instalments: readonly Fields[] };
  const withdrawal = (number: number): Written => ['StatementWithdrawn', { team: TEAM, period: '2022-Q1', number }];
  const other = { ...approved, proposal: { ...proposal, lines: [] } };
  const later = {
    ...proposal,
    instalments: [...proposal.instalments, { dueOn: '2022-12-31', amountCents: '100' }],
  };
  const ways: readonly (readonly [readonly Written[], RegExp])[] = [
    [
      [withdrawal(0), ['StatementSubmitted', submitted], ['StatementApproved', other]],
      /approuve autre chose que ce qui est soumis/,
    ],
    [[['StatementApproved', approved]], /approuve autre chose que ce qui est soumis/],
    [[withdrawal(1)], /retire autre chose que la dernière décision/],
    [
      [
        withdrawal(0),
        ['StatementSubmitted', { ...submitted, proposal: later }],
        ['StatementApproved', { ...approved, proposal: later }],
      ],
      /ses échéances ne sont pas celles du calcul refait/,
    ],
  ];
  await of.own.close();
  for (const [events, says] of ways) {
    const again = await firstPayment();
    const positions = await append(again.own, stream, events);
    const { status, text } = await recalculated(again, writtenOf(again), positions);
    expect([status, text]).toStrictEqual([1, expect.stringMatching(says)]);
    await again.own.close();
  }
});

test('refuses a payment to an account that a person confirmed and nobody proposed', async () => {
  const of = await firstPayment();
  const stream = `payee-${TEAM}`;
  const account = await of.own.log.readStream(stream);
  const written = account.map(({ type, data }): Written => [type, JSON.parse(data) as Fields]);
  const payee = { name: 'Compte', iban: 'FR1420041010050500013M02606', bic: 'PSSTFRPPGRE' };
  const positions = await append(
    of.own,
    stream,
    changed(written, 'PayeeConfirmed', (data) => ({ ...data, payee })),
  );
  const events = changed(writtenOf(of), 'PaymentReleased', (data) => ({ ...data, payee }));
  const { status, text } = await recalculated(of, events, positions);
  expect([status, text]).toStrictEqual([1, expect.stringMatching(/est confirmé sans être proposé/)]);
  await of.own.close();
});

test('the file of the bank orders this amount to this account, or is refused although its digest is recorded', async () => {
  const of = await firstPayment();
  const ledger = await ledgerOf(of.own.log);
  const run = ledger.runs.get('R1');
  assert.ok(run !== undefined);
  const [file] = bankFilesOf(ledger, run);
  assert.ok(file !== undefined);
  const { payment } = of;
  const inTransfer = (pattern: string): RegExp => new RegExp(`(${payment}</EndToEndId>.*?)${pattern}`, 's');
  const ways: readonly (readonly [(xml: string) => string, number, RegExp])[] = [
    [(xml) => xml, 0, /Le fichier de la banque est celui qui est enregistré/],
    [(xml) => xml.replace(inTransfer('<InstdAmt Ccy="EUR">\\d+'), '$1<InstdAmt Ccy="EUR">9'), 1, /d’un autre montant/],
    [(xml) => xml.replace(inTransfer('<IBAN>FR76'), '$1<IBAN>FR77'), 1, /à un autre compte/],
    [(xml) => xml.replace(inTransfer('(</CdtTrfTxInf>)'), '$1<IBAN>FR77</IBAN>$2'), 1, /à un autre compte/],
    [(xml) => xml.replace(payment, 'DCPX'), 1, /ne contient pas/],
    [
      (xml) =>
        xml.replace(new RegExp(`<CdtTrfTxInf>\\s*<PmtId>\\s*<EndToEndId>${payment}.*?</CdtTrfTxInf>`, 's'), '$&$&'),
      1,
      /ne contient pas/,
    ],
    [(xml) => xml.replace('<PmtInf>', '<!-- -->$&'), 1, /ne contient pas/],
  ];
  const shown = new Set(of.basis.events);
  for (const [change, status, says] of ways) {
    const xml = change(file.xml);
    const events = changed(writtenOf(of), 'PaymentRunReleased', (data) => ({
      ...data,
      files: [{ id: file.id, payments: 1, totalCents: '1', digest: hash('sha256', xml, 'hex') }],
    }));
    const forged = await append(of.own, 'payment-ledger', events);
    const honest = new Set(of.ledger.map(({ position }) => position));
    const bundles = await Bundles.of(of.own);
    const everything = [...shown].filter((position) => !honest.has(position)).concat(forged);
    await bundles.writeBasis({ ...of.basis, events: everything }, 'forged.jsonl');
    const path = join(bundles.folder, 'run.xml');
    writeFileSync(path, xml);
    const found = bundles.recalculate('forged.jsonl', '--bank-file', path);
    expect([found.status, found.text]).toStrictEqual([status, expect.stringMatching(says)]);
    bundles.remove();
  }
  await of.own.close();
});

test('the end of a text is not proved as the text of another event', async () => {
  const of = await firstPayment();
  const { own, basis } = of;
  const position = (await own.log.end()) + 1;
  // An event of no command, with the lines of another event in its payload.
  const lines = ['"payee-PEPS-01"', '2', 'id', 'PayeeProposed', '2', '2022-12-31', '2022-12-31'];
  const inside = [...lines, JSON.stringify([COMMIT.recordedAt, 'x', 'x', 'x']), '{"payee":{"iban":"FR77"}}'].join('\n');
  const written = {
    id: hash('md5', 'hidden'),
    type: 'Note',
    schemaVersion: 1,
    effective: '2022',
    knownOn: '2022-12-31',
  };
  await own.log.append('note', [{ ...written, data: `{}\n${position}\n${inside}` }], 'any', COMMIT);
  const bundles = await Bundles.of(own);
  const path = await bundles.writeBasis({ ...basis, events: [...basis.events, position] }, 'forged.jsonl');
  expect(bundles.recalculate('forged.jsonl').status).toBe(0);
  const all = readFileSync(path, 'utf8').trimEnd().split('\n');
  const last = JSON.parse(all.at(-1) ?? '') as { nonce: string; text: string };
  const [before = '', after = ''] = last.text.split(`\n${position}\n`);
  const split = { ...last, text: after, nonce: `${last.nonce}\n${position}\n${before}` };
  writeFileSync(path, `${[...all.slice(0, -1), JSON.stringify(split)].join('\n')}\n`);
  const { status, text } = bundles.recalculate('forged.jsonl');
  expect([status, text]).toStrictEqual([2, expect.stringMatching(/n’est pas un événement avec sa preuve/)]);
  bundles.remove();
  await own.close();
});
