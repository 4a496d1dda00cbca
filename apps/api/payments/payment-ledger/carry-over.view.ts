/** The effect of carrying former ledgers over, in an answer: amounts in cents as text. */
import { ApiProperty } from '@nestjs/swagger';
import { optionalDayText } from '#libs/kernel/day.ts';
import type { CarryOverProgress as CarryOver } from '#libs/payments/ledger/queries/read-carry-over.ts';

class FormerLedgerView {
  @ApiProperty({ example: 'FIR-2025' }) envelope!: string;
  @ApiProperty({ description: 'Événements.', example: 1204 }) events!: number;
}

class ApartView {
  @ApiProperty({ enum: ['decision', 'run', 'payment', 'exception'], example: 'run' }) kind!: string;
  @ApiProperty({ example: '2026-W05' }) id!: string;
  @ApiProperty({ example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({ description: 'L’enveloppe qui garde cet identifiant.', example: 'FIR-2025' }) keptBy!: string;
  @ApiProperty({ description: 'L’autre le devient.', example: '2026-W05-FIR-2026' }) as!: string;
}

class FundedTwiceView {
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
  @ApiProperty({ example: 'FIR-2025' }) envelope!: string;
  @ApiProperty({ example: 'FIR-2026' }) alsoBy!: string;
  @ApiProperty({ description: 'null : depuis le début.', example: null, type: String, nullable: true })
  from!: string | null;
}

class CarriedBalanceView {
  @ApiProperty({ example: 'FIR-2025' }) envelope!: string;
  @ApiProperty({ description: 'Sorte de compte.', example: 'due' }) kind!: string;
  @ApiProperty({ description: 'Centimes.', example: '-253351' }) beforeCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '-253351' }) afterCents!: string;
}

export class CarryOverView {
  @ApiProperty({ description: 'Pour le confirmer, dans If-Match ou code.', example: '3f0a9c41de' }) code!: string;
  @ApiProperty({ example: false }) isDone!: boolean;
  @ApiProperty({ description: 'Événements déjà repris.', example: 0 }) carried!: number;
  @ApiProperty({ type: [FormerLedgerView] }) streams!: FormerLedgerView[];
  @ApiProperty({
    description:
      'Ce qu’un ancien programme a écrit depuis la reprise : ce n’est pas dans le livre des paiements, et plus rien n’y est changé.',
    type: [FormerLedgerView],
  })
  later!: FormerLedgerView[];
  @ApiProperty({ description: 'Ce que deux enveloppes ont sous un même nom.', type: [ApartView] }) apart!: ApartView[];
  @ApiProperty({ type: [FundedTwiceView] }) fundedTwice!: FundedTwiceView[];
  @ApiProperty({ type: [CarriedBalanceView] }) balances!: CarriedBalanceView[];
}

export function carryOverView({ streams, later, apart, fundedTwice, balances, ...of }: CarryOver): CarryOverView {
  return {
    ...of,
    streams: streams.map((one) => ({ ...one })),
    later: later.map((one) => ({ ...one })),
    apart: apart.map((one) => ({ ...one })),
    fundedTwice: fundedTwice.map((one) => ({ ...one, from: optionalDayText(one.from) })),
    balances: balances.map(({ envelope, kind, beforeCents, afterCents }) => ({
      envelope,
      kind,
      beforeCents: String(beforeCents),
      afterCents: String(afterCents),
    })),
  };
}
