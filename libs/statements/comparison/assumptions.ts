/** The assumptions of a comparison of schemes, in addition to the inexact parameters. */
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { type Knowledge, inForce } from '#libs/enrolment/versions.ts';
import { type Quarter, dayText, firstDayOf, quarterText, yearOfQuarter } from '#libs/kernel/day.ts';
import { type QuarterRange, quartersIn } from '#libs/kernel/period.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import type { Scheme } from '#libs/regulation/regulation.ts';
import { wholeYears } from '#libs/statements/comparison/compared-quarters.ts';
import type { Terms, WishedTerms } from '#libs/statements/comparison/team-under.ts';

export type Assumption =
  | { readonly code: 'ALWAYS_IN_FORFAIT' }
  /** `quarters`: the compared quarters in which the team had another option or scope than its latest one, under which they count. */
  | { readonly code: 'LATEST_TERMS'; readonly quarters: readonly string[] }
  | { readonly code: 'SAME_CARE' }
  | { readonly code: 'ACTS_AT_BASE' }
  /** These quarters are left out of the totals. */
  | { readonly code: 'ACTS_TO_COME'; readonly quarters: readonly string[] }
  | { readonly code: 'CREDITS_LEFT_OUT' }
  | { readonly code: 'DOUBLE_PAYMENT_LEFT_OUT' }
  | { readonly code: 'OTHERS_AS_THEY_ARE' }
  | { readonly code: 'MEMBERS_FROM_THE_START' }
  | { readonly code: 'KNOWN_ON'; readonly day: string }
  | { readonly code: 'PROJECTION'; readonly scheme: string }
  | { readonly code: 'SETTLED_AFTERWARDS'; readonly scheme: string }
  | { readonly code: 'YEAR_AT_ITS_END'; readonly scheme: string }
  | { readonly code: 'YEARS_NOT_WHOLE'; readonly scheme: string; readonly years: readonly number[] }
  /** `quarters`: the compared quarters that begin before the first text of the scheme. */
  | {
      readonly code: 'NOT_BEFORE_TEXT';
      readonly scheme: string;
      readonly first: string;
      readonly quarters: readonly string[];
    }
  | { readonly code: 'OTHER_OPTION'; readonly scheme: string; readonly option: string; readonly own: string }
  | { readonly code: 'OTHER_SCOPE'; readonly scheme: string; readonly scope: string; readonly own: string };

interface ComparedTerms {
  readonly known: Knowledge;
  readonly own: Terms;
  readonly wished: WishedTerms;
  readonly range: QuarterRange;
  readonly roster: TeamRoster;
  readonly terms: readonly { readonly scheme: Scheme; readonly terms: Terms }[];
  /** Schemes that are paid in advance. */
  readonly inAdvance: readonly string[];
  /** Quarters whose acts are incomplete. */
  readonly toCome: readonly string[];
  /** The quarters in the totals. */
  readonly inTotals: readonly Quarter[];
}

/** In the order for a reader: assumptions about all schemes first, then those about each. */
export function assumptionsOf(compared: ComparedTerms): readonly Assumption[] {
  const { known, roster, terms, toCome } = compared;
  const otherTerms = quartersOfOtherTerms(compared);
  return [
    { code: 'KNOWN_ON', day: dayText(known.day) },
    ...(toCome.length === 0 ? [] : [{ code: 'ACTS_TO_COME', quarters: toCome } as const]),
    { code: 'SAME_CARE' },
    { code: 'ALWAYS_IN_FORFAIT' },
    ...(otherTerms.length === 0 ? [] : [{ code: 'LATEST_TERMS', quarters: otherTerms } as const]),
    { code: 'OTHERS_AS_THEY_ARE' },
    ...(roster.phases.length === 0 ? [{ code: 'MEMBERS_FROM_THE_START' } as const] : []),
    { code: 'ACTS_AT_BASE' },
    { code: 'CREDITS_LEFT_OUT' },
    { code: 'DOUBLE_PAYMENT_LEFT_OUT' },
    ...terms.flatMap((one) => ofScheme(one, compared)),
  ];
}

/** What a person asks for is no assumption. */
function quartersOfOtherTerms({ known, own, wished, range, roster }: ComparedTerms): readonly string[] {
  const rows = inForce(roster.rows, ({ from }) => from, known).sort((a, b) => a.from - b.from);
  return quartersIn(range)
    .filter((quarter) => {
      const row = rows.findLast(({ from }) => from <= firstDayOf(quarter)) ?? own;
      return (['option', 'scope'] as const).some((term) => wished[term] === undefined && row[term] !== own[term]);
    })
    .map(quarterText);
}

function ofScheme(
  { scheme, terms }: ComparedTerms['terms'][number],
  { own, range, inAdvance, inTotals }: Pick<ComparedTerms, 'own' | 'range' | 'inAdvance' | 'inTotals'>,
): readonly Assumption[] {
  const { name } = scheme;
  const found: Assumption[] = [];
  if (scheme.isProjection) found.push({ code: 'PROJECTION', scheme: name });
  if (inAdvance.includes(name)) found.push({ code: 'SETTLED_AFTERWARDS', scheme: name });
  if (terms.option !== own.option && terms.option !== '')
    found.push({ code: 'OTHER_OPTION', scheme: name, option: terms.option, own: own.option });
  if (terms.scope !== own.scope && terms.scope !== '')
    found.push({ code: 'OTHER_SCOPE', scheme: name, scope: terms.scope, own: own.scope });
  const quarters = quartersIn(range);
  const first = scheme.texts[0]?.from ?? Infinity;
  const early = quarters.filter((quarter) => firstDayOf(quarter) < first);
  if (early.length > 0)
    found.push({ code: 'NOT_BEFORE_TEXT', scheme: name, first: dayText(first), quarters: early.map(quarterText) });
  if (traitsOf(scheme).period === 'YEAR') {
    found.push({ code: 'YEAR_AT_ITS_END', scheme: name });
    const whole = wholeYears(inTotals);
    const years = [...new Set(quarters.map(yearOfQuarter))].filter((year) => !whole.has(year));
    if (years.length > 0) found.push({ code: 'YEARS_NOT_WHOLE', scheme: name, years });
  }
  return found;
}
