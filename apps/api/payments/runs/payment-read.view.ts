/** One payment with its causes and consequences, in an answer. */
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { dayText } from '#libs/kernel/day.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import type { TypedEntry } from '#libs/payments/ledger/answer-events.ts';
import type { PaymentRun } from '#libs/payments/ledger/payment.ts';
import type { PaymentRead } from '#libs/payments/runs/queries/read-payment.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { AccountView, accountView } from '#apps/api/payments/accounts/account.views.ts';
import { PaymentView, paymentView } from '#apps/api/payments/runs/payment.views.ts';
import { RunFileView, releasedFileView } from '#apps/api/payments/runs/run.views.ts';
import { DecidedItemView, RecoveryView, itemView, recoveryView } from '#apps/api/statements/decided.view.ts';

/** The form that banks allow. */
export const END_TO_END_ID = /^[A-Za-z0-9+?/:().,' -]{1,35}$/;

export class PaymentParams {
  @ApiProperty({ description: 'Référence de bout en bout.', example: 'DCPT0123456789ABCDEF01234567' })
  @Matches(END_TO_END_ID, {
    message: 'endToEndId est la référence d’un paiement, comme la banque la donne : 35 caractères au plus',
  })
  endToEndId!: string;
}

class PaidDecisionView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({
    description: 'Le décompte tel que décidé : /statements/{team}/{period}/decisions/{number}.',
    example: 0,
  })
  number!: number;
  @ApiProperty({ type: PersonView }) submittedBy!: PersonView;
  @ApiProperty({ type: PersonView }) approvedBy!: PersonView;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) approvedAt!: string;
}

class PayingRunView {
  @ApiProperty({ example: 'R-2026-11' }) run!: string;
  @ApiProperty({ example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({ example: '2026-11-05' }) executionDay!: string;
  @ApiProperty({ description: 'null pour une ancienne campagne.', type: PersonView, nullable: true })
  preparedBy!: PersonView | null;
  @ApiProperty({ type: PersonView }) releasedBy!: PersonView;
  @ApiProperty({ example: '2026-11-03T09:20:00.000Z' }) releasedAt!: string;
  @ApiProperty({ description: 'Compte débité.', type: AccountView }) debtor!: AccountView;
}

class PaymentEventView {
  @ApiProperty({ description: 'Rang dans le journal.', example: 1310 }) position!: number;
  @ApiProperty({ example: 'PaymentExecuted' }) type!: string;
  @ApiProperty({
    description: 'Jour ou période dont il s’agit ; celui de la banque pour sa réponse.',
    example: '2026-11-05',
  })
  effective!: string;
  @ApiProperty({ description: 'Qui ; null dans un ancien journal.', type: PersonView, nullable: true })
  by!: PersonView | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-06T08:00:00.000Z' }) at!: string | null;
  @ApiProperty({ description: 'Centimes ; null si rien ne bouge.', type: String, nullable: true, example: '253351' })
  amountCents!: string | null;
  @ApiProperty({ description: 'Code de la banque qui n’a pas tranché.', type: String, nullable: true, example: null })
  status!: string | null;
  @ApiProperty({ description: 'Motif de la banque, ou de qui a refusé.', type: String, nullable: true, example: null })
  reason!: string | null;
  @ApiProperty({ description: 'Ce que la banque en dit.', type: String, nullable: true, example: null })
  detail!: string | null;
  @ApiProperty({ description: 'Ligne de la réponse de la banque.', type: String, nullable: true, example: null })
  answer!: string | null;
  @ApiProperty({ description: 'Dette compensée.', type: String, nullable: true, example: null }) recovery!:
    | string
    | null;
  @ApiProperty({
    description: 'Ce qui la réduit : une décision, ou withdrawn.',
    type: String,
    nullable: true,
    example: null,
  })
  because!: string | null;
}

export class PaymentReadView {
  @ApiProperty({ type: PaymentView }) payment!: PaymentView;
  @ApiProperty({ description: 'Échéance payée, et chaque tentative.', type: DecidedItemView }) item!: DecidedItemView;
  @ApiProperty({
    description: 'La décision payée ; null si elle ne tient plus.',
    type: PaidDecisionView,
    nullable: true,
  })
  decision!: PaidDecisionView | null;
  @ApiProperty({ type: PayingRunView }) run!: PayingRunView;
  @ApiProperty({ description: 'Fichier où il est ; null s’il n’y en a pas.', type: RunFileView, nullable: true })
  file!: RunFileView | null;
  @ApiProperty({ description: 'Ce qui est arrivé à l’échéance et au paiement.', type: [PaymentEventView] })
  events!: PaymentEventView[];
  @ApiProperty({ description: 'Dettes que l’échéance a compensées.', type: [RecoveryView] }) debts!: RecoveryView[];
}

export function paymentReadView(found: PaymentRead, caller: Identity): PaymentReadView {
  const { payment, item, attempts, decision, run, file, events, debts } = found;
  return {
    payment: paymentView(payment, caller),
    item: itemView({ item, payments: attempts }),
    decision: decision === undefined ? null : paidDecision(item, decision),
    run: payingRun(run, caller),
    file: file === undefined ? null : releasedFileView(file),
    events: events.map((event) => eventView(event, payment.endToEndId)),
    debts: debts.map(recoveryView),
  };
}

function paidDecision(
  { team, period }: PaymentRead['item'],
  { number, submittedBy, approvedBy, approvedAt }: NonNullable<PaymentRead['decision']>,
): PaidDecisionView {
  const people = { submittedBy: personView(submittedBy), approvedBy: personView(approvedBy) };
  return { team, period, number, ...people, approvedAt };
}

function payingRun(
  { id, envelope, executionDay, preparedBy, by, at, debtor }: PaymentRun,
  caller: Identity,
): PayingRunView {
  return {
    run: id,
    envelope,
    executionDay: dayText(executionDay),
    preparedBy: preparedBy === undefined ? null : personView(preparedBy),
    releasedBy: personView(by),
    releasedAt: at,
    debtor: accountView(debtor, caller),
  };
}

/** The fields that any event of the ledger may have. */
interface AnyData {
  readonly amountCents?: bigint;
  readonly status?: string | null;
  readonly reason?: string | null;
  readonly detail?: string | null;
  readonly answer?: string;
  readonly recovery?: string;
  readonly because?: string;
}

function eventView({ type, effective, data, meta }: Recorded<LedgerEvent>, endToEndId: string): PaymentEventView {
  // For a proposed answer: its entry about this payment.
  const of: AnyData =
    'entries' in data ? { answer: data.answer, ...saidOf(data.entries, endToEndId) } : (data as AnyData);
  const author = meta.command?.meta;
  return {
    position: meta.position,
    type,
    effective,
    by: author === undefined ? null : personView(author.by),
    at: author?.at ?? null,
    amountCents: of.amountCents === undefined ? null : String(of.amountCents),
    status: of.status ?? null,
    reason: of.reason ?? null,
    detail: of.detail ?? null,
    answer: of.answer ?? null,
    recovery: of.recovery ?? null,
    because: of.because ?? null,
  };
}

function saidOf(entries: readonly TypedEntry[], endToEndId: string): Pick<AnyData, 'reason' | 'detail'> {
  const entry = entries.find((one) => one.endToEndId === endToEndId);
  return { reason: entry?.reason ?? null, detail: entry?.bank?.detail ?? null };
}
