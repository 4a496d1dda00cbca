/**
 * Explains a statement one level at a time, or without patients. Keeps the last explanations in memory, so that each level is read
 * without calculating again.
 */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { epochOf } from '#libs/event-store/sealed/forgotten.ts';
import { type Fact, factsAt } from '#libs/explain/events.ts';
import { type ExplainedStatement, explainLines } from '#libs/explain/explain.ts';
import { type Level, levelAt } from '#libs/explain/level.ts';
import { KeptAnswers } from '#libs/kernel/kept-answers.ts';
import { type Page, type PageRequest, numberKey, pageAfter } from '#libs/kernel/page.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { type CalculatedStatement, statementKey } from '#libs/statements/calculated-statement.ts';
import { requireInputs } from '#libs/statements/calculation/inputs.ts';
import { calculationName } from '#libs/statements/calculation/listing.ts';
import { pinnedRegulation } from '#libs/statements/calculation/pinned-regulation.ts';

export interface ExplainedLevel extends Omit<Level, 'parts'> {
  readonly explained: ExplainedStatement;
  readonly parts: Page<Level['parts'][number]>;
  /** How many parts there are, on all pages. */
  readonly partCount: number;
  /** Events that the part itself names, the first of them. */
  readonly facts: readonly Fact[];
  /** How many it names. */
  readonly factCount: number;
}

/** Undefined where no part has the path. */
export class ExplainLevel extends Query<ExplainedLevel | undefined> {
  readonly calculated: CalculatedStatement;
  /** See `Step`. */
  readonly path: string;
  readonly page: PageRequest;

  constructor(calculated: CalculatedStatement, path: string, page: PageRequest) {
    super();
    this.calculated = calculated;
    this.path = path;
    this.page = page;
  }
}

/** All lines, without the events. */
export class ExplainLines extends Query<ExplainedStatement> {
  readonly calculated: CalculatedStatement;

  constructor(calculated: CalculatedStatement) {
    super();
    this.calculated = calculated;
  }
}

/** The parts of a large statement take some ten megabytes. */
const KEPT = 4;
/** Events shown with a part, at most. */
const FACTS = 100;

/** The statements explained last. A calculation never changes, so neither does its explanation, but for those who are erased. */
export class KeptExplanations {
  readonly #stores: ServedStores;
  readonly #kept = new KeptAnswers<ExplainedStatement>(KEPT);
  /** Of the keys of patients, when they were explained (epochOf). */
  #epoch = 0;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws NOT_FOLDED_YET, the refusals of ExplainRefusal, and REGULATION_NOT_IN_LOG. */
  async of(calculated: CalculatedStatement): Promise<ExplainedStatement> {
    const epoch = await epochOf(this.#stores.log);
    if (epoch !== this.#epoch) this.#kept.clear();
    this.#epoch = epoch;
    const key = `${statementKey(calculated.team, calculated.period)}/${calculationName(calculated)}`;
    return this.#kept.get(key, () => this.#explained(calculated));
  }

  async #explained(calculated: CalculatedStatement): Promise<ExplainedStatement> {
    await requireInputs(this.#stores, calculated);
    const regulation = await pinnedRegulation(this.#stores, calculated.pin.regulationFingerprint);
    return explainLines(this.#stores, calculated, regulation);
  }
}

@QueryHandler(ExplainLevel)
export class ExplainLevelHandler implements IQueryHandler<ExplainLevel> {
  readonly #stores: ServedStores;
  readonly #explanations: KeptExplanations;

  constructor(stores: ServedStores, explanations: KeptExplanations) {
    this.#stores = stores;
    this.#explanations = explanations;
  }

  /** Throws as `KeptExplanations.of`. */
  async execute({ calculated, path, page }: ExplainLevel): Promise<ExplainedLevel | undefined> {
    const explained = await this.#explanations.of(calculated);
    const level = levelAt(explained.lines, path);
    if (level === undefined) return undefined;
    const part = level.trail.at(-1)?.part;
    const positions = part?.facts ?? explained.teamFacts;
    const facts = await factsAt(this.#stores.log, positions.slice(0, FACTS));
    const keyed = level.parts.map((step, i) => [numberKey(i), step] as const);
    return {
      explained,
      ...level,
      parts: await pageAfter(page, keyed),
      partCount: level.parts.length,
      facts: [...facts.values()],
      factCount: positions.length,
    };
  }
}

@QueryHandler(ExplainLines)
export class ExplainLinesHandler implements IQueryHandler<ExplainLines> {
  readonly #explanations: KeptExplanations;

  constructor(explanations: KeptExplanations) {
    this.#explanations = explanations;
  }

  /** Throws as `KeptExplanations.of`. */
  execute({ calculated }: ExplainLines): Promise<ExplainedStatement> {
    return this.#explanations.of(calculated);
  }
}
