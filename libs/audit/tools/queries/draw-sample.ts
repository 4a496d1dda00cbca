/** A sample of payments or decisions by their amounts, which anybody can draw again from its seed. */
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { EntryKind } from '#libs/audit/tools/entries.ts';
import type { EntryFilter, Extract } from '#libs/audit/tools/extract.ts';
import { ExtractEntries } from '#libs/audit/tools/queries/extract-entries.ts';
import { type SampleSize, type Sample, sample } from '#libs/audit/tools/sample.ts';

/** With the population that it was drawn from. */
export type DrawnSample = Omit<Extract, 'entries'> & Sample;

export class DrawSample extends Query<DrawnSample> {
  readonly what: EntryKind;
  readonly filter: EntryFilter;
  readonly seed: string;
  readonly drawn: SampleSize;

  constructor(what: EntryKind, filter: EntryFilter, seed: string, drawn: SampleSize) {
    super();
    this.what = what;
    this.filter = filter;
    this.seed = seed;
    this.drawn = drawn;
  }
}

@QueryHandler(DrawSample)
export class DrawSampleHandler implements IQueryHandler<DrawSample> {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  /** Throws NOTHING_TO_SAMPLE, SAMPLE_TOO_LARGE. */
  async execute({ what, filter, seed, drawn }: DrawSample): Promise<DrawnSample> {
    const { entries, ...of } = await this.#queries.execute(new ExtractEntries(what, filter));
    return { ...of, ...sample({ entries }, seed, drawn) };
  }
}
