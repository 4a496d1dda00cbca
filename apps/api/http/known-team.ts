/**
 * A request that names an unknown team in its address, its query or its body gets 404. An empty list, or a missing statement, would hide a
 * mistyped name.
 */
import { type ArgumentMetadata, Inject, Injectable, type PipeTransform } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { CheckTeam } from '#libs/enrolment/queries/check-team.ts';
import { Problem } from '#apps/api/http/problem.ts';

const OF_ANY_TEAM = Symbol('of any team');

/** The `team` of the class may be an unrecorded one. */
export function OfAnyTeam(): ClassDecorator {
  return (target) => {
    Reflect.defineMetadata(OF_ANY_TEAM, true, target);
  };
}

export function unknownTeamProblem(team: string): Problem {
  return new Problem(404, 'not-found', `il n’y a pas d’équipe ${team} ; /teams les montre`);
}

@Injectable()
export class KnownTeamPipe implements PipeTransform {
  readonly #queries: QueryBus;
  /** A team that is there stays there. */
  readonly #known = new Set<string>();

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  /** Runs after the check of the shape. Throws Problem. */
  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    const team = teamIn(value, metadata);
    return team === undefined || this.#known.has(team) ? value : this.#requireKnown(team, value);
  }

  async #requireKnown(team: string, value: unknown): Promise<unknown> {
    const check = await this.#queries.execute(new CheckTeam(team));
    if (check === 'unknown') throw unknownTeamProblem(team);
    if (check === 'recorded') this.#known.add(team);
    return value;
  }
}

function teamIn(value: unknown, { type, data, metatype }: ArgumentMetadata): string | undefined {
  if (type === 'param' && data === 'team') return value as string;
  if (type === 'custom' || typeof value !== 'object' || value === null) return undefined;
  if (metatype !== undefined && Reflect.getMetadata(OF_ANY_TEAM, metatype) === true) return undefined;
  const { team } = value as { readonly team?: unknown };
  return typeof team === 'string' ? team : undefined;
}
