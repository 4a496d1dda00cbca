/**
 * The conditions that a scheme sets for a team that applies, on a day: each with the number required, the number found, and the text that
 * requires it. The numbers are the parameter `eligibility` of the regulation. Source: rules, "Flags".
 */
import type { CandidateMember, SchemeCondition } from '#libs/candidates/events.ts';
import type { Day } from '#libs/kernel/day.ts';
import { type LegalText, type Scheme, parameterOn } from '#libs/regulation/regulation.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';

/** The facts about the team on the day. */
interface FactsOfCandidate {
  readonly members: readonly CandidateMember[];
  /** Patients on its list, and in its option, if the scheme took it. */
  readonly patients: number;
  /** The number of its members that are in no other team of the family. */
  readonly freeMembers: number;
}

export function isMet({ boundary, asked, found }: SchemeCondition): boolean {
  return boundary === 'gt' ? found > asked : found >= asked;
}

/** The missing number; 0 if the condition is met. */
export function lacking(condition: SchemeCondition): number {
  if (isMet(condition)) return 0;
  return condition.asked + (condition.boundary === 'gt' ? 1 : 0) - condition.found;
}

/** In the order of the text. Before the first text of the scheme, only the condition that a text exists. */
export function conditionsOf(scheme: Scheme, day: Day, facts: FactsOfCandidate): readonly SchemeCondition[] {
  const text = scheme.texts.findLast(({ from }) => from <= day);
  const inForce = inForceOn(text, day);
  if (text === undefined) return [inForce];
  const { value, status, reference } = parameterOn(scheme, 'eligibility', day);
  const asks = { text: text.id, status, reference, boundary: 'ge', profession: null } as const;
  const active = facts.members.filter(({ from }) => from <= day);
  const count = (...professions: readonly string[]): number =>
    new Set(active.filter(({ profession }) => professions.includes(profession)).map(({ rpps }) => rpps)).size;
  const boundary = value.boundary ?? CURRENT_RULES.boundaryUnlessNamed[scheme.family];
  const professionals: readonly SchemeCondition[] =
    value.professionals === 0
      ? []
      : [{ ...asks, condition: 'PROFESSIONALS', asked: value.professionals, found: count('GP', 'NURSE') }];
  const byProfession = [...value.byProfession].map(([profession, asked]): SchemeCondition => ({
    ...asks,
    condition: 'PROFESSION',
    profession,
    asked,
    found: count(profession),
  }));
  return [
    inForce,
    ...professionals,
    ...byProfession,
    { ...asks, condition: 'PATIENTS', boundary, asked: value.patients, found: facts.patients },
    {
      condition: 'FREE_MEMBERS',
      profession: null,
      boundary: 'ge',
      asked: new Set(active.map(({ rpps }) => rpps)).size,
      found: facts.freeMembers,
      text: null,
      status: null,
      reference: null,
    },
  ];
}

function inForceOn(text: LegalText | undefined, day: Day): SchemeCondition {
  const isInForce = text !== undefined && (text.until === undefined || text.until >= day);
  return {
    condition: 'TEXT',
    profession: null,
    boundary: 'ge',
    asked: 1,
    found: isInForce ? 1 : 0,
    text: text?.id ?? null,
    status: null,
    reference: text === undefined ? null : (text.untilReference ?? text.reference),
  };
}
