/** Answers about payments that people type, instead of a file of the bank. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { dayFromText } from '#libs/kernel/day.ts';
import { TYPED_OUTCOMES, type TypedEntry } from '#libs/payments/ledger/answer-events.ts';
import type { AnswerAsked } from '#libs/payments/ledger/rules/type-answer.ts';
import { END_TO_END_ID } from '#apps/api/payments/runs/payment-read.view.ts';
import { IsCents, IsListOf, IsName, ReasonDto } from '#apps/api/http/fields.ts';
import { IsDay } from '#apps/api/http/parameters.ts';

const ENTRIES_MAX = 500;

class TypedEntryDto {
  @ApiProperty({ description: 'Identifiant de bout en bout.', example: 'DCPT58B9E5F1A6C6199A711CAF7C' })
  @IsString({ message: 'endToEndId est un texte' })
  @Matches(END_TO_END_ID, {
    message: 'endToEndId est la référence d’un paiement, telle que la campagne la montre : 35 caractères au plus',
  })
  endToEndId!: string;

  @ApiProperty({
    description:
      'EXECUTED : payé. REJECTED : refusé avant le débit. RETURNED : revenu. RELEASED : encore à la banque. EXECUTED_TWICE : débité deux fois, l’équipe en doit un.',
    enum: TYPED_OUTCOMES,
    example: 'RELEASED',
  })
  @IsIn(TYPED_OUTCOMES, { message: `outcome vient de ${TYPED_OUTCOMES.join(', ')}` })
  outcome!: TypedEntry['outcome'];

  @ApiProperty({ description: 'Jour de la banque.', example: '2026-02-02' })
  @IsDay()
  day!: string;

  @ApiProperty({ description: 'Centimes, tels que libérés.', example: '7437' })
  @IsCents()
  amountCents!: string;

  @ApiPropertyOptional({ description: 'Motif de la banque.', example: 'AC04' })
  @IsOptional()
  @IsString({ message: 'reason est un texte' })
  @Matches(/^\P{C}+$/u, { message: 'reason a des caractères qui ne s’écrivent pas ; ôtez-les' })
  @MaxLength(140, { message: 'reason a plus de 140 caractères' })
  reason?: string;
}

export class TypedAnswerDto extends ReasonDto {
  @ApiProperty({ description: 'Nom de la réponse, neuf.', example: 'correction-1' })
  @IsName()
  answer!: string;

  @ApiProperty({ type: [TypedEntryDto] })
  @IsArray({ message: 'entries est une liste' })
  @ArrayMinSize(1, { message: 'entries a un paiement au moins' })
  @ArrayMaxSize(ENTRIES_MAX, { message: `entries a plus de ${ENTRIES_MAX} paiements` })
  @IsListOf(() => TypedEntryDto, 'entries est une liste de paiements')
  entries!: TypedEntryDto[];
}

export function typedAnswerOf({ answer, entries, reason }: TypedAnswerDto): AnswerAsked {
  return {
    answer,
    reason,
    entries: entries.map((entry) => ({
      endToEndId: entry.endToEndId,
      outcome: entry.outcome,
      day: dayFromText(entry.day),
      amountCents: BigInt(entry.amountCents),
      reason: entry.reason ?? null,
    })),
  };
}
