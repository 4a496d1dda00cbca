/** Reading dossiers. */
import { Module } from '@nestjs/common';
import { PatientsController } from '#apps/api/patients/patients.controller.ts';

@Module({ controllers: [PatientsController] })
export class PatientsModule {}
