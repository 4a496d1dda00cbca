/** What people call a stream of the log: always one thing, so that a sentence about it is singular. */
import { categoryOf } from '#libs/event-store/event.ts';
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { PERIOD_PATTERN } from '#libs/kernel/period.ts';
import { LEDGER_STREAM } from '#libs/payments/ledger/ledger.ts';
import { ofName } from '#libs/words/labels/of-name.ts';

const STATEMENT = new RegExp(`^(.+)-(${PERIOD_PATTERN})$`);

/** By the category of the stream; `rest` follows the category and its hyphen. */
const STREAM_TEXTS: ReadonlyMap<string, (rest: string) => string> = new Map([
  ['statement', statementText],
  // Former logs have a stream for each envelope.
  [
    'payment',
    (rest) => (`payment-${rest}` === LEDGER_STREAM ? 'le livre des paiements' : `le livre de l’enveloppe ${rest}`),
  ],
  ['payee', (team) => `le compte ${ofName(team)}`],
  ['debtor', (envelope) => `le compte à débiter de l’enveloppe ${envelope}`],
  ['account', () => 'le suivi d’un compte bancaire'],
  ['team', (team) => `l’équipe ${team}`],
  ['patient', () => 'le dossier d’un patient'],
  ['national', () => 'une dépense nationale'],
  ['duplicates', () => 'le registre des doublons de patients'],
  ['erasure', (erasure) => `l’effacement ${erasure}`],
  ['import', () => 'l’import de ce fichier'],
  ['regulation', () => 'la réglementation'],
  ['candidates', () => 'le registre des candidatures'],
  ['closings', () => 'le registre des clôtures'],
  ['recomputation', () => 'le suivi des recalculs'],
  ['index', () => 'l’index des patients'],
  ['checkpoints', () => 'le registre des points de contrôle du journal'],
  ['losses', () => 'le registre des pertes du journal'],
  ['job', (job) => `la tâche ${job}`],
  ['webhook', (subscription) => `l’abonnement ${subscription}`],
  ['command', () => 'le registre des commandes'],
]);

/** `le décompte de PEPS-04 pour 2025-T4`. A stream that the product does not write keeps its name. */
export function streamText(stream: string): string {
  const category = categoryOf(stream);
  return STREAM_TEXTS.get(category)?.(stream.slice(category.length + 1)) ?? `« ${stream} »`;
}

function statementText(rest: string): string {
  const [, team = rest, period] = STATEMENT.exec(rest) ?? [];
  return period === undefined ? `le décompte ${team}` : `le décompte ${ofName(team)} pour ${periodInFrench(period)}`;
}
