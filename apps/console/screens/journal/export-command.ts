/** The command that makes a bundle of events; of the whole log if no positions are given. */
export function exportCommand(positions: readonly number[]): string {
  const events = positions.length === 0 ? '' : ` --event ${positions.join(' ')}`;
  return `decompte audit export --out liasse.json --checkpoints points-de-controle${events}`;
}
