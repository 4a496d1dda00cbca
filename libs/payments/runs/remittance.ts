/** What a team reads on its bank statement. It is part of the file that is released, so a change of it is a change of the file. */
export function remittanceText(team: string, period: string): string {
  return `Décompte ${team} ${period}`;
}
