/** The answer to a recorded fact: its place in the log, or all its faults. */
import { ApiProperty } from '@nestjs/swagger';
import type { RecordedFact } from '#libs/intake/fact-recorder.ts';
import type { InvalidFact } from '#libs/intake/refusals.ts';
import { INTAKE_WORDS, faultSentence } from '#libs/words/intake.ts';
import { Problem } from '#apps/api/http/problem.ts';

class WarningView {
  @ApiProperty({ example: 'RPPS_KEY' }) code!: string;
  @ApiProperty({ example: 'le numéro RPPS 10000000018 a une clé fausse.' }) sentence!: string;
}

export class RecordedFactView {
  @ApiProperty({ description: 'Position dans le journal.', example: 178823 }) position!: number;
  @ApiProperty({ description: 'Flux du journal.', example: 'team-PEPS-01' }) stream!: string;
  @ApiProperty({ description: 'Identifiant de l’événement, fait de son contenu.' }) eventId!: string;
  @ApiProperty({ description: 'Ce fait était déjà enregistré.', example: false }) known!: boolean;
  @ApiProperty({ description: 'Enregistré quand même, mais à regarder.', type: [WarningView] })
  warnings!: WarningView[];
}

export function recordedFactView({ warnings, ...recorded }: RecordedFact): RecordedFactView {
  const said = warnings.map((warning) => ({ code: warning.code, sentence: INTAKE_WORDS.ofWarning(warning) }));
  return { ...recorded, warnings: said };
}

export function invalidFactProblem({ faults }: InvalidFact): Problem {
  const errors = faults.map((fault) => ({
    path: fault.at === undefined ? '' : `/${fault.at.column}`,
    code: fault.code,
    detail: faultSentence(fault),
  }));
  return new Problem(422, 'invalid-fact', 'le fait n’est pas recevable ; errors dit tout ce qui ne va pas', { errors });
}
