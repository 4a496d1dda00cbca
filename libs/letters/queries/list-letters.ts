/** Lists the letters of all decisions of a period: typesets each once, for its digest. It stores no letter. */
import { setImmediate } from 'node:timers/promises';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { allDecided } from '#libs/letters/decided.ts';
import { decisionFile } from '#libs/letters/file-name.ts';
import type { LetterList, ListedLetter } from '#libs/letters/letter-list.ts';
import type { Letterhead } from '#libs/letters/letter.ts';
import { letterPdf } from '#libs/letters/pdf.ts';
import { decisionLetter } from '#libs/letters/queries/read-decision-letter.ts';
import { refused } from '#libs/letters/refusals.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { STATEMENTS, latestKey } from '#libs/statements/statements-projection.ts';

export class ListLetters extends Query<LetterList> {
  readonly period: string;
  readonly letterhead: Letterhead;
  /** Called with the number of finished teams and of all. An error that it throws stops the work. */
  readonly onProgress: (done: number, total: number) => void;

  constructor(period: string, letterhead: Letterhead, onProgress: (done: number, total: number) => void) {
    super();
    this.period = period;
    this.letterhead = letterhead;
    this.onProgress = onProgress;
  }
}

@QueryHandler(ListLetters)
export class ListLettersHandler implements IQueryHandler<ListLetters> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws NO_LETTERS, and the errors of `onProgress`. */
  async execute({ period, letterhead, onProgress }: ListLetters): Promise<LetterList> {
    const teams = await teamsOf(this.#stores, period);
    const letters: ListedLetter[] = [];
    for (const [done, team] of teams.entries()) {
      onProgress(done, teams.length);
      letters.push(...(await lettersOf(this.#stores, { team, period }, letterhead)));
      // Setting letters keeps the processor: heartbeats and requests get their turn.
      await setImmediate();
    }
    onProgress(teams.length, teams.length);
    if (letters.length === 0) throw refused('NO_LETTERS', { period });
    return { period, letterhead, letters };
  }
}

/** The teams with a calculation of the period, by code. */
async function teamsOf({ projections }: QueryStores, period: string): Promise<readonly string[]> {
  const documents = await projections.documents(STATEMENTS);
  const prefix = latestKey('', period);
  const teams: string[] = [];
  for await (const batch of documents.scan(prefix)) for (const [key] of batch) teams.push(key.slice(prefix.length));
  return teams;
}

async function lettersOf(stores: QueryStores, of: TeamPeriod, letterhead: Letterhead): Promise<ListedLetter[]> {
  const decided = await allDecided(stores.log, of);
  const letters: ListedLetter[] = [];
  for (const [index, one] of decided.entries()) {
    const { number } = one.decision;
    const letter = await decisionLetter(stores, { ...of, ...one, before: decided.slice(0, index) }, letterhead);
    const { bytes, digest } = await letterPdf(letter);
    letters.push({ ...of, number, file: decisionFile(of, number), bytes: bytes.length, digest });
  }
  return letters;
}
