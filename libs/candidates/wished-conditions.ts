/** The conditions behind a decision on a candidate: those of the scheme it asks for, on the day it would enter. */
import type { Application, SchemeCondition } from '#libs/candidates/events.ts';
import { gatheredConditions } from '#libs/candidates/gathered.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { type Regulation, schemeOf } from '#libs/regulation/regulation.ts';

/** Throws SCHEME_NOT_IN_REGULATION if the version in force no longer has it. */
export async function wishedConditions(
  stores: QueryStores,
  application: Application,
  regulation: Regulation,
  knownOn: Day,
): Promise<readonly SchemeCondition[]> {
  const schemes = [schemeOf(regulation, application.scheme)];
  const days = { on: application.entersOn, knownOn };
  const [found] = await gatheredConditions(stores, { application, regulation, schemes }, days);
  return found?.conditions ?? [];
}
