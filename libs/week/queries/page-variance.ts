/** A page of the variance report: outliers first, the largest changes before the others. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { KeptAnswers } from '#libs/kernel/kept-answers.ts';
import { magnitude } from '#libs/kernel/magnitude.ts';
import { type Page, type PageRequest, pageAfter } from '#libs/kernel/page.ts';
import { compareText } from '#libs/kernel/text.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { fractionText } from '#libs/kernel/fraction.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { refuseUnknownSchemes } from '#libs/regulation/known-schemes.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { LISTED_STATEMENTS } from '#libs/statements/listed/listed-statements.ts';
import { teamsDueFor } from '#libs/week/teams-due.ts';
import { type TeamVariance, type VarianceReport, type VarianceRequest, variance } from '#libs/week/variance.ts';

interface VariancePage extends Page<TeamVariance> {
  readonly report: Omit<VarianceReport, 'teams'>;
  readonly teams: number;
  readonly outliers: number;
}

export class PageVariance extends Query<VariancePage> {
  readonly asked: VarianceRequest;
  readonly page: PageRequest;

  constructor(asked: VarianceRequest, page: PageRequest) {
    super();
    this.asked = asked;
    this.page = page;
  }
}

interface Sorted {
  readonly report: VarianceReport;
  readonly sorted: readonly (readonly [key: string, team: TeamVariance])[];
}

@QueryHandler(PageVariance)
export class PageVarianceHandler implements IQueryHandler<PageVariance> {
  readonly #stores: ServedStores;
  readonly #regulationInForce: RegulationInForce;
  /** The last report, which reads every statement of three periods: the same for all its pages. */
  readonly #last = new KeptAnswers<Sorted>(1);

  constructor(stores: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws NO_SUCH_SCHEME if the scheme is not in the regulation in force, PERIOD_NOT_CALCULATED. */
  async execute({ asked, page }: PageVariance): Promise<VariancePage> {
    const { regulation } = await this.#regulationInForce.current();
    if (asked.scheme !== undefined) refuseUnknownSchemes([asked.scheme], regulation);
    const { report, sorted } = await this.#report(asked, regulation);
    const { teams, ...head } = report;
    const outliers = teams.filter(({ outlier }) => outlier).length;
    return { ...(await pageAfter(page, sorted)), report: head, teams: teams.length, outliers };
  }

  async #report(asked: VarianceRequest, regulation: Regulation): Promise<Sorted> {
    const version = await this.#version();
    if (version === undefined) return this.#sorted(asked, regulation);
    const key = JSON.stringify([
      asked.period,
      asked.scheme ?? null,
      fractionText(asked.threshold),
      asked.asOf,
      (await ledgerOf(this.#stores.log)).exceptions.size,
      regulation.fingerprint,
      version,
    ]);
    return this.#last.get(key, () => this.#sorted(asked, regulation));
  }

  async #sorted(asked: VarianceRequest, regulation: Regulation): Promise<Sorted> {
    const due = await teamsDueFor(this.#stores, asked.period, regulation);
    const report = await variance(this.#stores, asked, due);
    const sorted = report.teams.map((team) => [rankOf(team), team] as const).sort(([a], [b]) => compareText(a, b));
    return { report, sorted };
  }

  /** Changes with any statement and any team; undefined while the log has unfolded events, because the report reads the log. */
  async #version(): Promise<string | undefined> {
    const { log, projections } = this.#stores;
    const folded = await Promise.all([LISTED_STATEMENTS, ROSTERS].map((one) => projections.served(one)));
    const end = await log.end();
    return folded.every(({ checkpoint: { position } }) => position === end)
      ? folded.map(({ checkpoint: { processed } }) => processed).join(' ')
      : undefined;
  }
}

/** Digits of an amount in cents. */
const DIGITS = 20;

/** The key that orders the teams of a report. */
function rankOf({ team, outlier, lines: [total] }: TeamVariance): string {
  const moved = [total?.previous, total?.yearBefore].map((one) => magnitude(one?.differenceCents ?? 0n));
  const most = moved.reduce((a, b) => (a > b ? a : b), 0n);
  return `${outlier ? 0 : 1}/${String(10n ** BigInt(DIGITS) - most).padStart(DIGITS + 1, '0')}/${team}`;
}
