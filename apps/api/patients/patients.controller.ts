/** `GET /patients/{pseudonym}`: the dossier of a patient, for the roles that record facts or audit. */
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { dayFromText } from '#libs/kernel/day.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { FindPatient } from '#libs/enrolment/queries/find-patient.ts';
import { Allow } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { KnownOnQuery } from '#apps/api/http/parameters.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { DossierView, dossierView } from '#apps/api/patients/dossier.view.ts';

@ApiTags('patients')
@Controller('patients')
export class PatientsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  /** A refusal names no patient, because it may be stored anywhere. */
  @Get(':pseudonym')
  @Allow('operator', 'auditor')
  @Reads(DOSSIERS)
  @ApiOperation({
    operationId: 'readPatient',
    summary: 'Le dossier d’un patient : toutes les versions de ses faits.',
  })
  @ApiParam({ name: 'pseudonym', example: 'P0000001' })
  @ApiOkResponse({ type: DossierView })
  async read(@Param('pseudonym') pseudonym: string, @Query() { knownOn }: KnownOnQuery): Promise<DossierView> {
    const dossier = await this.#queries.execute(new FindPatient(pseudonym));
    if (dossier === undefined)
      throw new Problem(404, 'not-found', 'ce patient n’est dans aucun fait enregistré ; vérifiez son pseudonyme');
    return dossierView(dossier, knownOn === undefined ? undefined : dayFromText(knownOn));
  }
}
