/** `decompte quality TEAM`: its results at each indicator beside the thresholds of the year, and the score that they give. */
import { decimal } from '#libs/kernel/euros.ts';
import { fraction } from '#libs/kernel/fraction.ts';
import { FindTeamQuality } from '#libs/quality/queries/find-team-quality.ts';
import { QualityModule } from '#libs/quality/quality.module.ts';
import { ratedYearsJson } from '#libs/quality/rated-years-json.ts';
import { INDICATOR_LABELS } from '#libs/words/labels/teams.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { json, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface QualityOptions extends StoreOptions {
  readonly knownOn?: string;
  readonly json?: boolean;
}

const HEADER = ['indicateur', 'année', 'résultat', 'seuil intermédiaire', 'cible', 'note'];

export async function qualityCommand(team: string, options: QualityOptions): Promise<number> {
  return withModules(options, [QualityModule], async ({ query }) => {
    const found = await query(new FindTeamQuality(team, knownOn(options.knownOn)));
    if (found === undefined) throw new Refusal(`aucune équipe ne s’appelle ${team}, telle que connue ce jour-là`);
    if (options.json === true) {
      json({ team, ...ratedYearsJson(found) });
      return;
    }
    const rows = found.indicators.flatMap(({ indicator: { id }, years }) =>
      years.map(({ year, result: of, threshold, rating }) => [
        INDICATOR_LABELS[id] ?? id,
        year,
        of === undefined ? '' : share(of),
        threshold === undefined ? '' : `${threshold.intermediate} %`,
        threshold === undefined ? '' : `${threshold.target} %`,
        rating === undefined ? '' : decimal(rating),
      ]),
    );
    const scores = found.scores.map(({ year, score }) => [year, score === undefined ? 'pas de score' : decimal(score)]);
    result(`${table(HEADER, rows)}\n\n${table(['année', 'score, en points'], scores)}`);
  });
}

function share({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }): string {
  const of = `${numerator} sur ${denominator}`;
  return denominator === 0 ? of : `${of}, ${decimal(fraction(100n * BigInt(numerator), denominator))} %`;
}
