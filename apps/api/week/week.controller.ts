/** `GET /todo` and `GET /variance`: the week of an operator, and what an approver looks at before he approves. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { canonical } from '#libs/commands/digest.ts';
import { DOSSIERS } from '#libs/enrolment/dossier.ts';
import { ROSTERS } from '#libs/enrolment/roster.ts';
import { IMPORTS } from '#libs/intake/import-events.ts';
import { dayText } from '#libs/kernel/day.ts';
import { fractionFromText } from '#libs/kernel/fraction.ts';
import { refuseUnknownSchemes } from '#libs/payments/ledger/envelopes.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { todo } from '#libs/week/todo.ts';
import { variance } from '#libs/week/variance.ts';
import { varianceCsv } from '#libs/week/variance-text.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import { Reads } from '#apps/api/http/after.ts';
import { VARIES_BY_FORMAT, wantsCsv } from '#apps/api/http/listing.ts';
import { RegulationInForce, ServedStores } from '#apps/api/stores/stores.module.ts';
import { TodoView } from '#apps/api/week/todo.view.ts';
import { VarianceView } from '#apps/api/week/variance.view.ts';
import { TodoQuery, VarianceQuery } from '#apps/api/week/week.query.ts';

const DEFAULT_MONTHS = 12;
const DEFAULT_THRESHOLD = '20';
const JSON_TYPE = 'application/json; charset=utf-8';

@ApiTags('week')
@Controller()
@Allow(...STAFF)
export class WeekController {
  readonly #stores: ServedStores;
  readonly #regulation: RegulationInForce;
  /** The last list of what to do, which reads every dossier: the same as long as the log and the question are. */
  #last: { readonly key: string; readonly text: Promise<string> } | undefined;

  constructor(@Inject(ServedStores) stores: ServedStores, @Inject(RegulationInForce) regulation: RegulationInForce) {
    this.#stores = stores;
    this.#regulation = regulation;
  }

  @Get('todo')
  @Reads(STATEMENTS, ROSTERS, IMPORTS, DOSSIERS)
  @ApiOperation({
    operationId: 'readTodo',
    summary: 'Ce qu’il y a à faire, dans l’ordre où une semaine le fait.',
    description: 'Ce qu’un nouveau calcul changerait n’est pas cherché : c’est un calcul.',
  })
  @ApiOkResponse({
    description: 'Tâches et complétude des actes par équipe et mois.',
    type: TodoView,
  })
  async todo(
    @Query() { asOf, months = DEFAULT_MONTHS }: TodoQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const day = knownDay(asOf);
    const key = JSON.stringify([day, months, await this.#folded()]);
    const text = this.#last?.key === key ? this.#last.text : this.#todo(day, months);
    this.#last = { key, text };
    // What failed is asked for again by who comes next.
    text.catch(() => (this.#last = undefined));
    void reply.type(JSON_TYPE);
    return text;
  }

  async #todo(asOf: number, months: number): Promise<string> {
    const { regulation } = await this.#regulation.current();
    const found = await todo(this.#stores, { asOf, regulation, stale: false, months });
    return canonical({ asOf: dayText(asOf), ...found });
  }

  /** Where the log and what it is made from stand. */
  async #folded(): Promise<readonly number[]> {
    const { log, readStore } = this.#stores;
    const positions = [await log.end()];
    for (const projection of [STATEMENTS, ROSTERS, IMPORTS, DOSSIERS])
      positions.push((await (await readStore.serving(projection)).checkpoint()).position);
    return positions;
  }

  @Get('variance')
  @Reads(STATEMENTS)
  @ApiOperation({
    operationId: 'readVariance',
    summary: 'Les écarts d’une période, et le code qu’une approbation en nombre demande.',
  })
  @ApiExtraModels(VarianceView)
  @ApiOkResponse({
    description: 'En JSON, ou en CSV avec Accept: text/csv.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(VarianceView) } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  async variance(
    @Query() { period, scheme, threshold = DEFAULT_THRESHOLD }: VarianceQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const csv = wantsCsv(request);
    if (scheme !== undefined) refuseUnknownSchemes([scheme], (await this.#regulation.current()).regulation);
    const report = await variance(this.#stores, {
      period,
      threshold: fractionFromText(threshold),
      ...(scheme === undefined ? {} : { scheme }),
    });
    void reply.header('vary', VARIES_BY_FORMAT).type(csv ? 'text/csv; charset=utf-8' : JSON_TYPE);
    return csv ? varianceCsv(report) : canonical(report);
  }
}
