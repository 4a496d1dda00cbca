/** What is unusual about a proposed version of the regulation, for the person who reads it. */

export function droppedSchemeText(scheme: string): string {
  return `${scheme} n’y est plus : tant qu’une équipe en est, rien ne se calcule plus par cette version, pour aucune équipe ; gardez ${scheme} avec le dernier jour de son texte`;
}
