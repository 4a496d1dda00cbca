/** The reasons why a statement differs from its decisions, as lines of text. */
import { dayInFrench } from '#libs/kernel/french-days.ts';
import { FACT_LABELS } from '#libs/words/labels/facts.ts';
import { parameterLabel, parameterLine } from '#libs/words/labels/parameter-text.ts';
import { patientText } from '#libs/words/labels/patients.ts';
import { counted } from '#libs/kernel/counted.ts';
import type { NewFact } from '#libs/replay/facts-since.ts';
import type { ReplayReasons } from '#libs/replay/reasons.ts';

const SHOWN = 3;

export function reasonTexts({ rules, parameters, patients, erased, teamFacts }: ReplayReasons): readonly string[] {
  return [
    ...(rules === undefined ? [] : [`les règles du programme ont changé : ${rules.before} → ${rules.after}`]),
    ...parameters.map(
      ({ parameter, before, after }) =>
        `paramètre « ${parameterLabel(parameter)} » : ${parameterLine(before)} → ${parameterLine(after)}`,
    ),
    ...(teamFacts.length === 0 ? [] : [`équipe : ${factsText(teamFacts)}`]),
    ...patients
      .slice(0, SHOWN)
      .map(
        ({ patient, facts }) =>
          `${patientText(patient)} : ${facts.length === 0 ? 'change avec son médecin ou les paramètres' : factsText(facts)}`,
      ),
    ...(patients.length > SHOWN
      ? [`et ${counted(patients.length - SHOWN, 'autre patient', 'autres patients')} (--json les donne tous)`]
      : []),
    ...(erased === 0
      ? []
      : [
          `${counted(erased, 'patient effacé', 'patients effacés')} : ce qui a changé avant l’effacement ne peut plus être dit`,
        ]),
  ];
}

function factsText(all: readonly NewFact[]): string {
  const shown = all
    .slice(0, SHOWN)
    .map(
      ({ kind, knownOn, position }) => `${FACT_LABELS[kind]} (connu le ${dayInFrench(knownOn)}, événement ${position})`,
    );
  return shown.join(', ') + (all.length > SHOWN ? ` et ${counted(all.length - SHOWN, 'autre')}` : '');
}
