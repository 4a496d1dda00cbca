/** Enrolment: teams, their members and phases; patients and their treating doctors. */
import { Module } from '@nestjs/common';
import { FindPatientHandler } from '#libs/enrolment/queries/find-patient.ts';
import { FindTeamHandler } from '#libs/enrolment/queries/find-team.ts';
import { FindTeamsHandler } from '#libs/enrolment/queries/find-teams.ts';

@Module({ providers: [FindPatientHandler, FindTeamHandler, FindTeamsHandler] })
export class EnrolmentModule {}
