/** Declaration of a treating doctor, the médecin traitant of a patient (declarations.csv). */
import type { Event } from '#libs/event-store/typed-event.ts';
import { key, optionalColumn, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type TreatingDoctorDeclared = Event<
  'TreatingDoctorDeclared',
  { readonly patient_id: string; readonly rpps: string; readonly declared_on: string; readonly known_on: string }
>;

export const DECLARATIONS = factKind<'declarations', TreatingDoctorDeclared>({
  name: 'declarations',
  event: 'TreatingDoctorDeclared',
  about: 'Declaration of a treating doctor (médecin traitant); an empty rpps ends the one before.',
  summary: 'Déclaration de médecin traitant ; sans numéro RPPS, elle met fin à la précédente.',
  label: 'médecin traitant',
  stream: { category: 'patient', column: 'patient_id' },
  effective: 'declared_on',
  columns: {
    patient_id: key('patient'),
    rpps: optionalColumn('rpps'),
    declared_on: key('day'),
    known_on: required('day'),
  },
  example: {
    patient_id: 'a1b2c3d4e5f60718',
    rpps: '10000000017',
    declared_on: '2024-02-12',
    known_on: '2024-02-20',
  },
});
