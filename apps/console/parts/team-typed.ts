/** The team that a person means by the typed text. */

/**
 * The id as recorded: that of the text, or the only one that differs from it by case. Any other text is given back as typed, and the service
 * says that it knows no such team.
 */
export function teamTyped(text: string, teams: readonly string[]): string {
  const typed = text.trim();
  if (typed === '' || teams.includes(typed)) return typed;
  const same = teams.filter((team) => lower(team) === lower(typed));
  return same.length === 1 ? (same[0] ?? typed) : typed;
}

function lower(text: string): string {
  return text.toLocaleLowerCase('fr');
}
