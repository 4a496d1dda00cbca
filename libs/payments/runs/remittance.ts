/** The text that a team reads on its bank statement. It is part of the released file, so changing it changes the file. */
export function remittanceText(team: string, period: string): string {
  return `Décompte ${team} ${period}`;
}
