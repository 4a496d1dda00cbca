/** Finds the figures of an experiment by scheme and period, and the published ones. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import { type Day, type Quarter, dayText } from '#libs/kernel/day.ts';
import { KeptAnswers } from '#libs/kernel/kept-answers.ts';
import { type QuarterRange, periodFromText, rangeOfPeriods } from '#libs/kernel/period.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { type Movements, PatientMovements } from '#libs/monitoring/movements.ts';
import {
  type MonitoredStatement,
  type SchemePeriod,
  monitoredStatement,
  schemePeriods,
} from '#libs/monitoring/scheme-periods.ts';
import { refuseUnknownSchemes } from '#libs/regulation/known-schemes.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { statementKey } from '#libs/statements/calculated-statement.ts';
import { listedCalculations } from '#libs/statements/calculation/listing.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { LISTED_STATEMENTS, listedStatements } from '#libs/statements/listed/listed-statements.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';

interface MonitoringAsked {
  /** Teams and patients as known on this day; calculations too if `isOfDay`, otherwise the latest. */
  readonly knownOn: Day;
  readonly isOfDay: boolean;
  readonly scheme?: string | undefined;
  readonly from?: Quarter | undefined;
  readonly to?: Quarter | undefined;
  /** Whether patients who came and left are counted: this needs a reading of all dossiers. */
  readonly withMovements: boolean;
}

export interface Monitoring {
  readonly periods: readonly SchemePeriod[];
  /** Undefined unless requested. */
  readonly movements: Movements | undefined;
}

export class FindMonitoring extends Query<Monitoring> {
  readonly asked: MonitoringAsked;

  constructor(asked: MonitoringAsked) {
    super();
    this.asked = asked;
  }
}

const STATEMENTS_AT_A_TIME = 200;
/** Number of cached answers: the pages of a list, and the published figures beside it, read the statements once. */
const MAX_KEPT = 8;

@QueryHandler(FindMonitoring)
export class FindMonitoringHandler implements IQueryHandler<FindMonitoring> {
  readonly #stores: ServedStores;
  readonly #regulationInForce: RegulationInForce;
  readonly #kept = new KeptAnswers<Monitoring>(MAX_KEPT);

  constructor(stores: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws NO_SUCH_SCHEME if the scheme is not in the regulation in force. */
  async execute({ asked }: FindMonitoring): Promise<Monitoring> {
    const { regulation } = await this.#regulationInForce.current();
    if (asked.scheme !== undefined) refuseUnknownSchemes([asked.scheme], regulation);
    const key = JSON.stringify([asked, regulation.fingerprint, await this.#processed(asked)]);
    return this.#kept.get(key, () => this.#made(asked, regulation));
  }

  /** How many events everything that the answer depends on has taken in. */
  #processed({ withMovements }: MonitoringAsked): Promise<readonly number[]> {
    // Facts about patients come in all day long, and only movements depend on them.
    const ofPatients = withMovements ? [DOSSIERS] : [];
    return Promise.all(
      [STATEMENTS, LISTED_STATEMENTS, ROSTERS, ...ofPatients].map(
        async (projection) => (await this.#stores.projections.served(projection)).checkpoint.processed,
      ),
    );
  }

  async #made(asked: MonitoringAsked, regulation: Regulation): Promise<Monitoring> {
    const statements = await this.#statements(asked);
    const range = rangeOfPeriods(statements.map(({ period }) => periodFromText(period)));
    if (range === undefined) return { periods: [], movements: asked.withMovements ? new Map() : undefined };
    const rosters = await this.#stores.projections.documents(ROSTERS);
    const { position } = await rosters.checkpoint();
    const documents = await rosterDocuments(rosters);
    const frame = frameFrom(documents, { day: asked.knownOn, position }, regulation, range);
    return {
      periods: schemePeriods(statements, frame.teams),
      movements: asked.withMovements ? await this.#movements(frame, documents) : undefined,
    };
  }

  async #statements({ knownOn, isOfDay, scheme, from, to }: MonitoringAsked): Promise<readonly MonitoredStatement[]> {
    const documents = await this.#stores.projections.documents(STATEMENTS);
    const listed = new Map(
      (await listedStatements(this.#stores)).map((one) => [statementKey(one.team, one.period), one]),
    );
    const request = { knownOn: isOfDay ? dayText(knownOn) : undefined, after: '', from, to };
    const found: MonitoredStatement[] = [];
    const turns = new Turns();
    for await (const batch of listedCalculations(this.#stores.log, documents, {
      ...request,
      atATime: STATEMENTS_AT_A_TIME,
    })) {
      if (turns.isOver) await turns.next();
      for (const { key, calculated } of batch) {
        const monitored = monitoredStatement(calculated, listed.get(key));
        if (monitored === undefined || (scheme ?? monitored.scheme) !== monitored.scheme) continue;
        found.push(monitored);
      }
    }
    return found;
  }

  async #movements(frame: Frame, { merges }: RosterDocuments): Promise<Movements> {
    const dossiers = await this.#stores.projections.documents(DOSSIERS);
    const movements = new PatientMovements(frame);
    const turns = new Turns();
    for await (const batch of linkedDossiers(dossiers, { merges }))
      for (const linked of batch) {
        if (turns.isOver) await turns.next();
        movements.add(linked);
      }
    return movements.found;
  }
}

/** A frame of the periods, and of the period before the first: a quarter before the first quarter, a year before the first year. */
function frameFrom(
  documents: RosterDocuments,
  known: Knowledge,
  regulation: Regulation,
  { from, to }: QuarterRange,
): Frame {
  const frame = frameOf(documents, known, regulation, { from: from - 4, to }, CURRENT_RULES);
  return { ...frame, quarters: { from: from - 1, to } };
}
