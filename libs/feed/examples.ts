/** An example of each published event, for the contract. */
import { dataSchemaOf } from '#libs/feed/cloud-event.ts';
import { type DataKind, type PublishedType, PUBLISHED_TYPES } from '#libs/feed/types.ts';

const POSITION = 178_823;
const OF = { team: 'PEPS-01', period: '2023-Q2' };
const PAYMENT = 'DCPT5E1B6A0C9D4F4B7E8A2C1D3F';

const LINES = [
  { line: 'CAPITATION', amountCents: '785160' },
  { line: 'FIDELISATION', amountCents: '-68665' },
  { line: 'QUALITY', amountCents: '20149' },
];
const TOTAL = '736644';

const CALCULATED = {
  calculation: {
    digest: '2db044a302409e76726938a1e5581746c94228b19ce7a0a48d78afa0eb491c76',
    knownOn: '2026-09-30',
    position: 178_822,
    regulationVersion: '2026-11',
    rulesVersion: '1',
  },
  statement: {
    scheme: 'PEPS',
    text: 'PEPS-2022',
    phase: 'FORFAIT',
    patients: 311,
    flags: [],
    lines: LINES,
    totalCents: TOTAL,
    instalments: [
      { dueOn: '2023-04-30', kind: 'INSTALMENT', amountCents: '245548' },
      { dueOn: '2023-05-31', kind: 'INSTALMENT', amountCents: '245548' },
      { dueOn: '2023-06-30', kind: 'INSTALMENT', amountCents: '245548' },
    ],
  },
  actLedger: {
    lines: [
      { class: 'SUBSTITUTED', reason: '', acts: 212, baseCents: '561800', paidCents: '5250' },
      { class: 'FEE_FOR_SERVICE', reason: 'PATIENT_NOT_LISTED', acts: 5, baseCents: '13250', paidCents: '9275' },
    ],
    acts: 217,
    baseCents: '575050',
    paidCents: '14525',
  },
  links: { statement: '/statements/PEPS-01/2023-Q2' },
};

const DECIDED = {
  ...OF,
  scheme: 'PEPS',
  decision: {
    number: 0,
    lines: LINES,
    totalCents: TOTAL,
    instalments: CALCULATED.statement.instalments.map(({ dueOn, amountCents }) => ({ dueOn, amountCents })),
    moves: [],
  },
  decided: { lines: LINES, totalCents: TOTAL },
  ...CALCULATED,
};

const PAID = {
  ...OF,
  envelope: 'FISS',
  payment: PAYMENT,
  item: 'statement-PEPS-01-2023-Q2@2#1',
  amountCents: '245548',
  day: '2026-10-05',
  run: null,
  reason: null,
  links: CALCULATED.links,
};

const DEBT = 'statement-PEPS-01-2023-Q2@4#1';
const MOVED = {
  ...OF,
  envelope: 'FISS',
  debtEnvelope: null,
  run: null,
  item: null,
  debt: DEBT,
  because: null,
  amountCents: '245548',
  effective: OF.period,
  links: CALCULATED.links,
};

const OF_KIND: Readonly<Record<DataKind, object>> = {
  calculation: { ...OF, ...CALCULATED },
  decision: DECIDED,
  payment: PAID,
  movement: MOVED,
};

const MOVE = { kind: 'STARTUP_CREDIT', from: '2023-04-30', to: '2023-05-31', amountCents: '150000' };
const DIFFERENCE = [{ line: 'QUALITY', amountCents: '1200' }];
const REGULARISATION = { number: 1, lines: DIFFERENCE, totalCents: '1200', instalments: [], moves: [MOVE] };

/** Types whose data differ from those of their kind. */
const OF_TYPE: Readonly<Record<string, object>> = {
  'fr.decompte.statement.no-longer-due': { statement: null, actLedger: null },
  'fr.decompte.statement.withdrawn': { decided: { lines: [], totalCents: '0' } },
  'fr.decompte.regularisation.approved': {
    decision: REGULARISATION,
    decided: { lines: [...LINES.slice(0, 2), { line: 'QUALITY', amountCents: '21349' }], totalCents: '737844' },
  },
  'fr.decompte.regularisation.withdrawn': { decision: REGULARISATION },
  'fr.decompte.payment.released': { run: '2026-10' },
  'fr.decompte.payment.returned': { reason: 'AC04' },
  'fr.decompte.payment.cancelled': { run: '2026-10' },
  'fr.decompte.due.reduced': { item: PAID.item, debt: null, because: 'statement-PEPS-01-2023-Q2@4' },
  'fr.decompte.debt.set-off': { run: '2026-11', item: 'statement-PEPS-01-2023-Q3@2#1', debtEnvelope: 'FISS' },
  'fr.decompte.debt.overpaid': { item: PAID.item, debt: `${PAYMENT}#1`, effective: '2026-10-05' },
  'fr.decompte.debt.reduced': { because: 'withdrawn' },
  'fr.decompte.debt.repaid': { effective: '2026-12-01' },
};

/** The example as the feed shows it. */
export function publishedExample(published: PublishedType): object {
  const position = POSITION + PUBLISHED_TYPES.indexOf(published);
  return {
    specversion: '1.0',
    id: `${position}-9f86d081884c7d65`,
    source: 'urn:decompte',
    type: published.type,
    subject: exampleSubject(published.kind),
    time: '2026-10-05T08:00:00.000Z',
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(published),
    position,
    team: OF.team,
    data: { ...OF_KIND[published.kind], ...OF_TYPE[published.type] },
  };
}

function exampleSubject(kind: DataKind): string {
  if (kind === 'payment') return PAYMENT;
  return kind === 'movement' ? DEBT : `${OF.team}/${OF.period}`;
}
