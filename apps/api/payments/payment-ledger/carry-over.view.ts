/** The effect of carrying former ledgers over, in an answer: amounts in cents as text. */
import { ApiProperty } from '@nestjs/swagger';
import { optionalDayText } from '#libs/kernel/day.ts';
import {
  CARRY_OVER_SUBJECTS,
  type CarryOverContradiction,
  type CarriedSubject,
} from '#libs/payments/ledger/carry-over/contradiction.ts';
import type { CarryOverProgress as CarryOver } from '#libs/payments/ledger/queries/read-carry-over.ts';
import { contradictionText } from '#libs/words/texts/carry-over.ts';

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

class ContradictionView {
  @ApiProperty({ enum: CARRY_OVER_SUBJECTS, example: 'item' }) kind!: CarriedSubject['kind'];
  @ApiProperty({ description: 'Ce que les deux ont changé.', example: 'statement-PEPS-01-2025-Q4@3#1' }) id!: string;
  @ApiProperty({ example: 'FIR-2025' }) envelope!: string;
  @ApiProperty({ description: 'Événement de l’ancien programme.', example: 178841 }) position!: number;
  @ApiProperty({ description: 'Événement du livre des paiements.', example: 178830 }) since!: number;
  @ApiProperty({ description: 'Une phrase, pour une personne.' }) detail!: string;
}

export class CarryOverView {
  @ApiProperty({ description: 'Pour le confirmer, dans If-Match ou code.', example: '3f0a9c41de' }) code!: string;
  @ApiProperty({ example: false }) isDone!: boolean;
  @ApiProperty({ description: 'Événements déjà repris.', example: 0 }) carried!: number;
  @ApiProperty({ type: [FormerLedgerView] }) streams!: FormerLedgerView[];
  @ApiProperty({
    description:
      'Ce qu’un ancien programme a écrit depuis, à reprendre aussi : ce n’est pas dans le livre des paiements, et plus rien n’y est changé d’ici là.',
    type: [FormerLedgerView],
  })
  later!: FormerLedgerView[];
  @ApiProperty({
    description: 'Ce qui y contredit le livre des paiements, qui a changé la même chose : rien n’est alors repris.',
    type: [ContradictionView],
  })
  contradictions!: ContradictionView[];
  @ApiProperty({ description: 'Ce que deux enveloppes ont sous un même nom.', type: [ApartView] }) apart!: ApartView[];
  @ApiProperty({ type: [FundedTwiceView] }) fundedTwice!: FundedTwiceView[];
  @ApiProperty({ type: [CarriedBalanceView] }) balances!: CarriedBalanceView[];
}

export function carryOverView(found: CarryOver): CarryOverView {
  const { streams, later, apart, contradictions, fundedTwice, balances, ...of } = found;
  return {
    ...of,
    contradictions: contradictions.map(contradictionView),
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

function contradictionView(one: CarryOverContradiction): ContradictionView {
  const { kind, id, envelope, position, since } = one;
  return { kind, id, envelope, position, since: since.position, detail: contradictionText(one) };
}
