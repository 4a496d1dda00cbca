/** How values are written: amounts, days, stages, people. */
import type { components } from '#libs/client/contract.d.ts';
import { agreed } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import { dayOfInstantInFrench, instantInFrench } from '#libs/kernel/french-days.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { STAGE_LABELS } from '#libs/words/labels/stages.ts';
import { dayInFrench } from './french-days.ts';

export { dayInFrench, periodInFrench } from './french-days.ts';

export type Stage = components['schemas']['ListedStatementView']['stage'];

interface AmountProps {
  /** Whole cents, as text or bigint; null if there is no amount. */
  readonly cents: string | bigint | null;
  /** With a plus sign for positive amounts: for a difference. */
  readonly signed?: boolean;
}

/** `1 234,56 €`, in figures of one width. */
export function Amount({ cents, signed = false }: AmountProps) {
  if (cents === null) return <span className="quiet">–</span>;
  const value = BigInt(cents);
  return (
    <span className="amount" data-negative={value < 0n || undefined}>
      {signed && value > 0n ? '+' : ''}
      {euros(value)}
    </span>
  );
}

/** The sum of amounts in cents; null counts as zero. */
export function sumOf(amounts: readonly (string | null)[]): bigint {
  return sumCentsOf(amounts, (cents) => BigInt(cents ?? 0));
}

/** `31/12/2025` for `2025-12-31`. */
export function Day({ day }: { readonly day: string }) {
  return <time dateTime={day}>{dayInFrench(day)}</time>;
}

/** `03/11/2026`, the day in France. */
export function DayOfInstant({ at }: { readonly at: string }) {
  return <time dateTime={at}>{dayOfInstantInFrench(at)}</time>;
}

/** `03/11/2026 10:12`, in France. */
export function Instant({ at }: { readonly at: string }) {
  return <time dateTime={at}>{instantInFrench(at)}</time>;
}

/** Shape and words give the stage of a statement; colour adds no information. */
const STAGE_SHAPES: Readonly<Record<Stage, string>> = {
  NONE: '–',
  CALCULATED: '○',
  SUBMITTED: '◐',
  APPROVED: '●',
  REGULARISATION_DRAFTED: '●○',
  REGULARISATION_SUBMITTED: '●◐',
};
const SHORT_STAGES: Readonly<Record<Stage, string>> = {
  NONE: 'pas de décompte',
  CALCULATED: 'calculé',
  SUBMITTED: 'soumis',
  APPROVED: 'approuvé',
  REGULARISATION_DRAFTED: 'à régulariser',
  REGULARISATION_SUBMITTED: 'régularisation soumise',
};

export const STAGES = Object.keys(SHORT_STAGES) as readonly Stage[];

export function stageText(stage: Stage): string {
  return SHORT_STAGES[stage];
}

export function StageBadge({ stage }: { readonly stage: Stage }) {
  return (
    <span className="stage" data-stage={stage} title={STAGE_LABELS[stage]}>
      <span aria-hidden="true">{STAGE_SHAPES[stage]}</span> {SHORT_STAGES[stage]}
    </span>
  );
}

/** A name, with a mark if no token proved it. */
export function PersonName({ person }: { readonly person: components['schemas']['PersonView'] }) {
  return (
    <span className="person-name">
      {person.name}
      {person.assurance !== 'verified' && <span className="quiet"> (nom déclaré)</span>}
    </span>
  );
}

/** `14 décomptes`, `1 décompte`: the plural that is given, from two on. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(count)} ${agreed(count, one, many)}`;
}

export const NUMBER = new Intl.NumberFormat('fr-FR');
