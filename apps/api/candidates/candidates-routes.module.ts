/** Candidates over HTTP. */
import { Module } from '@nestjs/common';
import { CandidatesModule } from '#libs/candidates/candidates.module.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { CandidatesController } from '#apps/api/candidates/candidates.controller.ts';

@Module({ imports: [CandidatesModule, StatementsModule], controllers: [CandidatesController] })
export class CandidatesRoutesModule {}
