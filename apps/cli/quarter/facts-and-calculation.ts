/** The first steps of a quarter: its files of facts are in, and its statements are calculated from them. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { PeriodState, QuarterState } from '#libs/week/quarter.ts';
import { calculateCommand } from '#apps/cli/commands/calculate.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { teamsText } from '#apps/cli/quarter/plan.ts';
import { type GuidedQuarter, type QuarterStep, barred, storesOnly } from '#apps/cli/quarter/step.ts';

export function importing({ openFiles }: QuarterState, { talk, importFrom }: GuidedQuarter): QuarterStep[] {
  if (openFiles.length === 0) return [];
  return [
    {
      key: 'import',
      says: `Fichiers refusés, ou dont l’import s’est interrompu : ${openFiles.join(', ')}.`,
      question: () => 'Importer leur dossier de nouveau ? Ce qui est enregistré est reconnu.',
      run: async () => {
        const folder = await talk.text('Dossier des fichiers de faits', '');
        return folder === '' ? 0 : importFrom(folder);
      },
    },
  ];
}

export function calculating({ periods, quarter }: QuarterState, { options }: GuidedQuarter): QuarterStep[] {
  const missing = totalOfPeriods(periods, (one) => one.missing);
  const stale = totalOfPeriods(periods, (one) => one.staleDrafts);
  const byHand = [
    ...commandsFor(
      periods.flatMap(({ staleSubmitted }) => staleSubmitted),
      ['soumis ne vaut', 'soumis ne valent'],
      (of) => `decompte reject ${of} --reason MOTIF --as NOM d’abord`,
    ),
    ...commandsFor(
      periods.flatMap(({ staleRegularisations }) => staleRegularisations),
      ['régularisé ne vaut', 'régularisés ne valent'],
      (of) => `decompte regularise ${of} --as NOM de nouveau`,
    ),
  ];
  if (missing + stale + byHand.length === 0) return [];
  const says = [`${counted(missing, 'décompte')} à calculer, ${stale} que les faits ne donnent plus`, ...byHand];
  const step = { key: 'calculate', says: `Calcul : ${says.join(' ; ')}.` };
  if (missing + stale === 0) return [barred(step, 'Ce qui est soumis ou préparé ne vaut plus : il se refait avant.')];
  return [
    {
      ...step,
      question: () => `Calculer ${periodInFrench(quarter)}, tel que connu aujourd’hui ?`,
      run: () => calculateCommand({ ...storesOnly(options), from: quarter, to: quarter }),
    },
  ];
}

function totalOfPeriods(periods: readonly PeriodState[], count: (one: PeriodState) => number): number {
  return periods.reduce((sum, one) => sum + count(one), 0);
}

/** The manual steps for outdated statements, with the command for the first. `words`: singular and plural. */
function commandsFor(
  all: readonly TeamPeriod[],
  words: readonly [one: string, several: string],
  command: (of: string) => string,
): readonly string[] {
  const [first] = all;
  if (first === undefined) return [];
  const names = all.map(({ team, period }) => `${team} ${periodInFrench(period)}`);
  const next = command(`${quoted(first.team)} ${periodInFrench(first.period)}`);
  return [`${counted(all.length, ...words)} plus (${teamsText(names)}) : ${next}`];
}
