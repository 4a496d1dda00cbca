/** Statements: what was calculated, and what people decide of it. */
import { Module } from '@nestjs/common';

@Module({
  imports: [],
  providers: [],
  exports: [],
})
export class StatementsModule {}
