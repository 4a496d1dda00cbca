/** Reads the options that several commands share, and refuses invalid ones. */
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { type Day, dayInFrance, parseDay, parseQuarter } from '#libs/kernel/day.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { frenchDay, periodInFrench } from '#libs/kernel/french-days.ts';
import { type QuarterRange, parsePeriod } from '#libs/kernel/period.ts';
import { type WordsToType, codeTyped } from '#libs/kernel/code-typed.ts';
import { wordsToType } from '#libs/words/typed.ts';
import { MAX_QUARTERS, rangeFault } from '#libs/statements/rules/range.ts';
import { dayAsHeld } from '#apps/cli/options.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';

export function rangeArgument(from: string, to: string): QuarterRange {
  const range = { from: quarterArgument('--from', from), to: quarterArgument('--to', to) };
  const fault = rangeFault(range);
  if (fault === 'reversed')
    throw new CliRefusal(`--from ${periodInFrench(from)} est après --to ${periodInFrench(to)} ; inversez-les`);
  if (fault === 'too-long')
    throw new CliRefusal(`la plage ${periodInFrench(from)} à ${periodInFrench(to)} dépasse ${MAX_QUARTERS} trimestres`);
  return range;
}

/** Refuses a text that is no quarter. */
export function quarterArgument(option: string, text: string): number {
  const quarter = parseQuarter(text);
  if (quarter === undefined)
    throw new CliRefusal(`${option} vaut « ${text} » ; écrivez un trimestre, par exemple 2021-T1`);
  return quarter;
}

/** Refuses a text that is neither a quarter nor a year. */
export function requirePeriod(period: string): void {
  if (parsePeriod(period) === undefined)
    throw new CliRefusal(
      `« ${period} » n’est pas une période ; écrivez un trimestre (2021-T1) ou, pour l’IPEP, une année (2021)`,
    );
}

/** A day, in either of the forms that the refusal names. Throws CliRefusal if the text is no day. */
export function dayArgument(option: string, text: string): Day {
  const day = parseDay(dayAsHeld(text));
  if (day === undefined)
    throw new CliRefusal(`${option} vaut « ${text} » ; écrivez un jour, par exemple 15/11/2022, ou 2022-11-15`);
  return day;
}

/** The same for an optional day. */
export function optionalDayOf(option: string, text: string | undefined): Day | undefined {
  return text === undefined ? undefined : dayArgument(option, text);
}

/** The optional days `--from` and `--to`. Throws CliRefusal if one is no day, or the first is after the last, which would choose nothing. */
export function dayRangeOf(options: { readonly from?: string | undefined; readonly to?: string | undefined }): {
  readonly from: Day | undefined;
  readonly to: Day | undefined;
} {
  const [from, to] = [optionalDayOf('--from', options.from), optionalDayOf('--to', options.to)];
  if (from !== undefined && to !== undefined && from > to)
    throw new CliRefusal(`--from ${frenchDay(from)} est après --to ${frenchDay(to)} ; inversez-les`);
  return { from, to };
}

/** The given day, otherwise today in France. */
export function knownOn(text: string | undefined): Day {
  return optionalDayOf('--known-on', text) ?? dayInFrance(new Date());
}

/** The code that a word, or the code itself, names. Throws CliRefusal if it names none. */
export function choiceArgument<Code extends string>(option: string, words: WordsToType<Code>, typed: string): Code {
  const code = codeTyped(words, typed);
  if (code === undefined) throw new CliRefusal(`${option} vaut « ${typed} » ; c’est ${wordsToType(words)}`);
  return code;
}

/** The commit of this run: the user of the operating system and a new correlation id. */
export function commandLineCommit(causation: string): Commit {
  return { recordedAt: instantNow(), actor: actor(), correlation: randomUUID(), causation };
}

export function actor(): string {
  return `os:${userInfo().username}`;
}

export function instantNow(): string {
  return new Date().toISOString();
}
