/** Explains the amount of a payment to a person: the due amount, the reductions, the decision, and the bank's answers. */
import { quoted } from '#libs/kernel/quoted.ts';
import { dayInFrench, frenchDay, instantInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { PaidDecision, PaymentExplanation } from '#libs/explain/queries/explain-payment.ts';
import type { PaymentStep } from '#libs/payments/ledger/payment-steps.ts';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { contradictionLabel } from '#libs/words/labels/tasks.ts';
import { LINE_LABELS } from '#libs/words/labels/statements.ts';
import { reasonTexts } from '#libs/words/texts/reasons-text.ts';
import { ofName } from '#libs/words/labels/of-name.ts';

export function paymentText(explanation: PaymentExplanation): string {
  const { payment, item, run, file, steps, paid } = explanation;
  const { team, period } = item;
  return [
    `${payment.endToEndId} : ${euros(payment.amountCents)} à ${team}, échéance du ${frenchDay(item.dueOn)} de ${periodInFrench(period)}`,
    ...steps.map((step) => `  ${signed(step.amountCents)}  ${stepText(step)}`),
    `  = ${euros(payment.amountCents)}`,
    '',
    ...(paid === undefined ? [`La décision ${item.decision} n’est plus en vigueur.`] : paidLines(team, period, paid)),
    '',
    `Campagne ${run.id}, libérée par ${run.by.name} le ${instantInFrench(run.at)}${file === undefined ? '' : `, fichier ${file.file}`}.`,
    ...bankLines(explanation),
    ...payment.contradictions.map(({ code }) => `À trancher à deux personnes : ${contradictionLabel(code)}.`),
  ].join('\n');
}

function signed(cents: bigint): string {
  return cents < 0n ? `− ${euros(-cents)}` : `+ ${euros(cents)}`;
}

function stepText({ type, because, position }: PaymentStep): string {
  const of = because === undefined ? '' : ` (${because === 'withdrawn' ? 'décision retirée' : because})`;
  return `${EVENT_LABELS[type] ?? type}${of}, événement ${position}`;
}

function paidLines(
  team: string,
  period: string,
  { number, lines, parts, why, hasCalculation }: PaidDecision,
): string[] {
  const address = `decompte explain ${quoted(team)} ${periodInFrench(period)}`;
  if (number === 0)
    return [
      `Décompte ${ofName(team)} ${periodInFrench(period)}, approuvé, en ${counted(parts.length, 'échéance')} :`,
      ...parts.map(({ dueOn, amountCents }) => `  ${frenchDay(dueOn)} : ${euros(amountCents)}`),
      'Ses lignes :',
      ...lines.map(({ line, afterCents }) => `  ${LINE_LABELS[line]} : ${euros(afterCents)}`),
      ...(hasCalculation ? [`Chaque ligne s’explique : ${address} [ligne].`] : []),
    ];
  return [
    `Régularisation ${number} ${ofName(team)} ${periodInFrench(period)} :`,
    ...lines
      .filter(({ beforeCents, afterCents }) => beforeCents !== afterCents)
      .map(
        ({ line, beforeCents, afterCents }) =>
          `  ${LINE_LABELS[line]} : décidé ${euros(beforeCents)}, puis ${euros(afterCents)}, différence ${euros(afterCents - beforeCents)}`,
      ),
    ...reasonTexts(why).map((reason) => `  ↳ ${reason}`),
  ];
}

function bankLines({ payment }: PaymentExplanation): string[] {
  switch (payment.status) {
    case 'RELEASED':
      return ['La banque n’a pas encore répondu.'];
    case 'EXECUTED':
      return [`Payé le ${dayInFrench(payment.day)}.`];
    case 'RETURNED':
      return [`Revenu le ${dayInFrench(payment.day)}${payment.reason === undefined ? '' : ` (${payment.reason})`}.`];
    case 'CANCELLED':
      return [`Annulé avec sa campagne le ${dayInFrench(payment.day)}.`];
  }
}
