/** Letters that teams read: statements, regularisations, demands and the summary of a year. */
import { Module } from '@nestjs/common';
import { ListLettersHandler } from '#libs/letters/queries/list-letters.ts';
import { ArchiveLettersHandler } from '#libs/letters/queries/archive-letters.ts';
import { ReadDecisionLetterHandler } from '#libs/letters/queries/read-decision-letter.ts';
import { ReadDemandLetterHandler } from '#libs/letters/queries/read-demand-letter.ts';
import { ReadProvisionalLetterHandler } from '#libs/letters/queries/read-provisional-letter.ts';
import { ReadYearLetterHandler } from '#libs/letters/queries/read-year-letter.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';

@Module({
  imports: [StatementsModule, PaymentsModule],
  providers: [
    ListLettersHandler,
    ArchiveLettersHandler,
    ReadDecisionLetterHandler,
    ReadProvisionalLetterHandler,
    ReadDemandLetterHandler,
    ReadYearLetterHandler,
  ],
})
export class LettersModule {}
