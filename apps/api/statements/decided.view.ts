/** A statement as decided, in an answer: amounts in cents as text. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { ApiProperty } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import type { Item, Recovery } from '#libs/payments/ledger/state.ts';
import { type Payment, lastWordOf } from '#libs/payments/ledger/payment.ts';
import { type CalculatedStatement, statementText, type TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { DecidedItem, DecidedStatement } from '#libs/statements/queries/find-decision.ts';
import { StatementParams } from '#apps/api/http/fields.ts';
import { IsDecisionNumber } from '#apps/api/http/parameters.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { PAYMENT_STATUSES } from '#apps/api/payments/runs/payment.views.ts';
import { DecisionView, decisionView } from '#apps/api/statements/decisions.view.ts';
import { StatementView } from '#apps/api/statements/statement.views.ts';

const ITEM_STATUSES: readonly Item['status'][] = ['due', 'cleared', 'released', 'paid', 'returned'];
const RECOVERY_STATUSES: readonly Recovery['status'][] = ['owed', 'set-off', 'demanded', 'repaid', 'dropped'];

export class DecisionParams extends StatementParams {
  @ApiProperty({ description: '0 : le décompte ; 1 et plus : ses régularisations.', type: String, example: '0' })
  @IsDecisionNumber()
  number!: string;
}

export function noDecision({ team, period }: TeamPeriod, number: string): Problem {
  const detail = `${team} n’a pas de décision ${number} pour ${periodInFrench(period)} ; /statements/${team}/${period}/decisions les montre`;
  return new Problem(404, 'not-found', detail);
}

class ItemPaymentView {
  @ApiProperty({ example: 'DCPT0123456789ABCDEF01234567' }) endToEndId!: string;
  @ApiProperty({ enum: PAYMENT_STATUSES, example: 'EXECUTED' }) status!: Payment['status'];
  @ApiProperty({ example: 'R-2026-11' }) run!: string;
  @ApiProperty({ description: 'Centimes.', example: '253351' }) amountCents!: string;
  @ApiProperty({
    description: 'Jour de la réponse de la banque, ou null.',
    type: String,
    nullable: true,
    example: null,
  })
  answeredOn!: string | null;
}

export class DecidedItemView {
  @ApiProperty({ example: 'statement-PEPS-01-2021-Q1@3#1' }) item!: string;
  @ApiProperty({ example: '2021-02-15' }) dueOn!: string;
  @ApiProperty({ description: 'Décidé, en centimes.', example: '253351' }) amountCents!: string;
  @ApiProperty({ description: 'Encore à payer, en centimes.', example: '0' }) dueCents!: string;
  @ApiProperty({ enum: ITEM_STATUSES, example: 'paid' }) status!: Item['status'];
  @ApiProperty({ description: 'Une par tentative.', type: [ItemPaymentView] }) payments!: ItemPaymentView[];
}

export class RecoveryView {
  @ApiProperty({ example: 'statement-PEPS-01-2021-Q1@5#1' }) recovery!: string;
  @ApiProperty({ example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({ description: 'À rendre, en centimes.', example: '1855' }) amountCents!: string;
  @ApiProperty({ description: 'Encore à rendre, en centimes.', example: '1855' }) leftCents!: string;
  @ApiProperty({ enum: RECOVERY_STATUSES, example: 'owed' }) status!: Recovery['status'];
}

export class DecidedStatementView extends DecisionView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({ type: String, nullable: true, example: 'PEPS' }) scheme!: string | null;
  @ApiProperty({ description: 'Son nom dans le livre des paiements.', example: 'statement-PEPS-01-2021-Q1@3' })
  decision!: string;
  @ApiProperty({
    description: 'Enveloppe qui paie ; null tant que rien n’y est inscrit.',
    type: String,
    nullable: true,
    example: 'FIR-2026',
  })
  envelope!: string | null;
  @ApiProperty({ description: 'Échéances inscrites, et leurs paiements.', type: [DecidedItemView] })
  items!: DecidedItemView[];
  @ApiProperty({ description: 'Ce que l’équipe doit rendre.', type: [RecoveryView] }) recoveries!: RecoveryView[];
  @ApiProperty({
    description:
      'Le calcul décidé : lignes, taux, paramètres, actes. null : l’équipe n’avait plus de décompte, ou un ancien journal ne l’a pas.',
    type: StatementView,
    nullable: true,
  })
  statement!: StatementView | null;
}

export function decidedStatementView(found: DecidedStatement): DecidedStatementView {
  const { team, period, id, scheme, decision, calculated, envelope, items, recoveries } = found;
  return {
    team,
    period,
    scheme: scheme ?? null,
    decision: id,
    ...decisionView(decision),
    envelope: envelope ?? null,
    items: items.map(itemView),
    recoveries: recoveries.map(recoveryView),
    statement: calculated === undefined ? null : calculationView(calculated),
  };
}

/** Serves the calculation as its own route does. */
function calculationView(calculated: CalculatedStatement): StatementView | null {
  return (JSON.parse(statementText(calculated)) as { readonly statement: StatementView | null }).statement;
}

export function itemView({ item, payments }: DecidedItem): DecidedItemView {
  const { id, dueOn, originalCents, status } = item;
  const dueCents = 'dueCents' in item ? item.dueCents : 0n;
  const amounts = { amountCents: String(originalCents), dueCents: String(dueCents) };
  return { item: id, dueOn: dayText(dueOn), ...amounts, status, payments: payments.map(itemPaymentView) };
}

function itemPaymentView(payment: Payment): ItemPaymentView {
  const { endToEndId, status, run, amountCents } = payment;
  return { endToEndId, status, run, amountCents: String(amountCents), answeredOn: lastWordOf(payment).day ?? null };
}

export function recoveryView(recovery: Recovery): RecoveryView {
  const { id, envelope, period, originalCents, status } = recovery;
  const leftCents = 'leftCents' in recovery ? recovery.leftCents : 0n;
  return {
    recovery: id,
    envelope,
    period,
    amountCents: String(originalCents),
    leftCents: String(leftCents),
    status,
  };
}
