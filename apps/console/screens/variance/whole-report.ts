/** The report whose pages were read one after the other. */
import type { Report } from './queries.ts';

/**
 * The report of all pages. Undefined if a statement changed between two of them: the code of the last page does not cover what the first
 * one shows.
 */
export function wholeReport<Page extends Pick<Report, 'code' | 'draftCode'>>(pages: readonly Page[]): Page | undefined {
  const [first] = pages;
  const isOne = pages.every(({ code, draftCode }) => code === first?.code && draftCode === first.draftCode);
  return isOne ? first : undefined;
}
