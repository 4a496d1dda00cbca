/** The drafts of a period that wait for their day or for an exception, in French: for the command line and the screens. */
import { counted } from '#libs/kernel/counted.ts';
import { dayText } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import { dayInFrench } from '#libs/kernel/french-days.ts';
import { firstDayOfPeriod, periodFromText } from '#libs/kernel/period.ts';

interface EarlyDrafts {
  readonly period: string;
  readonly early: number;
  readonly earlyCents: bigint | string;
  /** YYYY-MM-DD; null without any. */
  readonly earlyUntil: string | null;
}

/** Whether they wait for the first day of the period, as all of a period do until then; otherwise for the day known of their calculation. */
export function waitForPeriod({ period, earlyUntil }: Pick<EarlyDrafts, 'period' | 'earlyUntil'>): boolean {
  return earlyUntil === dayText(firstDayOfPeriod(periodFromText(period)));
}

/** Without a full stop; undefined without such a draft. */
export function earlyText(drafts: EarlyDrafts): string | undefined {
  const { early, earlyCents, earlyUntil } = drafts;
  if (earlyUntil === null) return undefined;
  const until = dayInFrench(earlyUntil);
  const why = waitForPeriod(drafts)
    ? `la période commence le ${until}`
    : `calculés tels que connus un jour à venir, le ${until} au plus tard`;
  return `${counted(early, 'décompte ne se soumet pas encore', 'décomptes ne se soumettent pas encore')}, ${euros(BigInt(earlyCents))} : ${why}`;
}

interface EndedDrafts {
  readonly ended: number;
  readonly endedCents: bigint | string;
}

/** Without a full stop; undefined without such a draft. */
export function endedText({ ended, endedCents }: EndedDrafts): string | undefined {
  if (ended === 0) return undefined;
  return `${counted(ended, 'décompte vient', 'décomptes viennent')} après la fin du texte, ${euros(BigInt(endedCents))} : il y faut une exception de deux personnes, par équipe`;
}
