/** A dossier in an answer: every version of every fact, with its known-on day and its position. */
import { ApiProperty } from '@nestjs/swagger';
import { type Day, dayText, optionalDayText } from '#libs/kernel/day.ts';
import { noteRead } from '#apps/api/access/reads.ts';
import { C2S, type Dossier } from '#libs/enrolment/dossier.ts';
import { type Version, isKnown } from '#libs/enrolment/versions.ts';

class VersionView {
  @ApiProperty({ description: 'Connu le.', example: '2021-01-04' }) knownOn!: string;
  @ApiProperty({ description: 'Position dans le journal.', example: 4211 }) position!: number;
}

class PersonVersionView extends VersionView {
  @ApiProperty({ example: '1954-03-12' }) birthDate!: string;
  @ApiProperty({ enum: ['F', 'M'], example: 'F' }) sex!: string;
  @ApiProperty({ type: String, nullable: true, example: null }) diedOn!: string | null;
}

class CoverageVersionView extends VersionView {
  @ApiProperty({ enum: ['ALD', 'C2S'], example: 'ALD' }) kind!: string;
  @ApiProperty({ type: Number, nullable: true, example: 8 }) aldNumber!: number | null;
  @ApiProperty({ example: '2020-01-01' }) from!: string;
  @ApiProperty({ type: String, nullable: true, example: null }) until!: string | null;
}

class DeclarationVersionView extends VersionView {
  @ApiProperty({ description: 'Médecin traitant ; vide : plus aucun.', example: '10000000017' }) rpps!: string;
  @ApiProperty({ example: '2020-02-03' }) declaredOn!: string;
}

class ActVersionView extends VersionView {
  @ApiProperty({ example: 'A000001' }) act!: string;
  @ApiProperty({ example: '10000000017' }) executant!: string;
  @ApiProperty({ example: 'GP' }) profession!: string;
  @ApiProperty({ example: '1112' }) actCode!: string;
  @ApiProperty({ example: '2020-03-16' }) careOn!: string;
  @ApiProperty({ description: 'Centimes.', example: '2500' }) baseCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '1750' }) paidCents!: string;
  @ApiProperty({ example: false }) informationOnly!: boolean;
  @ApiProperty({ description: 'Annule un autre acte.', example: false }) reversal!: boolean;
}

class SpendingVersionView extends VersionView {
  @ApiProperty({ example: 2021 }) year!: number;
  @ApiProperty({
    description: 'Centimes ; null : inconnue, ou retirée.',
    type: String,
    nullable: true,
    example: '184200',
  })
  amountCents!: string | null;
}

/** Each list of a dossier is shown: one that is missing here is a type error. */
export class DossierView implements Readonly<Record<Exclude<keyof Dossier, 'kept'>, unknown>> {
  @ApiProperty({ description: 'Pseudonyme.', example: 'P0000001' }) patient!: string;
  @ApiProperty({ type: [PersonVersionView] }) person!: PersonVersionView[];
  @ApiProperty({ type: [CoverageVersionView] }) coverage!: CoverageVersionView[];
  @ApiProperty({ type: [DeclarationVersionView] }) declarations!: DeclarationVersionView[];
  @ApiProperty({ type: [ActVersionView] }) acts!: ActVersionView[];
  @ApiProperty({ type: [SpendingVersionView] }) spending!: SpendingVersionView[];
}

/** All versions, or those known on a day. */
export function dossierView(dossier: Dossier, knownOn: Day | undefined): DossierView {
  noteRead('PATIENT', dossier.patient);
  const known = { day: knownOn ?? Infinity, position: Infinity };
  const asKnown = <V extends Version>(versions: readonly V[]): V[] =>
    versions.filter((version) => isKnown(version, known));
  return {
    patient: dossier.patient,
    person: asKnown(dossier.person).map(({ birth, sex, diedOn, ...when }) => ({
      birthDate: dayText(birth),
      sex,
      diedOn: optionalDayText(diedOn),
      ...at(when),
    })),
    coverage: asKnown(dossier.coverage).map(({ aldNumber, from, until, ...when }) => ({
      kind: aldNumber === C2S ? 'C2S' : 'ALD',
      aldNumber: aldNumber === C2S ? null : aldNumber,
      from: dayText(from),
      until: optionalDayText(until),
      ...at(when),
    })),
    declarations: asKnown(dossier.declarations).map(({ rpps, declaredOn, ...when }) => ({
      rpps,
      declaredOn: dayText(declaredOn),
      ...at(when),
    })),
    acts: asKnown(dossier.acts).map((act) => ({
      act: act.actId,
      executant: act.executant,
      profession: act.profession,
      actCode: act.actCode,
      careOn: dayText(act.careOn),
      baseCents: String(act.baseCents),
      paidCents: String(act.paidCents),
      informationOnly: act.informationOnly,
      reversal: act.reversal,
      ...at(act),
    })),
    spending: asKnown(dossier.spending).map(({ year, amountCents, ...when }) => ({
      year,
      amountCents: amountCents === null ? null : String(amountCents),
      ...at(when),
    })),
  };
}

function at({ knownOn, position }: Version): Readonly<VersionView> {
  return { knownOn: dayText(knownOn), position };
}
