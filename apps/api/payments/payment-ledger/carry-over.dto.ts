/** The commands on the remains of former ledgers. */
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { ReasonDto } from '#apps/api/http/fields.ts';

export class UndoDto extends ReasonDto {
  @ApiProperty({
    description:
      'La décision tenue à part, par son nom dans le livre des paiements (GET /payment-ledger/carry-over, as).',
    example: 'statement-PEPS-01-2026-Q1@3~FIR-2027',
  })
  // A team and an envelope have 64 characters each; a period, and a number that tells two apart, come on top.
  @Matches(/^statement-\P{C}{1,80}@\d{1,9}~\P{C}{1,80}$/u, {
    message: 'decision est le nom que donne GET /payment-ledger/carry-over (as) à une décision tenue à part',
  })
  decision!: string;
}
