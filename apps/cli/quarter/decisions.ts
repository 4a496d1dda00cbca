/** The decisions of a quarter: its statements are submitted by one person and approved by another, as the report of variances shows them. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { samePerson } from '#libs/commands/person.ts';
import type { Amount, PeriodState, QuarterState } from '#libs/week/quarter.ts';
import type { VarianceReport } from '#libs/week/variance.ts';
import { approveCommand, submitCommand } from '#apps/cli/commands/decide.ts';
import { varianceCommand } from '#apps/cli/commands/variance.ts';
import { earlyText, endedText } from '#libs/words/labels/early-drafts.ts';
import { amountText } from '#apps/cli/quarter/plan.ts';
import { type GuidedQuarter, type QuarterStep, barred, storesOnly } from '#apps/cli/quarter/step.ts';

/** The code of the shown report ensures that the submitted statements are those that were read. */
export function submitting(of: PeriodState, { openRows }: QuarterState, guided: GuidedQuarter): QuarterStep[] {
  const { drafts, early, earlyUntil, ended, missing, staleDrafts, period } = of;
  const waits = [
    earlyText({ period, early: early.count, earlyCents: early.cents, earlyUntil }),
    endedText({ ended: ended.count, endedCents: ended.cents }),
  ].filter((text) => text !== undefined);
  if (drafts.count === 0)
    return waits.length === 0
      ? []
      : [barred({ key: `submit ${period}`, says: `${waits.join(' ; ')}.` }, 'Rien d’autre n’est à soumettre.')];
  const waiting = [
    ...waits,
    ...(missing === 0 ? [] : ['le calcul n’est pas à jour']),
    ...(openRows === 0 ? [] : [`${counted(openRows, 'ligne attend', 'lignes attendent')} de côté (decompte rejected)`]),
  ];
  const says = `Soumission de ${periodInFrench(period)} : ${amountText(drafts)}.${waiting.length === 0 ? '' : ` Attention : ${waiting.join(' ; ')}.`}`;
  const step = { key: `submit ${period}`, says };
  if (staleDrafts > 0) return [barred(step, 'Le calcul n’est pas à jour : recalculez avant de soumettre.')];
  return [
    {
      ...step,
      ...afterReading(
        period,
        guided,
        'Soumettre',
        (report) => ({ count: report.drafts, cents: report.draftsCents, code: report.draftCode }),
        (variance) => submitCommand(undefined, undefined, { ...guided.options, period, variance }),
      ),
    },
  ];
}

/** The part of the report that a step covers, with its code; no code if the part is empty. */
interface Taken extends Amount {
  readonly code: string | null;
}

/** Shows the report, and takes the step if the person agrees. */
function afterReading(
  period: string,
  { options, talk }: GuidedQuarter,
  verb: string,
  taken: (report: VarianceReport) => Taken,
  take: (variance: string[]) => Promise<number>,
): Pick<QuarterStep, 'question' | 'run'> {
  return {
    question: () => `Lire le rapport des écarts de ${periodInFrench(period)} ?`,
    run: async () => {
      let shown: VarianceReport | undefined;
      const status = await varianceCommand({ ...storesOnly(options), period, brief: true }, (report) => {
        shown = report;
      });
      if (status !== 0 || shown === undefined) return status;
      const { code, ...amount } = taken(shown);
      if (code === null || !(await talk.confirm(`${verb} ${amountText(amount)}, tels que lus (code ${code}) ?`)))
        return 0;
      return take([code]);
    },
  };
}

export function approving(
  { submitted, period }: PeriodState,
  { funding }: QuarterState,
  guided: GuidedQuarter,
): QuarterStep[] {
  if (submitted.count === 0) return [];
  const names = [...new Set(submitted.by.map(({ name }) => name))].join(', ');
  const step = {
    key: `approve ${period}`,
    says: `Approbation de ${periodInFrench(period)} : ${amountText(submitted)}, soumis par ${names}.`,
  };
  if (submitted.by.some((one) => samePerson(one, guided.by)))
    return [barred(step, 'Vous les avez soumis : une autre personne approuve, par la même commande sous son nom.')];
  const lacks =
    funding.unfunded.some(({ scheme }) => submitted.schemes.has(scheme)) ||
    funding.short.some(({ schemes }) => schemes.some((scheme) => submitted.schemes.has(scheme)));
  if (lacks)
    return [
      barred(step, 'Il y manque une enveloppe, ou de quoi : deux personnes la proposent et la confirment d’abord.'),
    ];
  return [
    {
      ...step,
      ...afterReading(
        period,
        guided,
        'Approuver',
        (report) => ({ count: report.submitted, cents: report.submittedCents, code: report.code }),
        (variance) => approveCommand(undefined, undefined, { ...guided.options, period, variance }),
      ),
    },
  ];
}
