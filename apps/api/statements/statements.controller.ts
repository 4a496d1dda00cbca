/** `GET /statements/{team}/{period}`. */
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { latestStatement } from '#libs/calculation/latest.ts';
import { STATEMENTS, statementText } from '#libs/statements/statement-events.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { KnownOnQuery } from '#apps/api/http/parameters.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { ServedStores } from '#apps/api/stores/stores.module.ts';

@ApiTags('statements')
@Controller('statements')
export class StatementsController {
  readonly #stores: ServedStores;

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
  }

  @Get(':team/:period')
  @Allow(...STAFF, 'team', 'service')
  @Reads(STATEMENTS)
  async statement(
    @Param('team') team: string,
    @Param('period') period: string,
    @Query() { knownOn }: KnownOnQuery,
  ): Promise<object> {
    const found = await latestStatement(this.#stores, team, period, knownOn);
    if (found === undefined)
      throw new Problem(404, 'not-found', `${team} n’a pas de calcul pour ${period} ; demandez-en un à /calculations`);
    return JSON.parse(statementText(found)) as object;
  }
}
