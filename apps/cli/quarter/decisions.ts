/** The decisions of a quarter: its statements are submitted by one person and approved by another, as the report of variances shows them. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { samePerson } from '#libs/commands/person.ts';
import type { PeriodState, QuarterState } from '#libs/week/quarter.ts';
import type { VarianceReport } from '#libs/week/variance.ts';
import { approveCommand, submitCommand } from '#apps/cli/commands/decide.ts';
import { varianceCommand } from '#apps/cli/commands/variance.ts';
import { amountText } from '#apps/cli/quarter/plan.ts';
import { type Guided, type Step, type QuarterOptions, barred, storesOnly } from '#apps/cli/quarter/step.ts';

/** What is submitted is what was read: by the code of the report that was shown. */
export function submitting(of: PeriodState, { openRows }: QuarterState, { options, talk }: Guided): Step[] {
  const { drafts, missing, staleDrafts, period } = of;
  if (drafts.count === 0) return [];
  const waiting = [
    ...(missing === 0 ? [] : ['le calcul n’est pas à jour']),
    ...(openRows === 0 ? [] : [`${counted(openRows, 'ligne attend', 'lignes attendent')} de côté (decompte rejected)`]),
  ];
  const says = `Soumission de ${periodInFrench(period)} : ${amountText(drafts)}.${waiting.length === 0 ? '' : ` Attention : ${waiting.join(' ; ')}.`}`;
  const step = { key: `submit ${period}`, says };
  if (staleDrafts > 0) return [barred(step, 'Le calcul n’est pas à jour : recalculez avant de soumettre.')];
  return [
    {
      ...step,
      question: () => `Lire le rapport des écarts de ${periodInFrench(period)} ?`,
      run: async () => {
        const read = reading(period, options);
        const status = await read.show();
        if (status !== 0) return status;
        const { drafts: count, draftsCents: cents, draftCode } = read.report();
        if (
          draftCode === null ||
          !(await talk.confirm(`Soumettre ${amountText({ count, cents })}, tels que lus (code ${draftCode}) ?`))
        )
          return 0;
        return submitCommand(undefined, undefined, { ...options, period, variance: [draftCode] });
      },
    },
  ];
}

interface Reading {
  readonly show: () => Promise<number>;
  /** What was shown. */
  readonly report: () => VarianceReport;
}

function reading(period: string, options: QuarterOptions): Reading {
  let shown: VarianceReport | undefined;
  return {
    show: () =>
      varianceCommand({ ...storesOnly(options), period, brief: true }, (report) => {
        shown = report;
      }),
    report: () => {
      if (shown === undefined) throw new Error('a report is read before the answer');
      return shown;
    },
  };
}

export function approving(
  { submitted, period }: PeriodState,
  state: QuarterState,
  { options, by, talk }: Guided,
): Step[] {
  if (submitted.count === 0) return [];
  const { funding } = state;
  const names = [...new Set(submitted.by.map(({ name }) => name))].join(', ');
  const step = {
    key: `approve ${period}`,
    says: `Approbation de ${periodInFrench(period)} : ${amountText(submitted)}, soumis par ${names}.`,
  };
  if (submitted.by.some((one) => samePerson(one, by)))
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
      question: () => `Lire le rapport des écarts de ${periodInFrench(period)} ?`,
      run: async () => {
        const read = reading(period, options);
        const status = await read.show();
        if (status !== 0) return status;
        const { submitted: count, submittedCents: cents, code } = read.report();
        if (
          code === null ||
          !(await talk.confirm(`Approuver ${amountText({ count, cents })}, tels que lus (code ${code}) ?`))
        )
          return 0;
        return approveCommand(undefined, undefined, { ...options, period, variance: [code] });
      },
    },
  ];
}
