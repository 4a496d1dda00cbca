/** `GET /patients/{pseudonym}`: one patient's dossier, for who records facts and who audits. */
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { dayFromText } from '#libs/kernel/day.ts';
import { DOSSIERS, readDossier } from '#libs/enrolment/dossiers.ts';
import { Allow } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { KnownOnQuery } from '#apps/api/http/parameters.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { DossierView, dossierView } from '#apps/api/patients/dossier.view.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

@ApiTags('patients')
@Controller('patients')
export class PatientsController {
  readonly #stores: ServedStores;

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
  }

  /** What is refused names no patient: the answer to a mistake may be kept anywhere. */
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
    const text = (await (await this.#stores.readStore.serving(DOSSIERS)).get([pseudonym])).get(pseudonym);
    if (text === undefined)
      throw new Problem(404, 'not-found', 'ce patient n’est dans aucun fait enregistré ; vérifiez son pseudonyme');
    return dossierView(readDossier(text), knownOn === undefined ? undefined : dayFromText(knownOn));
  }
}
