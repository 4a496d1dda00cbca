/** Why a payment has its amount, in an answer. */
import { noteRead } from '#apps/api/access/reads.ts';
import { ApiProperty } from '@nestjs/swagger';
import { WhyView } from '#apps/api/jobs/replay-result.views.ts';
import type { PaymentExplanation } from '#libs/explain/queries/explain-payment.ts';
import { paymentJson } from '#libs/words/texts/payment-json.ts';

class PaymentStepView {
  @ApiProperty({ description: 'Rang de l’événement dans le journal.', example: 1310 }) position!: number;
  @ApiProperty({ example: 'DuePosted' }) type!: string;
  @ApiProperty({ description: 'Centimes, ajoutés à ce qui est dû ou ôtés.', example: '253351' }) amountCents!: string;
  @ApiProperty({
    description: 'La décision qui réduit, withdrawn, la dette compensée, ou la référence d’une autre tentative.',
    type: String,
    nullable: true,
    example: null,
  })
  because!: string | null;
}

class PaidLineView {
  @ApiProperty({ example: 'CAPITATION' }) line!: string;
  @ApiProperty({ description: 'Centimes, par les décisions d’avant.', example: '0' }) beforeCents!: string;
  @ApiProperty({ description: 'Centimes, avec cette décision.', example: '253351' }) afterCents!: string;
}

class PaidPartView {
  @ApiProperty({ example: '2021-01-31' }) dueOn!: string;
  @ApiProperty({ description: 'Centimes.', example: '253351' }) amountCents!: string;
}

class ExplainedDecisionView {
  @ApiProperty({ description: '0 : le décompte ; sinon le numéro de la régularisation.', example: 0 }) number!: number;
  @ApiProperty({ type: [PaidLineView] }) lines!: PaidLineView[];
  @ApiProperty({ description: 'Échéances du décompte ; aucune pour une régularisation.', type: [PaidPartView] })
  parts!: PaidPartView[];
  @ApiProperty({ description: 'Ce qui a changé depuis la décision d’avant.', type: WhyView }) why!: WhyView;
}

export class PaymentExplanationView {
  @ApiProperty({ example: 'DCPT0123456789ABCDEF01234567' }) endToEndId!: string;
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({ example: '2021-01-31' }) dueOn!: string;
  @ApiProperty({ description: 'Centimes ; la somme de steps.', example: '253351' }) amountCents!: string;
  @ApiProperty({ description: 'De ce qui était dû à ce qui est payé.', type: [PaymentStepView] })
  steps!: PaymentStepView[];
  @ApiProperty({ description: 'null si la décision ne tient plus.', type: ExplainedDecisionView, nullable: true })
  decision!: ExplainedDecisionView | null;
}

export function paymentExplanationView(found: PaymentExplanation): PaymentExplanationView {
  const { amountCents, steps, decision, ...of } = paymentJson(found);
  return {
    ...of,
    amountCents: String(amountCents),
    steps: steps.map((step) => ({ ...step, amountCents: String(step.amountCents) })),
    decision: decision && {
      ...decision,
      lines: decision.lines.map(({ line, beforeCents, afterCents }) => ({
        line,
        beforeCents: String(beforeCents),
        afterCents: String(afterCents),
      })),
      parts: decision.parts.map(({ dueOn, amountCents: cents }) => ({ dueOn, amountCents: String(cents) })),
      why: whyView(decision.why),
    },
  };
}

function whyView({
  rules,
  parameters,
  patients,
  erased,
  teamFacts,
}: NonNullable<PaymentExplanation['paid']>['why']): WhyView {
  for (const { patient } of patients) noteRead('PATIENT', patient);
  return {
    ...(rules === undefined ? {} : { rules }),
    parameters: [...parameters],
    patients: patients.map(({ patient, facts }) => ({ patient, facts: [...facts] })),
    erased,
    teamFacts: [...teamFacts],
  };
}
