/** `decompte candidate`: teams that apply, the conditions of each scheme for them, and the decisions on them. */
import { candidateJson, listedCandidateJson } from '#libs/candidates/candidate-json.ts';
import { CandidatesModule } from '#libs/candidates/candidates.module.ts';
import { ApplyCandidate } from '#libs/candidates/commands/apply-candidate.ts';
import { ConfirmCandidateDecision } from '#libs/candidates/commands/confirm-decision.ts';
import { EnterCandidate } from '#libs/candidates/commands/enter-candidate.ts';
import { ProposeCandidateDecision } from '#libs/candidates/commands/propose-decision.ts';
import { RefuseCandidateDecision } from '#libs/candidates/commands/refuse-decision.ts';
import { WithdrawApplication } from '#libs/candidates/commands/withdraw-application.ts';
import { WithdrawCandidateDecision } from '#libs/candidates/commands/withdraw-decision.ts';
import { isMet, lacking } from '#libs/candidates/conditions.ts';
import { type Application, type CandidateMember, type SchemeCondition } from '#libs/candidates/events.ts';
import { FindCandidates } from '#libs/candidates/queries/find-candidates.ts';
import { ReadCandidateRoster } from '#libs/candidates/queries/read-candidate-roster.ts';
import { applicationCode } from '#libs/candidates/state.ts';
import { type FoundCandidate, ReadCandidate } from '#libs/candidates/queries/read-candidate.ts';
import { counted } from '#libs/kernel/counted.ts';
import { dayInFrench, frenchDay } from '#libs/kernel/french-days.ts';
import { comparisonJson } from '#libs/statements/comparison/comparison-json.ts';
import { CompareSchemes } from '#libs/statements/queries/compare-schemes.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import {
  CANDIDATE_DECISION_LABELS,
  askedText,
  candidateStatusText,
  conditionLabel,
  metText,
} from '#libs/words/labels/candidates.ts';
import { candidateChangeText, unmetOfAccepted } from '#libs/words/texts/candidates.ts';
import { PHASE_LABELS, STATUS_LABELS } from '#libs/words/labels/statements.ts';
import { OPTION_LABELS, SCOPE_LABELS } from '#libs/words/labels/teams.ts';
import { codeTyped } from '#libs/kernel/code-typed.ts';
import { comparedLabel } from '#libs/words/labels/comparison.ts';
import { choiceArgument, dayArgument, knownOn } from '#apps/cli/arguments.ts';
import { type CompareOptions, comparisonOfOptions, comparisonText } from '#apps/cli/commands/compare.ts';
import { readParameters } from '#apps/cli/files.ts';
import { type EndingOptions, type PersonOptions, type RefusingOptions, commandAuthor } from '#apps/cli/person.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { afterProposal, codeLine } from '#apps/cli/proposal-hint.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface Common extends StoreOptions, PersonOptions {
  readonly json?: boolean;
}

export async function listCandidatesCommand(options: Common): Promise<number> {
  return withModules(options, [CandidatesModule], async ({ query }) => {
    const all = (await query(new FindCandidates())).map(listedCandidateJson);
    if (options.json === true) printJson({ candidates: all });
    else if (all.length === 0) result('Aucune candidature.');
    else
      result(
        table(
          ['candidature', 'nom', 'expérimentation', 'entrée', 'professionnels', 'patients dits', 'où elle en est'],
          all.map((one) => [
            one.candidate,
            one.name,
            one.scheme,
            dayInFrench(one.entersOn),
            one.members,
            one.patients,
            candidateStatusText(one),
          ]),
        ),
      );
  });
}

interface ShowOptions extends Common {
  readonly on?: string;
  readonly knownOn?: string;
}

export async function showCandidateCommand(candidate: string, options: ShowOptions): Promise<number> {
  const { on } = options;
  const days = { knownOn: knownOn(options.knownOn), ...(on === undefined ? {} : { on: dayArgument('--on', on) }) };
  return withModules(options, [CandidatesModule], async ({ query }) => {
    const found = await query(new ReadCandidate(candidate, days));
    if (found === undefined) throw noCandidate(candidate);
    if (options.json === true) printJson(candidateJson(found));
    else result(candidateText(found));
  });
}

function candidateText({ found, isEntered, on, schemes, waiting }: FoundCandidate): string {
  const { application, status } = found;
  const { candidate, name, scheme, option, scope, commune, entersOn, patients, members } = application;
  const head = [
    `${name} (${candidate}), ${commune} : ${[scheme, OPTION_LABELS[option] ?? option, SCOPE_LABELS[scope] ?? scope].filter((word) => word !== '').join(', ')}`,
    `entrée souhaitée le ${frenchDay(entersOn)}, ${counted(members.length, 'professionnel')}, ${counted(patients, 'patient')} selon elle ; candidature ${candidateStatusText({ status, isEntered })} ; code de la candidature : ${applicationCode(found)}`,
  ].join('\n');
  const parts = schemes.map((one) => {
    const title = `${comparedLabel(one.scheme)}, conditions du ${frenchDay(on)} : ${one.conditions.every(isMet) ? 'toutes remplies' : 'pas toutes remplies'}`;
    return `${title}\n${table(['condition', 'demandé', 'trouvé', '', 'texte'], one.conditions.map(conditionRow))}`;
  });
  const waits =
    waiting === undefined
      ? []
      : [
          ...unmetOfAccepted(found).map((text) => `Attention : ${text}.`),
          `${waiting.proposal.by.name} propose : ${candidateChangeText(waiting.proposal.content)}\nà confirmer par une autre personne jusqu’au ${frenchDay(waiting.confirmBy)}\n${codeLine(waiting.code, `candidate confirm ${quoted(candidate)}`)}`,
        ];
  return [head, ...parts, ...waits].join('\n\n');
}

/** The certainty of a condition; a former version may use another word. */
const SURENESS: Readonly<Record<string, string>> = STATUS_LABELS;

function conditionRow(condition: SchemeCondition): readonly (string | number)[] {
  const { found, text, status } = condition;
  const source = text === null ? '' : status === null ? text : `${text} (${SURENESS[status] ?? status})`;
  return [
    conditionLabel(condition),
    askedText(condition),
    found,
    metText(isMet(condition), lacking(condition)),
    source,
  ];
}

export async function compareCandidateCommand(candidate: string, options: CompareOptions): Promise<number> {
  const asked = comparisonOfOptions(options);
  return withModules(options, [CandidatesModule, StatementsModule], async ({ query }) => {
    const roster = await query(new ReadCandidateRoster(candidate, asked.knownOn));
    if (roster === undefined) throw noCandidate(candidate);
    const compared = await query(new CompareSchemes(roster, asked));
    if (options.json === true) printJson(comparisonJson(compared));
    else result(comparisonText(compared));
  });
}

export async function applyCandidateCommand(candidate: string, file: string, options: Common): Promise<number> {
  const author = await commandAuthor(options, 'candidate apply');
  const application = applicationIn(candidate, readParameters(file));
  return withModules(
    options,
    [CandidatesModule],
    async ({ command }) => {
      await command(new ApplyCandidate(application, author));
      result(
        `Candidature ${candidate} reçue de ${application.name} ; decompte candidate show ${quoted(candidate)} dit les conditions.`,
      );
    },
    true,
  );
}

type Written = Readonly<Record<string, unknown>>;

/** Throws CliRefusal for an absent field or one of another type; the content is checked like facts. */
function applicationIn(candidate: string, written: Written): Application {
  const known = [
    'name',
    'scheme',
    'option',
    'scope',
    'structure',
    'finess',
    'commune',
    'entersOn',
    'patients',
    'members',
  ];
  const unknown = Object.keys(written).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new CliRefusal(`le champ ${unknown} n’est pas prévu ; ce sont ${known.join(', ')}`);
  const text = (name: string): string => textIn(written, name);
  const { patients, members } = written;
  if (typeof patients !== 'number' || !Number.isSafeInteger(patients) || patients < 0)
    throw new CliRefusal('patients est un nombre entier, 0 ou plus');
  if (!Array.isArray(members)) throw new CliRefusal('members est une liste de { rpps, profession, from }');
  return {
    candidate,
    name: text('name'),
    scheme: text('scheme'),
    option: text('option'),
    scope: text('scope'),
    structure: text('structure'),
    finess: text('finess'),
    commune: text('commune'),
    entersOn: dayArgument('entersOn', text('entersOn')),
    patients,
    members: members.map((one) => memberIn(one as Written)),
  };
}

function memberIn(written: Written): CandidateMember {
  const from = dayArgument('from', textIn(written, 'from'));
  return { rpps: textIn(written, 'rpps'), profession: textIn(written, 'profession'), from };
}

function textIn(written: Written, name: string): string {
  const value = written[name];
  if (typeof value !== 'string') throw new CliRefusal(`${name} est un texte ; il manque ou n’en est pas un`);
  return value;
}

export async function proposeCandidateCommand(
  candidate: string,
  options: Common & { readonly decision: string; readonly phase?: string; readonly reason: string },
): Promise<number> {
  const decision = choiceArgument('--decision', CANDIDATE_DECISION_LABELS, options.decision);
  const author = await commandAuthor(options, 'candidate propose');
  return withModules(options, [CandidatesModule], async ({ query, command }) => {
    const { reason } = options;
    const phase = options.phase === undefined ? undefined : (codeTyped(PHASE_LABELS, options.phase) ?? options.phase);
    await command(new ProposeCandidateDecision({ candidate, decision, phase, reason }, author));
    const found = (await query(new FindCandidates())).find((one) => one.found.application.candidate === candidate);
    for (const text of found === undefined ? [] : unmetOfAccepted(found.found)) message(`Attention : ${text}.`);
    result(`Décision sur ${candidate} proposée par ${author.meta.by.name} ; une autre personne doit la confirmer.`);
    message(afterProposal('decompte candidate', quoted(candidate)));
  });
}

export async function confirmCandidateCommand(
  candidate: string,
  options: Common & { readonly code?: string },
): Promise<number> {
  const author = await commandAuthor(options, 'candidate confirm');
  return withModules(options, [CandidatesModule], async ({ command }) => {
    const made = await command(new ConfirmCandidateDecision(candidate, options.code, author));
    const isAccepted = made?.types.includes('CandidateAccepted') === true;
    result(
      `Candidature ${candidate} ${isAccepted ? 'acceptée' : 'écartée'} ; décision confirmée par ${author.meta.by.name}.`,
    );
    if (isAccepted) result(ENTERED);
  });
}

export async function enterCandidateCommand(candidate: string, options: Common): Promise<number> {
  const author = await commandAuthor(options, 'candidate enter');
  return withModules(options, [CandidatesModule], async ({ command }) => {
    await command(new EnterCandidate(candidate, author));
    result(ENTERED);
  });
}

const ENTERED = 'Son équipe, sa première phase et ses membres sont dans les faits ; decompte teams la montre.';

export async function refuseCandidateCommand(candidate: string, options: Common & RefusingOptions): Promise<number> {
  const author = await commandAuthor(options, 'candidate refuse');
  return withModules(options, [CandidatesModule], async ({ command }) => {
    await command(new RefuseCandidateDecision(candidate, options.reason, author, options.code));
    result(`Décision proposée refusée, ${candidate}, par ${author.meta.by.name}.`);
  });
}

export async function withdrawCandidateCommand(candidate: string, options: Common & EndingOptions): Promise<number> {
  const author = await commandAuthor(options, 'candidate withdraw');
  return withModules(options, [CandidatesModule], async ({ command }) => {
    await command(new WithdrawCandidateDecision(candidate, author, options.code));
    result(`Décision proposée retirée, ${candidate}, par ${author.meta.by.name}.`);
  });
}

export async function leaveCandidateCommand(candidate: string, options: Common & RefusingOptions): Promise<number> {
  const author = await commandAuthor(options, 'candidate leave');
  return withModules(options, [CandidatesModule], async ({ command }) => {
    await command(new WithdrawApplication(candidate, options.reason, author, options.code));
    result(`Candidature retirée, ${candidate}, par ${author.meta.by.name}.`);
  });
}

function noCandidate(candidate: string): CliRefusal {
  return new CliRefusal(`il n’y a pas de candidature ${candidate} ; decompte candidate list les montre`);
}
