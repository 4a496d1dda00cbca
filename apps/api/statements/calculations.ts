/** Finds the calculation of a route, or explains why it does not exist. */
import { dayInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { parsePeriod } from '#libs/kernel/period.ts';
import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { calculationName } from '#libs/statements/calculation/listing.ts';
import {
  type CalculationSought,
  FindCalculation,
  type PresentCalculation,
} from '#libs/statements/queries/find-calculation.ts';
import { type PageQuery, badCursor, keyOfCursor } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** The name of a calculation, and a rank in one of its lists. */
const CURSOR = /^[0-9a-f]{64}@\d{1,15}\/\d{9}$/;

/** The maximum of known-on days in a refusal. */
const SHOWN_DAYS = 10;

export function noCalculation({ team, period }: TeamPeriod): Problem {
  if (parsePeriod(period) === undefined)
    return new Problem(404, 'not-found', `« ${period} » n’est pas une période ; écrivez 2021-Q1, ou 2021 pour l’IPEP`);
  return new Problem(
    404,
    'not-found',
    `${team} n’a pas de calcul pour ${periodInFrench(period)} ; demandez-en un à /calculations`,
  );
}

function noCalculationKnown({ team, period, knownOn, isDecided }: CalculationSought, days: readonly string[]): Problem {
  if (isDecided === true)
    return new Problem(
      404,
      'not-found',
      `${team} n’a pas de décompte décidé pour ${periodInFrench(period)}${knownOn === undefined ? '' : `, connu au ${dayInFrench(knownOn)}`}`,
    );
  if (knownOn === undefined || days.length === 0) return noCalculation({ team, period });
  const [some, more] = [days.slice(0, SHOWN_DAYS).map(dayInFrench).join(', '), days.length > SHOWN_DAYS ? '…' : ''];
  const detail = `${team} n’a pas de calcul connu au ${dayInFrench(knownOn)} pour ${periodInFrench(period)} ; il y en a au ${some}${more}`;
  return new Problem(404, 'not-found', detail);
}

@Injectable()
export class Calculations {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  /** Gives the calculation, due or not. Throws Problem if it does not exist. */
  async any(sought: CalculationSought): Promise<CalculatedStatement> {
    const found = await this.#queries.execute(new FindCalculation(sought));
    if (found.status === 'unknown') throw noCalculationKnown(sought, found.knownDays);
    return found.calculated;
  }

  /** Gives the calculation of a statement that is due. Throws Problem. */
  async due(sought: CalculationSought): Promise<PresentCalculation> {
    const found = await this.#queries.execute(new FindCalculation(sought));
    if (found.status === 'unknown') throw noCalculationKnown(sought, found.knownDays);
    if (found.status === 'due') return found.calculated;
    const { team, period } = sought;
    throw new Problem(
      404,
      'not-found',
      `${team} n’a plus de décompte pour ${periodInFrench(period)} : l’équipe n’est plus dans l’expérimentation`,
    );
  }

  /** Gives the calculation with which a list of parts began, or the latest for a new list. Throws Problem. */
  async paged(
    of: TeamPeriod & Pick<CalculationSought, 'isDecided'>,
    query: PageQuery & { knownOn?: string },
    request: FastifyRequest,
  ): Promise<{ calculated: PresentCalculation; keyOf: (index: number) => string }> {
    const cursor = keyOfCursor(query, request);
    if (cursor !== '' && !CURSOR.test(cursor)) throw badCursor();
    const [name = ''] = cursor.split('/');
    const calculated = await this.due(name === '' ? { ...of, knownOn: query.knownOn } : { ...of, name });
    const prefix = `${calculationName(calculated)}/`;
    return { calculated, keyOf: (index) => prefix + String(index).padStart(9, '0') };
  }
}
