/** Reads dossiers. */
import { Module } from '@nestjs/common';
import { EnrolmentModule } from '#libs/enrolment/enrolment.module.ts';
import { PatientsController } from '#apps/api/patients/patients.controller.ts';

@Module({ imports: [EnrolmentModule], controllers: [PatientsController] })
export class PatientsModule {}
