/** Reads dossiers, and merges ids of one person. */
import { Module } from '@nestjs/common';
import { EnrolmentModule } from '#libs/enrolment/enrolment.module.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { DuplicatesController } from '#apps/api/patients/duplicates.controller.ts';
import { PatientsController } from '#apps/api/patients/patients.controller.ts';

@Module({ imports: [EnrolmentModule, StatementsModule], controllers: [DuplicatesController, PatientsController] })
export class PatientsModule {}
