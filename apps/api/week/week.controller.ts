/** `GET /todo`, `/variance` and `/regularisations`: the tasks of the operator, and the reports for an approver. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { canonical } from '#libs/commands/digest.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import { dayText } from '#libs/kernel/day.ts';
import { LISTED_STATEMENTS } from '#libs/statements/listed/listed-statements.ts';
import { FindRegularisations } from '#libs/statements/queries/find-regularisations.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { DEFAULT_MONTHS } from '#libs/week/completeness.ts';
import { FindTodo } from '#libs/week/queries/find-todo.ts';
import { FindVariance } from '#libs/week/queries/find-variance.ts';
import { groupedTask } from '#libs/words/texts/task-groups.ts';
import { varianceCsv } from '#libs/words/texts/variance-text.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import { Reads } from '#apps/api/http/after.ts';
import { quarterRange } from '#apps/api/http/fields.ts';
import { VARIES_BY_FORMAT, csvFormOfRequest, wantsCsv } from '#apps/api/http/listing.ts';
import { RegularisationsView, regularisationsView } from '#apps/api/week/regularisations.view.ts';
import { requestOf } from '#apps/api/week/next-step.ts';
import { TodoView } from '#apps/api/week/todo.view.ts';
import { VarianceView } from '#apps/api/week/variance.view.ts';
import { RegularisationsQuery, TodoQuery, VarianceQuery, varianceRequest } from '#apps/api/week/week.query.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

@ApiTags('week')
@Controller()
@Allow(...STAFF)
export class WeekController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get('todo')
  @Reads(STATEMENTS, LISTED_STATEMENTS, ROSTERS, IMPORTS, DOSSIERS)
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
    @Query() { asOf, months = DEFAULT_MONTHS, names = Infinity, completeness = 'true' }: TodoQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const day = knownDay(asOf);
    const found = await this.#queries.execute(new FindTodo({ asOf: day, stale: false, months }));
    void reply.type(JSON_TYPE);
    const tasks = found.tasks
      .map((task) => groupedTask(task))
      .map((task) => ({
        ...task,
        groups: task.groups.map((group) => ({ ...group, of: group.of.slice(0, names) })),
        next: [...new Set(task.next.map(requestOf))],
      }));
    return canonical({
      asOf: dayText(day),
      tasks,
      completeness: completeness === 'true' ? found.completeness : [],
    });
  }

  @Get('regularisations')
  @Reads(STATEMENTS, LISTED_STATEMENTS)
  @ApiOperation({
    operationId: 'listRegularisations',
    summary: 'Les régularisations préparées et soumises d’une plage, et le code qui approuve celles qui sont soumises.',
  })
  @ApiOkResponse({ description: 'Par période puis par équipe.', type: RegularisationsView })
  async regularisations(@Query() { from, to, team, scheme }: RegularisationsQuery): Promise<RegularisationsView> {
    const which = {
      range: quarterRange(from, to),
      ...(team === undefined ? {} : { team }),
      ...(scheme === undefined ? {} : { scheme }),
    };
    return regularisationsView(await this.#queries.execute(new FindRegularisations(which, knownDay(undefined))));
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
    @Query() query: VarianceQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const csv = wantsCsv(request);
    const asked = varianceRequest(query);
    const report = await this.#queries.execute(new FindVariance(asked));
    void reply.header('vary', VARIES_BY_FORMAT).type(csv ? 'text/csv; charset=utf-8' : JSON_TYPE);
    return csv ? varianceCsv(report, csvFormOfRequest(request)) : canonical(report);
  }
}
