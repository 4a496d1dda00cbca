/** `GET /statements/{team}/{period}`. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { latestStatement } from '#libs/calculation/latest.ts';
import { STATEMENTS, statementText } from '#libs/statements/statement-events.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { KnownOnQuery } from '#apps/api/http/parameters.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { ServedTexts } from '#apps/api/http/served-text.ts';
import { ServedStores } from '#apps/api/stores/stores.module.ts';

@ApiTags('statements')
@Controller('statements')
export class StatementsController {
  readonly #stores: ServedStores;
  readonly #texts: ServedTexts;

  constructor(@Inject(ServedStores) stores: ServedStores, @Inject(ServedTexts) texts: ServedTexts) {
    this.#stores = stores;
    this.#texts = texts;
  }

  @Get(':team/:period')
  @Allow(...STAFF, 'team', 'service')
  @Reads(STATEMENTS)
  statement(
    @Param('team') team: string,
    @Param('period') period: string,
    @Query() { knownOn }: KnownOnQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const key = JSON.stringify([team, period, knownOn]);
    const make = (): Promise<string> => this.#text(team, period, knownOn);
    return this.#texts.send({ projection: STATEMENTS, key, make }, request, reply);
  }

  async #text(team: string, period: string, knownOn: string | undefined): Promise<string> {
    const found = await latestStatement(this.#stores, team, period, knownOn);
    if (found === undefined)
      throw new Problem(404, 'not-found', `${team} n’a pas de calcul pour ${period} ; demandez-en un à /calculations`);
    return statementText(found);
  }
}
