/** The letter of each year of a team, as PDF. */
import { FileButton } from './file-button.tsx';

interface YearLettersProps {
  readonly team: string;
  /** The periods; each of their years gets one button. */
  readonly periods: readonly string[];
  /** Precedes the year on the button: `Année`. */
  readonly word: string;
}

export function YearLetters({ team, periods, word }: YearLettersProps) {
  const years = [...new Set(periods.map((period) => period.slice(0, 4)))];
  return years.map((year) => (
    <FileButton
      key={year}
      path={`/teams/${encodeURIComponent(team)}/years/${year}/letter`}
      type="application/pdf"
      name={`${team}-${year}.pdf`}
    >
      {word} {year}, PDF
    </FileButton>
  ));
}
