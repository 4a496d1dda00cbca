/** `?team=` of a team that is not there is 404, on every route that has it: an empty list would hide a mistyped name. */
import { type ArgumentMetadata, Inject, Injectable, type PipeTransform } from '@nestjs/common';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { Problem } from '#apps/api/http/problem.ts';

@Injectable()
export class KnownTeamPipe implements PipeTransform {
  readonly #stores: ServedStores;
  /** A team that is there stays there. */
  readonly #known = new Set<string>();

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
  }

  /** After the shape was checked. Throws Problem. */
  transform(value: unknown, { type }: ArgumentMetadata): unknown {
    if (type !== 'query' || typeof value !== 'object' || value === null) return value;
    const { team } = value as { readonly team?: unknown };
    return typeof team === 'string' && !this.#known.has(team) ? this.#requireKnown(team, value) : value;
  }

  async #requireKnown(team: string, value: object): Promise<object> {
    if ((await this.#stores.log.readStream(`team-${team}`, { limit: 1 })).length === 0)
      throw new Problem(404, 'not-found', `il n’y a pas d’équipe ${team} ; /teams les montre`);
    this.#known.add(team);
    return value;
  }
}
