/** The regularisations in hand, in an answer: amounts in cents as text, days as text. */
import { ApiProperty } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import type { RegularisationsInHand } from '#libs/statements/queries/find-regularisations.ts';

class RegularisedLineView {
  @ApiProperty({ example: 'CAPITATION' }) line!: string;
  @ApiProperty({ description: 'Centimes.', example: '-1855' }) amountCents!: string;
}

class MovedAmountView {
  @ApiProperty({ enum: ['INSTALMENT', 'STARTUP_CREDIT'], example: 'STARTUP_CREDIT' }) kind!: string;
  @ApiProperty({ description: 'Jour décidé.', example: '2023-05-31' }) from!: string;
  @ApiProperty({ description: 'Nouveau jour ; celui de l’approbation s’il est plus tard.', example: '2023-06-15' })
  to!: string;
  @ApiProperty({ description: 'Centimes.', example: '250000' }) amountCents!: string;
}

class RegularisationView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ type: String, nullable: true, example: 'PEPS' }) scheme!: string | null;
  @ApiProperty({ description: 'Rang de la régularisation dans sa période.', example: 1 }) number!: number;
  @ApiProperty({ description: 'Jour de connaissance.', example: '2024-08-31' }) knownOn!: string;
  @ApiProperty({ type: [RegularisedLineView] }) lines!: RegularisedLineView[];
  @ApiProperty({ description: 'Ce qui est dû un autre jour que décidé.', type: [MovedAmountView] })
  moves!: MovedAmountView[];
  @ApiProperty({ description: 'Centimes.', example: '-1855' }) totalCents!: string;
  @ApiProperty({ description: 'Qui l’a soumise ; null : préparée.', type: String, nullable: true, example: 'Alice' })
  submittedBy!: string | null;
}

export class RegularisationsView {
  @ApiProperty({ type: [RegularisationView] }) regularisations!: RegularisationView[];
  @ApiProperty({ description: 'Centimes.', example: '-1855' }) totalCents!: string;
  @ApiProperty({ description: 'Régularisations soumises.', example: 1 }) submitted!: number;
  @ApiProperty({
    description: 'Ce qu’une approbation en nombre demande (variance) ; null si rien n’est soumis.',
    type: String,
    nullable: true,
    example: 'ed68e34f0aa8',
  })
  code!: string | null;
  @ApiProperty({ description: 'Des régularisations soumises, en centimes.', example: '-1855' }) submittedCents!: string;
  @ApiProperty({
    description:
      'Ce qu’une soumission en nombre peut donner (variance) : ce qui a changé depuis est refusé ; null si rien n’est à soumettre.',
    type: String,
    nullable: true,
    example: '2b8befff3a39',
  })
  draftCode!: string | null;
  @ApiProperty({ description: 'Régularisations préparées qui peuvent être soumises maintenant.', example: 1 })
  drafts!: number;
  @ApiProperty({ description: 'De celles-là, en centimes.', example: '-1855' }) draftsCents!: string;
}

export function regularisationsView(found: RegularisationsInHand): RegularisationsView {
  return {
    regularisations: found.regularisations.map(({ proposal, totalCents, ...one }) => ({
      team: one.team,
      period: one.period,
      scheme: one.scheme ?? null,
      number: proposal.number,
      knownOn: dayText(proposal.pin.knownOn),
      lines: proposal.lines.map(({ line, amountCents }) => ({ line, amountCents: String(amountCents) })),
      moves: proposal.moves.map(({ kind, from, to, amountCents }) => ({
        kind,
        from: dayText(from),
        to: dayText(to),
        amountCents: String(amountCents),
      })),
      totalCents: String(totalCents),
      submittedBy: one.submittedBy ?? null,
    })),
    totalCents: String(found.totalCents),
    submitted: found.submitted,
    code: found.code ?? null,
    submittedCents: String(found.submittedCents),
    draftCode: found.draftCode ?? null,
    drafts: found.drafts,
    draftsCents: String(found.draftsCents),
  };
}
