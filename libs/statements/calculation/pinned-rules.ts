/** The rules that a calculation names in its pin. */
import { refused } from '#libs/statements/calculation/refusals.ts';
import { RULES, type Rules, rulesOfVersion } from '#libs/statements/rules/versions.ts';
import type { Pin } from '#libs/statements/calculated-statement.ts';

/** Throws MADE_BY_OTHER_RULES for a version that this program does not have. */
export function pinnedRules({ rulesVersion }: Pick<Pin, 'rulesVersion'>): Rules {
  const rules = rulesOfVersion(rulesVersion);
  if (rules === undefined)
    throw refused('MADE_BY_OTHER_RULES', { rulesVersion, known: RULES.map(({ version }) => version) });
  return rules;
}
