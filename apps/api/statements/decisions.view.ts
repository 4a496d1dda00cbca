/** The state of a statement in an answer. */
import { ApiProperty } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import { type Decision, decidedLines, total } from '#libs/statements/workflow/decisions.ts';
import type { Move, StatementProposal } from '#libs/statements/workflow/events.ts';
import { type Stage, type StatementState, draftOf, submissionOf } from '#libs/statements/workflow/state.ts';
import { decisionCode, toSubmit, toSubmitCode, varianceCode } from '#libs/statements/workflow/variance-code.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { PinView, STAGES } from '#apps/api/statements/statement.views.ts';

class DecidedLineView {
  @ApiProperty({ example: 'CAPITATION' }) line!: string;
  @ApiProperty({ description: 'Centimes.', example: '760053' }) amountCents!: string;
}

class DecidedInstalmentView {
  @ApiProperty({ example: '2021-02-15' }) dueOn!: string;
  @ApiProperty({ description: 'Centimes.', example: '253351' }) amountCents!: string;
}

class MovedInstalmentView {
  @ApiProperty({ enum: ['INSTALMENT', 'STARTUP_CREDIT'], example: 'STARTUP_CREDIT' }) kind!: string;
  @ApiProperty({ description: 'Jour décidé avant.', example: '2023-05-31' }) from!: string;
  @ApiProperty({ description: 'Nouveau jour.', example: '2023-06-15' }) to!: string;
  @ApiProperty({ description: 'Centimes.', example: '250000' }) amountCents!: string;
}

class ProposalView {
  @ApiProperty({ description: '0 : le décompte ; 1 et plus : ses régularisations.', example: 0 }) number!: number;
  @ApiProperty({ description: 'Du calcul dont elle part.', example: 'a1b2c3…' }) digest!: string;
  @ApiProperty({ type: PinView }) pin!: PinView;
  @ApiProperty({ type: [DecidedLineView] }) lines!: DecidedLineView[];
  @ApiProperty({ description: 'Centimes.', example: '760053' }) totalCents!: string;
  @ApiProperty({ description: 'Vide pour une régularisation, due dès l’approbation.', type: [DecidedInstalmentView] })
  instalments!: DecidedInstalmentView[];
  @ApiProperty({ description: 'Ce qui est dû un autre jour.', type: [MovedInstalmentView] })
  moves!: MovedInstalmentView[];
}

class SubmittedView extends ProposalView {
  @ApiProperty({ type: PersonView }) submittedBy!: PersonView;
}

export class DecisionView extends SubmittedView {
  @ApiProperty({ type: PersonView }) approvedBy!: PersonView;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) approvedAt!: string;
}

export class DecisionsView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({ type: String, nullable: true, example: 'PEPS' }) scheme!: string | null;
  @ApiProperty({ enum: STAGES, example: 'APPROVED' }) stage!: Stage;
  @ApiProperty({ description: 'Ce qui attend une décision.', type: SubmittedView, nullable: true })
  submitted!: SubmittedView | null;
  @ApiProperty({
    description: 'Code de ce qui attend une décision : donné à l’approbation, elle ne vaut que pour ce qui a été lu.',
    type: String,
    nullable: true,
    example: '2b8befff3a39',
  })
  code!: string | null;
  @ApiProperty({
    description: 'Code de ce qui peut être soumis : donné à la soumission, elle ne vaut que pour ce qui a été lu.',
    type: String,
    nullable: true,
    example: 'ed68e34f0aa8',
  })
  draftCode!: string | null;
  @ApiProperty({
    description: 'Du calcul qui peut être soumis (GET /statements/{team}/{period}, champ digest).',
    type: String,
    nullable: true,
    example: 'a1b2c3…',
  })
  draftDigest!: string | null;
  @ApiProperty({
    description: 'Code de la dernière décision : donné au retrait, il ne vaut que pour ce qui a été lu.',
    type: String,
    nullable: true,
    example: '0c1d2e3f4a5b',
  })
  decisionCode!: string | null;
  @ApiProperty({
    description: 'Une régularisation préparée et pas encore soumise.',
    type: ProposalView,
    nullable: true,
  })
  drafted!: ProposalView | null;
  @ApiProperty({ type: [DecisionView] }) decisions!: DecisionView[];
  @ApiProperty({ description: 'Somme de tout ce qui est décidé, par ligne.', type: [DecidedLineView] })
  decidedLines!: DecidedLineView[];
  @ApiProperty({ description: 'Centimes.', example: '760053' }) decidedCents!: string;
  @ApiProperty({
    description: 'Patients de ce qui est décidé qui ont été effacés depuis ; ils y comptent.',
    example: 0,
  })
  erasedPatients!: number;
}

/** `scheme`: that of the latest calculation, or of the one that the reader sees. */
export function decisionsView(
  state: StatementState,
  erasedPatients: number,
  scheme: string | null = state.scheme ?? null,
): DecisionsView {
  const { team, period, status, decisions } = state;
  const [submitted, drafted] = [submissionOf(state), draftOf(state)];
  const decided = decidedLines(decisions);
  return {
    team,
    period,
    scheme,
    stage: status,
    submitted:
      submitted === undefined ? null : { ...proposalView(submitted.proposal), submittedBy: personView(submitted.by) },
    code: varianceCode([state]) ?? null,
    draftCode: toSubmitCode(state) ?? null,
    draftDigest: toSubmit(state)?.digest ?? null,
    decisionCode: decisionCode(state) ?? null,
    drafted: drafted === undefined ? null : proposalView(drafted),
    decisions: decisions.map(decisionView),
    decidedLines: linesView(decided),
    decidedCents: String(total(decided)),
    erasedPatients,
  };
}

export function decisionView(decision: Decision): Readonly<DecisionView> {
  const { submittedBy, approvedBy, approvedAt } = decision;
  return {
    ...proposalView(decision),
    submittedBy: personView(submittedBy),
    approvedBy: personView(approvedBy),
    approvedAt,
  };
}

function proposalView({ number, digest, pin, lines, instalments, moves }: StatementProposal): Readonly<ProposalView> {
  return {
    number,
    digest,
    pin: { ...pin, knownOn: dayText(pin.knownOn) },
    lines: linesView(lines),
    totalCents: String(total(lines)),
    instalments: instalments.map(({ dueOn, amountCents }) => ({
      dueOn: dayText(dueOn),
      amountCents: String(amountCents),
    })),
    moves: moves.map(moveView),
  };
}

function moveView({ kind, from, to, amountCents }: Move): MovedInstalmentView {
  return { kind, from: dayText(from), to: dayText(to), amountCents: String(amountCents) };
}

function linesView(lines: StatementProposal['lines']): DecidedLineView[] {
  return lines.map(({ line, amountCents }) => ({ line, amountCents: String(amountCents) }));
}
