/** The summary of a year for a team. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Letter, Letterhead } from '#libs/letters/letter.ts';
import { yearOfTeam } from '#libs/letters/year.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { yearLetter } from '#libs/words/letters/year-letter.ts';

/** Undefined if nothing was decided for the year and nothing was paid in it. */
export class ReadYearLetter extends Query<Letter | undefined> {
  readonly team: string;
  readonly year: number;
  readonly letterhead: Letterhead;

  constructor(team: string, year: number, letterhead: Letterhead) {
    super();
    this.team = team;
    this.year = year;
    this.letterhead = letterhead;
  }
}

@QueryHandler(ReadYearLetter)
export class ReadYearLetterHandler implements IQueryHandler<ReadYearLetter> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ team, year, letterhead }: ReadYearLetter): Promise<Letter | undefined> {
    const found = await yearOfTeam(this.#stores.log, team, year);
    return found && yearLetter(found, letterhead);
  }
}
