/** What a person does after statements were submitted or approved, as command lines. */
import { periodInFrench, quarterInFrench } from '#libs/kernel/french-days.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import type { ChosenStatements, StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import type { Selection } from '#libs/statements/workflow/statements.ts';

/** From the periods of what was done, in order. */
export type NextAfter = (periods: readonly [string, ...string[]]) => string;

export function afterSubmission(which: ChosenStatements): NextAfter {
  return (periods) => {
    if ('period' in which) {
      const statement = `${quoted(which.team)} ${periodInFrench(which.period)}`;
      return `une autre personne lit decompte show ${statement}, puis decompte approve ${statement} --as NOM`;
    }
    const report = which.regularisations === true ? regularisationsWords(which) : varianceWords(periods);
    return `une autre personne lit ${report}, qui donne la commande pour approuver`;
  };
}

function regularisationsWords(which: Selection): string {
  const team = which.team === undefined ? '' : ` --team ${quoted(which.team)}`;
  return `decompte regularisations ${rangeWords(which)}${team}`;
}

/** The options of a command on this range, without its team. */
export function rangeWords({ range, scheme }: Selection): string {
  const from = range === undefined ? [] : [`--from ${quarterInFrench(range.from)} --to ${quarterInFrench(range.to)}`];
  return [...from, ...(scheme === undefined ? [] : [`--scheme ${quoted(scheme)}`])].join(' ');
}

/** Each period has its own report, and its own code. */
export function varianceWords(periods: readonly [string, ...string[]]): string {
  return `decompte variance --period ${eachPeriod(periods)}`;
}

const NAMED_MAX = 4;

/** The first period, for a command line, and the others to do the same for. */
export function eachPeriod([first, ...others]: readonly [string, ...string[]]): string {
  if (others.length === 0) return periodInFrench(first);
  const named = others.map(periodInFrench).join(', ');
  const more = others.length > NAMED_MAX ? `chacune des ${others.length} périodes suivantes` : named;
  return `${periodInFrench(first)} (de même pour ${more})`;
}

export function afterApproval(outcomes: readonly StatementOutcome[]): string {
  const next = 'decompte payment prepare CAMPAGNE --envelope ENVELOPPE --as NOM, quand c’est dû ; decompte todo le dit';
  const corrects = outcomes.some((one) => one.refused === undefined && one.events.includes('RegularisationApproved'));
  return corrects ? `${next}. Ce qu’une équipe doit rendre est compensé avec ses prochains versements` : next;
}
