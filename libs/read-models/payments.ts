/** The payment ledger as other programs read it: due amounts, debts, payments, runs, envelopes with their accounts and postings. */
import { dayFromText, dayOfInstant } from '#libs/kernel/day.ts';
import {
  type EnvelopeDocument,
  PREFIXES,
  type PaymentDocument,
  type RunDocument,
  type TeamAccountsDocument,
  readDocument,
} from '#libs/payments/documents/documents.ts';
import { balancesOf, envelopeFromDocument } from '#libs/payments/documents/envelope.ts';
import { PAYMENTS } from '#libs/payments/documents/payments-projection.ts';
import { envelopeSpending, owedToEnvelopes, teamBalances } from '#libs/payments/ledger/balances.ts';
import { lastWordOf } from '#libs/payments/ledger/payment.ts';
import { accountKindOf } from '#libs/payments/ledger/posting.ts';
import type { RecordedPosting } from '#libs/payments/ledger/recorded-posting.ts';
import { type Item, type Recovery, isOpenItem } from '#libs/payments/ledger/state.ts';
import {
  type DocumentKind,
  type ReadModel,
  centsShape,
  dayShape,
  flagShape,
  instantShape,
  listShape,
  textShape,
  wholeShape,
} from '#libs/read-store/read-model.ts';

const ENVELOPE = textShape('enveloppe');
const TEAM = textShape('identifiant de l’équipe');
const PERIOD = textShape('trimestre (2024-Q1) ou année (2024) du décompte');
const DECISION = textShape('décision : le décompte ou la régularisation approuvés');
const RUN = textShape('campagne de paiement');
const END_TO_END_ID = textShape('référence de bout en bout du virement');
const ITEM = textShape('échéance');
const AMOUNT = centsShape('montant, en centimes');
const TOTAL = centsShape('montant des paiements, en centimes');

const item: DocumentKind = {
  kind: 'item',
  meaning: 'une échéance : une part d’une décision, due à une équipe',
  prefix: PREFIXES.item,
  optional: [],
  fields: {
    item: ITEM,
    envelope: ENVELOPE,
    team: TEAM,
    period: PERIOD,
    decision: DECISION,
    dueOn: dayShape('jour d’échéance'),
    status: textShape(
      'due : à payer ; cleared : soldée sans paiement ; released : à la banque ; paid : payée ; returned : revenue, de nouveau à payer',
    ),
    isOpen: flagShape('vrai : à payer'),
    originalCents: centsShape('montant décidé, en centimes'),
    dueCents: centsShape('reste à payer, en centimes'),
    payments: wholeShape('paiements libérés pour elle, revenus compris'),
    approvedBy: textShape('qui a approuvé la décision'),
  },
  show: (stored) => {
    const found = readDocument(stored) as Item;
    const { id, approvedBy, ...of } = found;
    const dueCents = isOpenItem(found) ? found.dueCents : 0n;
    return { ...of, item: id, isOpen: isOpenItem(found), dueCents, approvedBy: approvedBy.name };
  },
};

const debt: DocumentKind = {
  kind: 'debt',
  meaning: 'une créance sur une équipe : ce qu’une décision reprend',
  prefix: PREFIXES.debt,
  optional: [],
  fields: {
    debt: textShape('créance'),
    envelope: ENVELOPE,
    team: TEAM,
    period: PERIOD,
    decision: DECISION,
    status: textShape(
      'owed : à compenser ; set-off : compensée ; demanded : demandée ; repaid : remboursée ; dropped : abandonnée, la décision étant retirée',
    ),
    isOpen: flagShape('vrai : encore due'),
    originalCents: centsShape('montant décidé, en centimes'),
    leftCents: centsShape('reste dû, en centimes'),
  },
  show: (stored) => {
    const { id, ...of } = readDocument(stored) as Recovery;
    const leftCents = 'leftCents' in of ? of.leftCents : 0n;
    return { ...of, debt: id, isOpen: leftCents > 0n, leftCents };
  },
};

const payment: DocumentKind = {
  kind: 'payment',
  meaning: 'un paiement, et ce que la banque en dit',
  prefix: PREFIXES.payment,
  optional: ['answeredOn', 'waiting', 'end', 'debitedOn', 'reason', 'detail'],
  fields: {
    endToEndId: END_TO_END_ID,
    envelope: ENVELOPE,
    run: RUN,
    item: ITEM,
    team: TEAM,
    period: PERIOD,
    payee: textShape('titulaire du compte payé'),
    amountCents: AMOUNT,
    releasedAt: instantShape('quand il a été libéré'),
    releasedOn: dayShape('jour où il a été libéré'),
    status: textShape(
      'RELEASED : à la banque ; EXECUTED : payé ; RETURNED : revenu ; CANCELLED : annulé avec sa campagne',
    ),
    answeredOn: dayShape('jour de la réponse de la banque, ou de l’annulation'),
    waiting: textShape('en attente à la banque : son code'),
    end: textShape('rejected : rejeté avant le débit ; returned : retourné après'),
    debitedOn: dayShape('jour du débit, d’un paiement revenu après'),
    reason: textShape('motif de la banque, un code'),
    detail: textShape('ce que la banque en dit'),
  },
  show: (stored) => {
    const found = readDocument(stored) as PaymentDocument;
    const { releasedAt, payee, ...of } = found;
    const word = lastWordOf(found);
    const answered = found.status === 'CANCELLED' ? found.day : word.day;
    const debited = found.status === 'RETURNED' ? found.debitedOn : undefined;
    return {
      ...of,
      payee: payee.name,
      releasedAt,
      releasedOn: dayOfInstant(releasedAt),
      answeredOn: answered && dayFromText(answered),
      waiting: word.status,
      debitedOn: debited && dayFromText(debited),
      reason: word.reason,
      detail: word.detail,
    };
  },
};

const run: DocumentKind = {
  kind: 'run',
  meaning: 'une campagne de paiement',
  prefix: PREFIXES.run,
  optional: ['dueBy'],
  fields: {
    run: RUN,
    envelope: ENVELOPE,
    status: textShape(
      'PREPARED : elle attend d’être libérée ; DROPPED : abandonnée avant ; RELEASED : libérée ; CANCELLED : annulée, elle n’est pas partie',
    ),
    by: textShape('qui l’a préparée, libérée, abandonnée ou annulée'),
    at: instantShape('quand'),
    executionDay: dayShape('jour d’exécution demandé'),
    dueBy: dayShape('elle paie ce qui est dû à ce jour'),
    count: wholeShape('nombre de paiements, prévus tant qu’elle attend'),
    totalCents: TOTAL,
    setOffCents: centsShape('compensé avec ce que des équipes doivent, en centimes'),
    leftOut: listShape('équipes laissées de côté', {
      team: TEAM,
      reason: textShape('code'),
      until: dayShape('payable à partir de ce jour'),
      amountCents: AMOUNT,
    }),
  },
  show: (stored) => {
    const found = readDocument(stored) as RunDocument;
    return { ...found, by: found.by.name };
  },
};

const envelope: DocumentKind = {
  kind: 'envelope',
  meaning: 'une enveloppe, avec ses conditions et ses montants',
  prefix: PREFIXES.envelope,
  optional: [],
  fields: {
    envelope: ENVELOPE,
    terms: listShape('conditions confirmées, par premier jour', {
      from: dayShape('premier jour ; absent : depuis le début'),
      amountCents: centsShape('montant de l’enveloppe, en centimes'),
      schemes: listShape('expérimentations financées', textShape('code')),
    }),
    committedCents: centsShape('décidé, moins ce que les équipes doivent, en centimes'),
    releasedCents: centsShape('à la banque ou payé, en centimes'),
    paidCents: centsShape('payé, en centimes'),
    betweenCents: centsShape('dû à d’autres enveloppes, moins ce qu’elles lui doivent, en centimes'),
    repaidCents: centsShape('remboursé par les équipes, en centimes'),
    usedCents: centsShape('employé : à la banque ou payé, plus ce qu’elle doit, moins ce qui est revenu, en centimes'),
    between: listShape('par autre enveloppe', {
      envelope: ENVELOPE,
      owedCents: centsShape('ce qu’elle lui doit ; moins que 0 : ce que l’autre doit, en centimes'),
    }),
  },
  show: (stored) => {
    const found = readDocument(stored) as EnvelopeDocument;
    const as = envelopeFromDocument(found);
    const between = owedToEnvelopes(as);
    return { envelope: found.envelope, terms: found.terms, ...envelopeSpending(as), between };
  },
};

const team: DocumentKind = {
  kind: 'team',
  meaning: 'les comptes d’une équipe dans une enveloppe',
  prefix: PREFIXES.team,
  optional: [],
  fields: {
    envelope: ENVELOPE,
    team: TEAM,
    chargesCents: centsShape('coût : décidé, moins ce qu’elle doit, en centimes'),
    dueCents: centsShape('à payer, en centimes'),
    releasedCents: centsShape('à la banque, en centimes'),
    paidCents: centsShape('payé, en centimes'),
    toRecoverCents: centsShape('à compenser, en centimes'),
    demandedCents: centsShape('demandé, en centimes'),
    repaidCents: centsShape('remboursé, en centimes'),
  },
  show: (stored) => {
    const { balances, envelope: name, team: of } = readDocument(stored) as TeamAccountsDocument;
    const [figures] = teamBalances({ name, terms: [], balances: balancesOf(balances) });
    return { ...figures, envelope: name, team: of };
  },
};

const posting: DocumentKind = {
  kind: 'posting',
  meaning: 'une écriture du livre d’une enveloppe',
  prefix: PREFIXES.posting,
  optional: ['period', 'decision', 'item', 'debt', 'run', 'endToEndId', 'by', 'at'],
  fields: {
    envelope: ENVELOPE,
    position: wholeShape('position dans le journal'),
    type: textShape('événement qui l’a passée'),
    team: TEAM,
    effective: textShape('période ou jour de ce dont il s’agit'),
    debit: textShape('compte débité : son espèce, deux-points, l’équipe ou l’autre enveloppe'),
    debitKind: textShape('espèce du compte débité'),
    credit: textShape('compte crédité'),
    creditKind: textShape('espèce du compte crédité'),
    amountCents: AMOUNT,
    period: PERIOD,
    decision: DECISION,
    item: ITEM,
    debt: textShape('créance'),
    run: RUN,
    endToEndId: END_TO_END_ID,
    by: textShape('qui'),
    at: instantShape('quand'),
  },
  show: (stored) => {
    const { author, recovery, ...of } = readDocument(stored) as RecordedPosting;
    const kinds = { debitKind: accountKindOf(of.debit), creditKind: accountKindOf(of.credit) };
    return { ...of, ...kinds, debt: recovery, by: author?.by.name, at: author?.at };
  },
};

export const PAYMENTS_READ_MODEL: ReadModel = {
  projection: PAYMENTS.name,
  kinds: [item, debt, payment, run, envelope, team, posting],
  indexes: {
    by_reference: ['kind', 'endToEndId'],
    by_team: ['kind', 'team', 'period'],
    by_envelope: ['kind', 'envelope', 'team'],
    by_run: ['kind', 'run'],
  },
  views: [
    { name: 'payments', question: 'les paiements, par référence, campagne ou équipe', kind: 'payment' },
    { name: 'payment_runs', question: 'les campagnes de paiement', kind: 'run' },
    { name: 'payment_items', question: 'les échéances d’une équipe, payées ou non', kind: 'item' },
    { name: 'due_to_teams', question: 'ce qui est à payer à une équipe', kind: 'item', where: 'isOpen' },
    { name: 'owed_by_teams', question: 'ce qu’une équipe doit encore', kind: 'debt', where: 'isOpen' },
    { name: 'envelopes', question: 'les enveloppes, avec leurs conditions et leurs montants', kind: 'envelope' },
    {
      name: 'envelope_terms',
      question: 'les conditions des enveloppes, par premier jour',
      kind: 'envelope',
      each: { list: 'terms', with: ['envelope'] },
    },
    { name: 'envelope_teams', question: 'les comptes d’une équipe dans une enveloppe', kind: 'team' },
    { name: 'payment_ledger', question: 'les écritures du livre d’une enveloppe, ou d’une équipe', kind: 'posting' },
  ],
};
