/** French words for the faults in a row of a file. */
import type { FaultCode } from '#libs/facts/fault.ts';

const FAULT_LABELS: Readonly<Record<FaultCode, string>> = {
  ERASED: 'patient effacé',
  COLUMN_COUNT: 'nombre de colonnes',
  REQUIRED: 'valeur qui manque',
  DATE: 'date',
  QUARTER: 'trimestre',
  NUMBER: 'nombre',
  IDENTIFIER: 'identifiant',
  RPPS: 'numéro RPPS',
  FINESS: 'numéro FINESS',
  CODE: 'valeur hors de la liste',
  OPTION: 'option de l’équipe',
  RANGE: 'nombre hors des bornes',
  PERIOD_ORDER: 'ordre des dates',
  PHASE_START: 'début de phase',
  THRESHOLD_ORDER: 'ordre des seuils',
  REVERSAL: 'annulation',
  UNKNOWN_TEAM: 'équipe inconnue',
  ACT_CONFLICT: 'acte déjà connu autrement',
  IMPLAUSIBLE: 'invraisemblable',
};

/** The fault of a row, by its code, in a few words. */
export function faultLabel(code: string): string {
  return (FAULT_LABELS as Readonly<Record<string, string>>)[code] ?? code;
}
