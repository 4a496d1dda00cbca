/** Warnings and reasons reveal nothing about a patient: the line number tells where to look. */
import { expect, test } from '@jest/globals';
import { fault } from '#libs/facts/fault.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';

test('a warning about a value or an act names neither', () => {
  const { ofWarning } = INTAKE_WORDS;
  const field = '1899-04-17';
  const rule = { rule: 'AGE', bound: 115, column: 'birth_date', field } as const;
  const act = 'ACTE-77';
  const said = [
    ofWarning({ code: 'IMPLAUSIBLE_VALUE', data: rule }),
    ofWarning({ code: 'UNKNOWN_REVERSED_ACT', data: { act } }),
    ofWarning({ code: 'REVERSED_TWICE', data: { act } }),
    ofWarning({ code: 'LATE_ACT_DIFFERS', data: { act, columns: ['act_code'] } }),
  ];
  expect(said[0]).toBe('birth_date donne plus de 115 ans le jour où le fait est connu ; vérifiez la date.');
  for (const sentence of said) expect(sentence).not.toMatch(/1899|ACTE-77/);
});

test('the reason of a row names every fault that its sentence names, and quotes nothing', () => {
  const at = (column: string, field = '') => ({ column, field });
  const faults = [
    fault('MISSING', {}, at('act_code')),
    fault('MISSING', {}, at('known_on')),
    fault('NOT_A_DAY', {}, at('care_on', '31/02/1950')),
  ];
  const { ofFaults, ofReasons } = INTAKE_WORDS;
  const required = 'act_code, known_on : ces colonnes sont obligatoires et elles sont vides ; indiquez leurs valeurs.';
  const day = 'n’est pas un jour du calendrier ; écrivez AAAA-MM-JJ, par exemple 2021-03-05.';
  expect(ofFaults(faults)).toBe(`${required} care_on : « 31/02/1950 » ${day}`);
  expect(ofReasons(faults)).toBe(`${required} care_on ${day}`);
});
