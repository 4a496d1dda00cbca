/** Intake: files and single facts that come in, and the rows of them that were set aside. */
import { Module } from '@nestjs/common';

@Module({
  imports: [],
  providers: [],
  exports: [],
})
export class IntakeModule {}
