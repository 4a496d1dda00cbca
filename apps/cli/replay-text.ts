/** What a replay says to a person: a summary, and the statements that change most. Thousands of them are a file to write. */
import { counted } from '#libs/kernel/counted.ts';
import { euros, signedEuros } from '#libs/kernel/euros.ts';
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { magnitude } from '#libs/kernel/magnitude.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { type ReplayedStatement, hasChange } from '#libs/replay/replay.ts';
import { LINE_LABELS, moveText } from '#libs/words/labels/statements.ts';
import { reasonTexts } from '#libs/words/texts/reasons-text.ts';

/** Maximum number of statements shown one by one. */
const SHOWN = 20;

/** Of the decided statements: each of a few, by team; of many those that change, the largest differences first. */
export function replayText(statements: readonly ReplayedStatement[]): string {
  const decided = statements.filter((one) => one.decided);
  if (decided.length === 0) return 'Rien n’est décidé dans cette plage.';
  const changed = decided.filter(hasChange);
  const shown = decided.length <= SHOWN ? decided : changed.toSorted(byDifference).slice(0, SHOWN);
  const left = changed.length - shown.filter(hasChange).length;
  return [
    ...shown.map(statementText),
    ...(left === 0
      ? []
      : [
          `Et ${counted(left, 'autre décompte qui change', 'autres décomptes qui changent')}, de moindre différence ; --export FICHIER les écrit tous, ligne par ligne, et --json les donne.`,
        ]),
    summaryText(decided, changed),
  ].join('\n');
}

function summaryText(decided: readonly ReplayedStatement[], changed: readonly ReplayedStatement[]): string {
  const of = counted(decided.length, 'décompte décidé', 'décomptes décidés');
  if (changed.length === 0) return `${of} : rien ne change.`;
  const sum = (isOf: (cents: bigint) => boolean): bigint =>
    sumCentsOf(
      changed.filter(({ differenceCents }) => isOf(differenceCents)),
      ({ differenceCents }) => differenceCents,
    );
  const [more, less] = [sum((cents) => cents > 0n), sum((cents) => cents < 0n)];
  return `${of} : ${counted(changed.length, 'change', 'changent')}, de ${signedEuros(more + less)} en tout (${signedEuros(more)} et ${signedEuros(less)}) ; ${counted(decided.length - changed.length, 'autre ne change', 'autres ne changent')} pas.`;
}

function byDifference(a: ReplayedStatement, b: ReplayedStatement): number {
  const [sizeA, sizeB] = [magnitude(a.differenceCents), magnitude(b.differenceCents)];
  return sizeA === sizeB ? 0 : sizeA > sizeB ? -1 : 1;
}

function statementText(replayed: ReplayedStatement): string {
  const { team, period, lines, differenceCents, moves, why } = replayed;
  const changed = lines.filter((line) => line.differenceCents !== 0n);
  if (!hasChange(replayed)) return `${team} ${periodInFrench(period)} : rien ne change.`;
  return [
    `${team} ${periodInFrench(period)} : ${euros(differenceCents)} de différence`,
    ...changed.map(
      ({ line, decidedCents, nowCents, differenceCents: difference }) =>
        `  ${LINE_LABELS[line]} : décidé ${euros(decidedCents)}, serait ${euros(nowCents)}, différence ${euros(difference)}`,
    ),
    ...moves.map((move) => `  ${moveText(move)}`),
    ...reasonTexts(why).map((reason) => `  ↳ ${reason}`),
  ].join('\n');
}
