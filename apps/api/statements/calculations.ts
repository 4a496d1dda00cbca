/** Finds the calculation that a route is about. */
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { calculationName, calculationNamed, knownDays } from '#libs/statements/calculation/listing.ts';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { type PageQuery, badCursor, keyOfCursor } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** The name of a calculation, and a rank in one of its lists. */
const CURSOR = /^[0-9a-f]{64}@\d{1,15}\/\d{9}$/;

/** Days of knowledge that a refusal names. */
const SHOWN_DAYS = 10;

export interface PresentCalculation extends CalculatedStatement {
  readonly statement: Statement;
}

export function noCalculation(team: string, period: string): Problem {
  return new Problem(404, 'not-found', `${team} n’a pas de calcul pour ${period} ; demandez-en un à /calculations`);
}

/** There is none, or none of that day of knowledge; the days that there are, the last ones first. */
export async function noCalculationKnown(
  log: EventStore,
  team: string,
  period: string,
  knownOn: string | undefined,
): Promise<Problem> {
  // A calculation of that very day may be in the log and not be read yet.
  const days = knownOn === undefined ? [] : (await knownDays(log, team, period)).filter((day) => day !== knownOn);
  if (knownOn === undefined || days.length === 0) return noCalculation(team, period);
  const [some, more] = [days.slice(0, SHOWN_DAYS).join(', '), days.length > SHOWN_DAYS ? '…' : ''];
  const detail = `${team} n’a pas de calcul connu au ${knownOn} pour ${period} ; il y en a au ${some}${more}`;
  return new Problem(404, 'not-found', detail);
}

@Injectable()
export class Calculations {
  readonly #stores: ServedStores;

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
  }

  /** The latest, in all or as known on a day. Throws Problem. */
  async latest(team: string, period: string, knownOn: string | undefined): Promise<PresentCalculation> {
    const found = await latestStatement(this.#stores, team, period, knownOn);
    if (found === undefined) throw await noCalculationKnown(this.#stores.log, team, period, knownOn);
    return present(found, team, period);
  }

  /** The one that a list of its parts was begun with, whatever was calculated since; the latest at the beginning. Throws Problem. */
  async paged(
    team: string,
    period: string,
    query: PageQuery & { knownOn?: string },
    request: FastifyRequest,
  ): Promise<{ calculated: PresentCalculation; keyOf: (index: number) => string }> {
    const cursor = keyOfCursor(query, request);
    if (cursor !== '' && !CURSOR.test(cursor)) throw badCursor();
    const [name = ''] = cursor.split('/');
    const calculated =
      name === ''
        ? await this.latest(team, period, query.knownOn)
        : present(await calculationNamed(this.#stores.log, team, period, name), team, period);
    const prefix = `${calculationName(calculated)}/`;
    return { calculated, keyOf: (index) => prefix + String(index).padStart(9, '0') };
  }

  /** What was folded must hold all that the calculation has seen, for its inputs to be found again. Throws Problem. */
  async awaitInputs({ pin: { position } }: PresentCalculation): Promise<void> {
    for (const projection of [ROSTERS, DOSSIERS]) {
      const reached = (await (await this.#stores.projections.documents(projection)).checkpoint()).position;
      if (reached < position)
        throw new Problem(503, 'unavailable', `la lecture en est à la position ${reached}, pas encore à ${position}`, {
          headers: { 'retry-after': '1' },
        });
    }
  }
}

function present(calculated: CalculatedStatement | undefined, team: string, period: string): PresentCalculation {
  if (calculated === undefined) throw noCalculation(team, period);
  const { statement } = calculated;
  if (statement === null)
    throw new Problem(
      404,
      'not-found',
      `${team} n’a plus de décompte pour ${period} : l’équipe n’est plus dans l’expérimentation`,
    );
  return { ...calculated, statement };
}
