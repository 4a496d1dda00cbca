/** Birth, sex and death of a patient, under a pseudonym (patients.csv). */
import type { Event } from '#libs/event-store/typed-event.ts';
import { key, optionalColumn, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type PatientDescribed = Event<
  'PatientDescribed',
  {
    readonly patient_id: string;
    readonly birth_date: string;
    readonly sex: string;
    readonly died_on: string;
    readonly known_on: string;
  }
>;

export const PATIENTS = factKind<'patients', PatientDescribed>({
  name: 'patients',
  event: 'PatientDescribed',
  about: 'Birth, sex and death of a patient, under a pseudonym.',
  summary: 'Naissance, sexe et décès d’un patient, sous pseudonyme.',
  label: 'identité',
  stream: { category: 'patient', column: 'patient_id' },
  effective: 'birth_date',
  columns: {
    patient_id: key('patient'),
    birth_date: required('day'),
    sex: required('sex'),
    died_on: optionalColumn('day'),
    known_on: required('day'),
  },
  example: {
    patient_id: 'a1b2c3d4e5f60718',
    birth_date: '1958-06-30',
    sex: 'F',
    died_on: '',
    known_on: '2024-01-05',
  },
  rule: (row) => {
    if (row.isSound('birth_date', 'died_on') && row.text('died_on') < row.text('birth_date'))
      row.fault('died_on', 'DEATH_BEFORE_BIRTH', { birth: row.text('birth_date') });
  },
});
