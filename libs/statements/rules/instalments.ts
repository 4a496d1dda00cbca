/** The due days and parts of a total. Source: rules, "Instalments". */
import { type Day, type Quarter, dayOf, daysInMonth, yearOfQuarter } from '#libs/kernel/day.ts';
import type { Credit } from '#libs/enrolment/teams.ts';
import type { Instalments } from '#libs/regulation/values.ts';
import type { Instalment } from '#libs/statements/rules/statement.ts';

/** The last day of each n-th part of a quarter: of the quarter itself or of each of its months; the first day for payment in advance. */
export function dueDays(quarter: Quarter, { parts, due }: Instalments): readonly Day[] {
  const year = yearOfQuarter(quarter);
  const lastMonth = (quarter % 4) * 3 + 3;
  const firstMonth = lastMonth - 2;
  if (due === 'FIRST_DAY') {
    const firstMonths = parts === 1 ? [firstMonth] : [firstMonth, firstMonth + 1, lastMonth];
    return firstMonths.map((month) => dayOf(year, month, 1));
  }
  const months = parts === 1 ? [lastMonth] : [firstMonth, firstMonth + 1, lastMonth];
  return months.map((month) => dayOf(year, month, daysInMonth(year, month)));
}

/**
 * The total without credits in equal parts, each rounded toward zero to whole cents, the last with the rest; each credit on its own day.
 * Zero amounts are left out. Ordered by day, instalments before credits, credits by label.
 */
export function instalments(
  totalWithoutCredits: bigint,
  days: readonly Day[],
  credits: readonly Credit[],
): Instalment[] {
  const part = totalWithoutCredits / BigInt(days.length);
  const rest = totalWithoutCredits - part * BigInt(days.length - 1);
  const parts = days.map((dueOn, i): Instalment => {
    return { dueOn, kind: 'INSTALMENT', amountCents: i === days.length - 1 ? rest : part };
  });
  // Credits are already ordered by day and label, and the sort is stable.
  const due = credits.map(({ dueOn, amountCents }): Instalment => ({ dueOn, kind: 'STARTUP_CREDIT', amountCents }));
  return [...parts, ...due].filter(({ amountCents }) => amountCents !== 0n).sort((a, b) => a.dueOn - b.dueOn);
}
