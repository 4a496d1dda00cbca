/** Explains a statement one level at a time. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Fact, factsAt } from '#libs/explain/events.ts';
import type { ExplainedStatement } from '#libs/explain/explain.ts';
import { KeptExplanations } from '#libs/explain/kept-explanations.ts';
import { type Level, levelAt } from '#libs/explain/level.ts';
import { type Page, type PageRequest, numberKey, pageAfter } from '#libs/kernel/page.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';

export interface ExplainedLevel extends Omit<Level, 'parts'> {
  readonly explained: ExplainedStatement;
  readonly parts: Page<Level['parts'][number]>;
  /** The number of parts on all pages. */
  readonly partCount: number;
  /** The first of the events that the part itself names. */
  readonly facts: readonly Fact[];
  /** How many it names. */
  readonly factCount: number;
}

/** Undefined if no part has the path. */
export class ExplainLevel extends Query<ExplainedLevel | undefined> {
  readonly calculated: CalculatedStatement;
  /** See `PartWithPath`. */
  readonly path: string;
  readonly page: PageRequest;

  constructor(calculated: CalculatedStatement, path: string, page: PageRequest) {
    super();
    this.calculated = calculated;
    this.path = path;
    this.page = page;
  }
}

/** Events shown with a part, at most. */
const FACTS = 100;

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
