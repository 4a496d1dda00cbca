/** Finds the followed indicators of every team, by team and year, for one CSV. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { type Team, resultKey, rowOn, teamsAsKnown } from '#libs/enrolment/teams.ts';
import { type Knowledge, inForce } from '#libs/enrolment/versions.ts';
import type { Day } from '#libs/kernel/day.ts';
import { KeptAnswers } from '#libs/kernel/kept-answers.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type RatedYears, ratedYears } from '#libs/quality/rated-years.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { refuseUnknownSchemes } from '#libs/regulation/known-schemes.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { POSTINGS_STORE } from '#libs/statements/calculation/postings.ts';
import { SUMS_STORE, summingWith, sumsToRead } from '#libs/statements/calculation/sums-kept.ts';
import { type FollowedIndicator, followedIndicators } from '#libs/statements/indicators/followed.ts';
import { rangeOfScores } from '#libs/statements/indicators/range-of-scores.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';

export interface TeamIndicator {
  readonly team: string;
  readonly teamName: string;
  readonly scheme: string;
  readonly followed: FollowedIndicator;
}

interface IndicatorsAsked {
  readonly knownOn: Day;
  readonly scheme?: string | undefined;
  readonly year?: number | undefined;
}

/** Ordered by team and year, then as in the regulation. */
export class FindIndicators extends Query<readonly TeamIndicator[]> {
  readonly asked: IndicatorsAsked;

  constructor(asked: IndicatorsAsked) {
    super();
    this.asked = asked;
  }
}

/** Maximum number of whole lists in memory, each with its sums, so that all pages and filters of a list share one calculation. */
const MAX_LISTS = 2;

@QueryHandler(FindIndicators)
export class FindIndicatorsHandler implements IQueryHandler<FindIndicators> {
  readonly #stores: Stores;
  readonly #served: ServedStores;
  readonly #regulationInForce: RegulationInForce;
  readonly #lists = new KeptAnswers<readonly TeamIndicator[]>(MAX_LISTS);

  constructor(stores: Stores, served: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#served = served;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws NO_SUCH_SCHEME if the scheme is not in the regulation in force. */
  async execute({ asked: { knownOn, scheme, year } }: FindIndicators): Promise<readonly TeamIndicator[]> {
    if (scheme !== undefined) refuseUnknownSchemes([scheme], (await this.#regulationInForce.current()).regulation);
    const all = await this.#all(knownOn);
    return all.filter(
      (one) => (scheme === undefined || one.scheme === scheme) && (year === undefined || one.followed.year === year),
    );
  }

  async #all(day: Day): Promise<readonly TeamIndicator[]> {
    // Before the documents: sums of another build are never kept under the number of a later one.
    const build = await this.#stores.readStore.buildOf(DOSSIERS);
    const rosters = await this.#served.projections.documents(ROSTERS);
    const dossiers = await this.#served.projections.documents(DOSSIERS);
    const [ofRosters, ofDossiers] = [await rosters.checkpoint(), await dossiers.checkpoint()];
    const known = { day, position: Math.min(ofRosters.position, ofDossiers.position) };
    const { regulation } = await this.#regulationInForce.current();
    const key = JSON.stringify([known, regulation.fingerprint]);
    return this.#lists.get(key, () => this.#calculated({ rosters, dossiers, build }, known, regulation));
  }

  /** From the sums of the last calculation where they hold, so that only the patients touched since are read. */
  async #calculated(served: Served, known: Knowledge, regulation: Regulation): Promise<readonly TeamIndicator[]> {
    const { log, readStore } = this.#stores;
    const rosters = await rosterDocuments(served.rosters);
    const { byId } = teamsAsKnown(rosters.teams, known, regulation);
    const thresholds = inForce(rosters.thresholds, resultKey, known);
    const turns = new Turns();
    const rated: (readonly [Team, RatedYears])[] = [];
    for (const team of byId.values()) {
      rated.push([team, ratedYears(team, thresholds, regulation)]);
      if (turns.isOver) await turns.next();
    }
    const inputs = {
      rosters,
      known,
      regulation,
      rules: CURRENT_RULES,
      dossiers: served.dossiers,
      build: served.build,
      range: rangeOfScores(rated, known.day),
    };
    const kept = { sums: await readStore.scratch(SUMS_STORE), postings: await readStore.scratch(POSTINGS_STORE) };
    const { frame, sums } = await sumsToRead(inputs, log, kept, summingWith(this.#stores));
    return rated
      .toSorted(([a], [b]) => compareText(a.id, b.id))
      .flatMap(([team, years]) => {
        // The team of the frame, because its sums belong to it.
        const own = frame.teams.byId.get(team.id) ?? team;
        return followedIndicators(years, { team: own, frame, sums }).map((followed) =>
          teamIndicator(own, followed, known.day),
        );
      });
  }
}

interface Served {
  readonly rosters: Documents;
  readonly dossiers: Documents;
  /** Of the dossiers. */
  readonly build: number;
}

function teamIndicator(team: Team, followed: FollowedIndicator, day: Day): TeamIndicator {
  const row = rowOn(team, day) ?? team.rows[0];
  return { team: team.id, teamName: row?.name ?? '', scheme: team.scheme.name, followed };
}
