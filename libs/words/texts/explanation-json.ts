/** An explanation for machines: everything, figures as exact fractions in text, events and parameters once each. */
import { dayText } from '#libs/kernel/day.ts';
import { fractionText } from '#libs/kernel/fraction.ts';
import type { StatementExplanation } from '#libs/explain/explain.ts';
import type { Part } from '#libs/explain/part.ts';
import { partFormula, partLabel } from '#libs/words/labels/parts.ts';

export function explanationJson({
  statement,
  pin,
  text,
  teamFacts,
  lines,
  parameters,
  facts,
}: StatementExplanation): object {
  return {
    team: statement.team,
    teamName: statement.teamName,
    period: statement.period,
    scheme: statement.scheme,
    phase: statement.phase,
    pin: { ...pin, knownOn: dayText(pin.knownOn) },
    text: { id: text.id, from: dayText(text.from), reference: text.reference },
    totalCents: statement.totalCents,
    teamFacts,
    lines: lines.map(({ line, amountCents, part }) => ({ line, amountCents, ...partJson(part) })),
    parameters: [...parameters.values()].map((one) => ({ ...one, from: dayText(one.from), text: text.id })),
    events: [...facts.values()],
  };
}

/** `parts` add up to `exact`; `because` is its basis; `facts` are positions of `events`. */
function partJson({ kind, label, formula, figure, facts, parameters, parts, because }: Part): object {
  return {
    kind,
    label: partLabel(label),
    ...(formula === undefined ? {} : { formula: partFormula(formula) }),
    facts,
    parameters,
    ...(figure === undefined ? {} : { exact: fractionText(figure.exact), unit: figure.unit }),
    parts: parts.map(partJson),
    because: because.map(partJson),
  };
}
