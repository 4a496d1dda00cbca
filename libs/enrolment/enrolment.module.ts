/** Enrolment: teams, their members and phases, patients and whom they declared. */
import { Module } from '@nestjs/common';

@Module({
  imports: [],
  providers: [],
  exports: [],
})
export class EnrolmentModule {}
