/** An explanation as a person reads it: a tree; long lists are cut, with the sum of the rest. */
import { agreed, agreedWith, counted } from '#libs/kernel/counted.ts';
import { dayInFrench, fieldInFrench, frenchDay, instantInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { decimal, euros } from '#libs/kernel/euros.ts';
import { safeName } from '#libs/kernel/safe-text.ts';
import { type Fraction, fractionText, roundToCents } from '#libs/kernel/fraction.ts';
import type { Fact } from '#libs/explain/events.ts';
import type { StatementExplanation } from '#libs/explain/explain.ts';
import { type Figure, type Part, cutParts, sumOfParts } from '#libs/explain/part.ts';
import { parameterLabel, parameterLine, sourceText } from '#libs/words/labels/parameter-text.ts';
import { partFormula, partLabel } from '#libs/words/labels/parts.ts';
import { LINE_LABELS, PHASE_LABELS, STATUS_LABELS } from '#libs/words/labels/statements.ts';
import type { SourcedParameter } from '#libs/statements/rules/used-parameters.ts';

/** A line of the tree and its branches. */
interface Branch {
  readonly text: string;
  readonly under: readonly Branch[];
}

interface Writing {
  /** Patients or acts shown under one figure. */
  readonly most: number;
  /** The label of each type of event, for people. */
  readonly eventLabels: Readonly<Record<string, string>>;
}

export function explanationText(explanation: StatementExplanation, writing: Writing): string {
  const { statement, pin, text, lines, teamFacts } = explanation;
  const writer = new Writer(explanation, writing);
  const branches = lines.map(({ line, amountCents, part }) => {
    const { under } = writer.branch(part);
    return { text: `${LINE_LABELS[line]} : ${euros(amountCents)}`, under };
  });
  return [
    `Explication du décompte ${statement.scheme} de ${safeName(statement.teamName)} (${statement.team}), période ${periodInFrench(statement.period)}`,
    `Phase ${PHASE_LABELS[statement.phase] ?? statement.phase} · texte ${text.id} du ${frenchDay(text.from)} : ${sourceText(text.reference)}`,
    `Connu au ${frenchDay(pin.knownOn)}, jusqu’à l’événement ${pin.position} · réglementation ${pin.regulationVersion} · règles ${pin.rulesVersion}`,
    ...writer.facts(teamFacts).flatMap((fact) => branchLines(fact, '', '')),
    ...branches.flatMap((branch) => ['', ...branchLines(branch, '', '')]),
    '',
    lines.length === statement.lines.length
      ? `Total : ${euros(statement.totalCents)}, somme de ${counted(lines.length, 'ligne')}`
      : `Total du décompte : ${euros(statement.totalCents)}`,
  ].join('\n');
}

function branchLines({ text, under }: Branch, first: string, rest: string): string[] {
  return [
    first + text,
    ...under.flatMap((branch, i) =>
      i === under.length - 1
        ? branchLines(branch, `${rest}└─ `, `${rest}   `)
        : branchLines(branch, `${rest}├─ `, `${rest}│  `),
    ),
  ];
}

/** Describes an event or a parameter in full the first time, and only names it after that. */
class Writer {
  readonly #explanation: StatementExplanation;
  readonly #most: number;
  readonly #eventLabels: Writing['eventLabels'];
  readonly #said = new Set<string | number>();

  constructor(explanation: StatementExplanation, { most, eventLabels }: Writing) {
    this.#explanation = explanation;
    this.#most = most;
    this.#eventLabels = eventLabels;
  }

  branch({ label, figure, formula, parts, because, facts, parameters }: Part): Branch {
    return {
      text: `${partLabel(label)}${figure === undefined ? '' : ` : ${figureText(figure)}`}`,
      under: [
        ...(formula === undefined ? [] : [{ text: `= ${partFormula(formula)}`, under: [] }]),
        ...this.#children(parts),
        ...this.#children(because),
        ...parameters.flatMap((name) => this.#parameter(name)),
        ...this.facts(facts),
      ],
    };
  }

  #children(parts: readonly Part[]): Branch[] {
    const { shown, left } = cutParts(parts, this.#most);
    const branches = shown.map((one) => this.branch(one));
    if (left.length === 0) return branches;
    const sum = left.some(({ figure }) => figure === undefined)
      ? ''
      : ` : ${figureText({ exact: sumOfParts(left), unit: 'cents' })}`;
    const what = left[0]?.kind === 'act' ? 'acte' : 'patient';
    return [
      ...branches,
      {
        text: `… et ${counted(left.length, `autre ${what}`, `autres ${what}s`)} (--all ${agreed(left.length, 'le', 'les')} montre)${sum}`,
        under: [],
      },
    ];
  }

  facts(positions: readonly number[]): Branch[] {
    const again = positions.filter((position) => this.#said.has(position));
    const fresh = positions.filter((position) => !this.#said.has(position));
    for (const position of fresh) this.#said.add(position);
    return [
      ...fresh.map((position) => ({
        text: this.#factText(position, this.#explanation.facts.get(position)),
        under: [],
      })),
      ...(again.length === 0
        ? []
        : [{ text: `↳ plus haut : événement${again.length > 1 ? 's' : ''} ${again.join(', ')}`, under: [] }]),
    ];
  }

  #parameter(name: string): Branch[] {
    const used = this.#explanation.parameters.get(name);
    if (used === undefined) return [];
    const seen = this.#said.has(name);
    this.#said.add(name);
    return [
      {
        text: seen ? `§ ${parameterLabel(name)} (plus haut)` : parameterText(used, this.#explanation.text.id),
        under: [],
      },
    ];
  }

  #factText(position: number, fact: Fact | undefined): string {
    if (fact === undefined) return `↳ événement ${position}`;
    const { stream, type, effective, knownOn, recordedAt, recordedBy } = fact;
    return `↳ événement ${position}, ${this.#eventLabels[type] ?? type} (${stream}) : effet ${fieldInFrench(effective)}, connu le ${dayInFrench(knownOn)}, enregistré le ${instantInFrench(recordedAt)} par ${recordedBy}`;
  }
}

function parameterText({ parameter, value, from, status, reference }: SourcedParameter, text: string): string {
  return `§ ${parameterLabel(parameter)} : ${shortened(parameterLine(value))} (${parameter}), depuis le ${frenchDay(from)}, texte ${text} : ${STATUS_LABELS[status]} — ${sourceText(reference)}`;
}

const LONGEST = 120;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

function figureText({ exact, unit }: Figure): string {
  if (unit === 'cents') return amountText(exact);
  const shown = decimal(exact);
  const of = unit === 'percent' ? ' %' : unit === 'points' ? ` ${agreedWith(exact, 'point')}` : '';
  return shown.startsWith('≈') ? `${shown}${of} (${fractionText(exact)})` : `${shown}${of}`;
}

/** Rounded to the cent, followed by the exact amount if they differ. */
function amountText(exact: Fraction): string {
  const rounded = roundToCents(exact);
  if (exact.denominator === 1n) return euros(rounded);
  const inCents = decimal(exact);
  const plain = inCents.startsWith('≈') ? fractionText(exact).replace('-', '−') : inCents;
  return `≈ ${euros(rounded)} (exactement ${plain} ${agreedWith(exact, 'centime')})`;
}
