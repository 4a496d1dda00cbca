/** The content of a version of the regulation, in an answer. */
import { ApiProperty } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import { profileText } from '#libs/regulation/profile.ts';
import type { VersionContent } from '#libs/regulation/publication/version-content.ts';
import type { DatedValue, LegalText, Regulation, Scheme } from '#libs/regulation/regulation.ts';
import { ANY_VALUE } from '#apps/api/statements/any-value.ts';

class RegulationTextView {
  @ApiProperty({ example: 'PEPS-2022' }) id!: string;
  @ApiProperty({ description: 'En vigueur depuis.', example: '2022-11-27' }) from!: string;
  @ApiProperty({ example: 'arrêté du 19 juin 2019 (JO du 3 juillet 2019)' }) reference!: string;
}

class DatedValueView {
  @ApiProperty({ description: 'En vigueur depuis.', example: '2019-07-01' }) from!: string;
  @ApiProperty({ ...ANY_VALUE, description: 'Comme écrite : texte, nombre, liste ou objet.', example: '11/10' })
  value!: unknown;
  @ApiProperty({ enum: ['exact', 'reconstructed', 'assumed', 'override'], example: 'exact' }) status!: string;
  @ApiProperty({ description: 'D’où elle vient.', example: 'cahier des charges PEPS, annexe 2' }) reference!: string;
}

class RegulationParameterView {
  @ApiProperty({ example: 'cap_rate' }) parameter!: string;
  @ApiProperty({ description: 'Par date.', type: [DatedValueView] }) values!: DatedValueView[];
}

class RegulationSchemeView {
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
  @ApiProperty({ example: 'SUBSTITUTIVE' }) family!: string;
  @ApiProperty({ type: [String], example: ['ALL', 'OVER_65'] }) options!: readonly string[];
  @ApiProperty({ type: [String], example: ['GP', 'GP+NURSE'] }) scopes!: readonly string[];
  @ApiProperty({ type: [String], example: ['SETUP', 'FORFAIT'] }) phases!: readonly string[];
  @ApiProperty({ type: [RegulationTextView] }) texts!: RegulationTextView[];
  @ApiProperty({ type: [RegulationParameterView] }) parameters!: RegulationParameterView[];
}

class RegulationIndicatorView {
  @ApiProperty({ example: 'vaccination' }) id!: string;
  @ApiProperty({ example: 'SOCLE' }) family!: string;
  @ApiProperty({ description: 'UP : plus est mieux.', enum: ['UP', 'DOWN'], example: 'UP' }) direction!: string;
  @ApiProperty({ example: 'Vaccination antigrippale' }) label!: string;
}

class GridAmountView {
  @ApiProperty({ example: 'GP-2021' }) grid!: string;
  @ApiProperty({ description: 'Tranche d’âge, sexe, ALD, C2S.', example: '17-39 F ald=0 c2s=1' }) profile!: string;
  @ApiProperty({ description: 'Par an, en centimes.', example: '9120' }) yearlyCents!: string;
}

export class RegulationContentView {
  @ApiProperty({ example: '2026-12' }) version!: string;
  @ApiProperty({ description: 'SHA-256 de ce qui est lu.', example: '5e884898da28…' }) fingerprint!: string;
  @ApiProperty({ type: [String], example: ['0-6', '7-16'] }) ageBands!: string[];
  @ApiProperty({ type: [RegulationSchemeView] }) schemes!: RegulationSchemeView[];
  @ApiProperty({ type: [RegulationIndicatorView] }) indicators!: RegulationIndicatorView[];
  @ApiProperty({ type: [GridAmountView] }) grids!: GridAmountView[];
}

export function regulationContent({ regulation }: VersionContent): RegulationContentView {
  const { version, fingerprint, ageBands, schemes, indicators } = regulation;
  return {
    version,
    fingerprint,
    ageBands: ageBands.map(({ label }) => label),
    schemes: [...schemes.values()].map(schemeView),
    indicators: [...indicators.values()].map(({ id, family, direction, label }) => ({ id, family, direction, label })),
    grids: gridAmounts(regulation),
  };
}

function schemeView({ name, family, options, scopes, phases, texts, parameters }: Scheme): RegulationSchemeView {
  return {
    scheme: name,
    family,
    options,
    scopes,
    phases,
    texts: texts.map(textView),
    parameters: [...parameters].map(([parameter, values]) => ({ parameter, values: values.map(valueView) })),
  };
}

function textView({ id, from, reference }: LegalText): RegulationTextView {
  return { id, from: dayText(from), reference };
}

function valueView({ from, written, status, reference }: DatedValue): DatedValueView {
  return { from: dayText(from), value: written, status, reference };
}

function gridAmounts({ grids, ageBands }: Regulation): GridAmountView[] {
  return [...grids].flatMap(([grid, amounts]) =>
    amounts.map((cents, profile) => ({
      grid,
      profile: profileText(ageBands, profile),
      yearlyCents: String(cents),
    })),
  );
}
