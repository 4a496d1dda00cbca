/** The progress of the routine of a quarter, as a table of its steps. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { Amount, OfRun, PeriodState, QuarterState } from '#libs/week/quarter.ts';

export function planText(state: QuarterState): string {
  const { quarter, openFiles, openRows, periods, due, prepared, toFetch, awaited } = state;
  const lines: readonly (readonly [string, string])[] = [
    ...(openFiles.length === 0 ? [] : [['Fichiers à reprendre', openFiles.join(', ')] as const]),
    ['Lignes mises de côté', openRows === 0 ? 'aucune' : `${counted(openRows, 'ligne')} à corriger ou à classer`],
    ...periods.flatMap((one) => ofPeriod(one, one.period === quarter ? '' : ` ${periodInFrench(one.period)}`)),
    ['Enveloppes', fundingText(state)],
    ['Comptes', accountsText(state)],
    [
      'Campagne à préparer',
      due.length === 0 ? 'rien de dû' : due.map((one) => `${one.envelope} : ${dueText(one)}`).join(', '),
    ],
    ['Campagne à libérer', runsText(prepared, 'aucune')],
    ['Fichier pour la banque', runsText(toFetch, 'aucun à prendre')],
    ['Réponse de la banque', runsText(awaited, 'aucune attendue')],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return [
    `Trimestre ${periodInFrench(quarter)}`,
    ...lines.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`),
  ].join('\n');
}

function ofPeriod(state: PeriodState, of: string): readonly (readonly [string, string])[] {
  const { drafts, early, ended, submitted, decided } = state;
  const waiting = `${early.count === 0 ? '' : `, ${amountText(early)} plus tard`}${ended.count === 0 ? '' : `, ${amountText(ended)} avec une exception`}`;
  return [
    [`Calcul${of}`, calculationText(state)],
    [`Soumission${of}`, `${drafts.count === 0 ? 'rien à soumettre' : `${amountText(drafts)} à soumettre`}${waiting}`],
    [`Approbation${of}`, submitted.count === 0 ? 'rien à approuver' : `${amountText(submitted)} à approuver`],
    [`Décidé${of}`, decided.count === 0 ? 'rien' : amountText(decided)],
  ];
}

function calculationText({ missing, staleDrafts, staleSubmitted, staleRegularisations }: PeriodState): string {
  const stale = staleDrafts + staleSubmitted.length + staleRegularisations.length;
  const parts = [
    ...(missing === 0 ? [] : [`${counted(missing, 'décompte')} à calculer`]),
    ...(stale === 0 ? [] : [`${counted(stale, 'décompte')} à recalculer`]),
  ];
  return parts.length === 0 ? 'à jour' : parts.join(', ');
}

function fundingText({ funding: { unfunded, short, proposed } }: QuarterState): string {
  const lacking = [
    ...unfunded.map((one) => `aucune pour ${one.scheme} (${amountText(one)})`),
    ...short.map(({ envelope, leftCents, wantedCents }) => `${envelope} : ${shortText({ leftCents, wantedCents })}`),
  ];
  const waiting = proposed.map(({ envelope, by }) => `${envelope} proposée par ${by.name}, à confirmer`);
  return lacking.length + waiting.length === 0 ? 'suffisantes' : [...lacking, ...waiting].join(', ');
}

export function shortText({
  leftCents,
  wantedCents,
}: {
  readonly leftCents: bigint;
  readonly wantedCents: bigint;
}): string {
  return `il reste ${euros(leftCents)} pour ${euros(wantedCents)} à décider`;
}

function accountsText({ envelopesWithoutAccount, teamsWithoutAccount }: QuarterState): string {
  const lacking = [
    ...envelopesWithoutAccount.map((envelope) => `aucun pour l’enveloppe ${envelope}`),
    ...(teamsWithoutAccount.length === 0 ? [] : [`aucun pour ${teamsText(teamsWithoutAccount)}`]),
  ];
  return lacking.length === 0 ? 'là où il en faut' : lacking.join(', ');
}

const TEAMS_SHOWN = 5;

/** The first of them by name. */
export function teamsText(teams: readonly string[]): string {
  const left = teams.length - TEAMS_SHOWN;
  return [...teams.slice(0, TEAMS_SHOWN), ...(left > 0 ? [counted(left, 'autre')] : [])].join(', ');
}

export function amountText({ count, cents }: Amount): string {
  return `${counted(count, 'décompte')}, ${euros(cents)}`;
}

export function dueText({ count, cents }: Amount): string {
  return `${counted(count, 'échéance')}, ${euros(cents)}`;
}

function runsText(runs: readonly OfRun[], none: string): string {
  if (runs.length === 0) return none;
  return runs.map((one) => `${one.run} : ${counted(one.count, 'versement')}, ${euros(one.cents)}`).join(', ');
}
