/** The content of a bundle, according to the options of `decompte audit export`. */
import type { BundleContent } from '#libs/audit/bundle-file.ts';
import { rulesCode } from '#libs/audit/payment-bundle/rules-code.ts';
import { GatherBasis } from '#libs/statements/recomputation/queries/gather-basis.ts';
import { type BasisAsked, basisOfPeriod } from '#libs/statements/recomputation/payment-basis.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { requirePeriod } from '#apps/cli/arguments.ts';
import { periodAsHeld } from '#apps/cli/options.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { withModules } from '#apps/cli/with-modules.ts';

export interface BundleOptions extends StoreOptions {
  readonly event?: readonly string[];
  readonly stream?: string;
  /** End-to-end id. */
  readonly payment?: string;
  /** Team, and period or year. */
  readonly statement?: readonly string[];
}

/** The whole log unless an option names something else. */
export async function bundleContentOf(options: BundleOptions): Promise<BundleContent> {
  const { event, stream, payment, statement } = options;
  if ([event, stream, payment, statement].filter((one) => one !== undefined).length > 1)
    throw new CliRefusal('donnez --event, --stream, --payment ou --statement, un seul des quatre');
  if (payment !== undefined) return provedContent(options, { payment });
  if (statement !== undefined) return provedContent(options, statementAsked(statement));
  return { events: event?.map(eventOption), stream };
}

function statementAsked([team, written, ...more]: readonly string[]): BasisAsked {
  if (team === undefined || written === undefined || more.length > 0)
    throw new CliRefusal('--statement prend une équipe et une période, par exemple PEPS-01 2021-T1 ou PEPS-01 2021');
  const period = periodAsHeld(written);
  requirePeriod(period);
  return basisOfPeriod(team, period);
}

async function provedContent(options: BundleOptions, asked: BasisAsked): Promise<BundleContent> {
  let content: BundleContent | undefined;
  await withModules(options, [StatementsModule], async ({ query, reads }) => {
    reads.note('audit export', 'FILE', [JSON.stringify(asked)]);
    const { events, subject } = await query(new GatherBasis(asked));
    content = { events, recalculation: { subject, code: rulesCode() } };
  });
  return content ?? {};
}

function eventOption(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new CliRefusal(`--event vaut « ${text} » ; écrivez une position, par exemple 1234`);
  return Number(text);
}
