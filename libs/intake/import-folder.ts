/**
 * Imports a folder of facts files: checks each file whole, then records it in batches, and sets aside each bad row. No fact is recorded
 * twice, so a second run finishes an interrupted import.
 */
import { lstatSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { personsIn } from '#libs/enrolment/duplicates/duplicates.ts';
import { teamsAsKnown } from '#libs/enrolment/teams.ts';
import { type CheckedFile, checkFile } from '#libs/intake/csv/fact-csv.ts';
import { type ManifestEntry, differsFrom, readManifest } from '#libs/intake/csv/manifest.ts';
import { type AnyFactKind, FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { FileRecording } from '#libs/intake/file-recording.ts';
import { importOf, locatedImportEvent } from '#libs/intake/import/decide.ts';
import { type FileSummary, ImportFindings, type ImportSummary } from '#libs/intake/import-summary.ts';
import { RowsElsewhere } from '#libs/intake/reading/rows-elsewhere.ts';
import { recordedTeams, schemesOfTeams } from '#libs/intake/recorded-teams.ts';
import { FileVanished, RefusedFile, refusedFile } from '#libs/intake/refusals.ts';
import { rosterWarnings } from '#libs/intake/roster-warnings.ts';
import { ErasedNow } from '#libs/intake/recording/erased-now.ts';
import { withHeapGrowth } from '#libs/threads/heap-growth.ts';
import { rowCheck } from '#libs/intake/row-check.ts';
import { type ImportSettings, type RunningImport, importCommit, dayOfCommit } from '#libs/intake/running-import.ts';

type Manifest = ReadonlyMap<string, ManifestEntry>;

const MANIFEST = 'manifest.csv';
/** Percent: rows live for a batch, so that there is much more garbage than is in use, and collecting it early is cheap. */
const HEAP_GROWTH = 60;

/** Throws if the folder cannot be read; a file that cannot be read is refused, and the others are recorded. */
export function importFolder(settings: ImportSettings): Promise<ImportSummary> {
  return withHeapGrowth(HEAP_GROWTH, () => imported(settings));
}

async function imported(settings: ImportSettings): Promise<ImportSummary> {
  const { folder, sources, words } = settings;
  const present = await readdir(folder);
  const persons = await Promise.all(sources.map(({ log }) => personsIn(log)));
  const running = {
    settings,
    findings: new ImportFindings(words),
    schemes: await schemesOfTeams(sources),
    isOnePerson: (one: string, other: string) => persons.some(({ isOne }) => isOne(one, other)),
    idsOfPerson: (patient: string) => [...new Set(persons.flatMap(({ idsOf }) => idsOf(patient)))],
  };
  const manifest = present.includes(MANIFEST) ? await manifestOf(running) : undefined;
  const files = FACT_KINDS.map((kind): Announced => {
    const file = fileOf(kind);
    return { kind, path: join(folder, file), entry: manifest?.get(file), isPresent: present.includes(file) };
  }).filter(({ entry, isPresent }) => isPresent || entry !== undefined);
  await importFiles(files, running);
  await refuseAbsent(manifest, present, running);
  await settings.recorder.settle();
  await warnOfRosters(running);
  const { warnings, counts } = running.findings;
  const ours = FACT_KINDS.map(fileOf);
  return {
    files: running.findings.files,
    absent: ours.filter((name) => !present.includes(name)),
    ignored: present.filter((name) => !ours.includes(name) && name !== MANIFEST).sort(),
    warnings,
    warningCounts: counts,
  };
}

/** Needs the teams whole, so it comes when everything is in. */
async function warnOfRosters({ settings, findings }: RunningImport): Promise<void> {
  const everything = { day: Infinity, position: Infinity };
  const teams = teamsAsKnown(await recordedTeams(settings.sources), everything, settings.regulation);
  for (const warning of rosterWarnings(teams, findings.doctors, findings.creditTeams)) findings.warn(warning);
}

function fileOf({ name }: AnyFactKind): string {
  return `${name}.csv`;
}

/** Undefined if it cannot be read: then the list of sent files is unknown. */
async function manifestOf(running: RunningImport): Promise<Manifest | undefined> {
  const path = join(running.settings.folder, MANIFEST);
  try {
    return await readManifest(path);
  } catch (error) {
    if (isGone(path)) throw error;
    await refuse(running.findings.begin(MANIFEST), refusalOf(error, path, MANIFEST), '', running);
    return undefined;
  }
}

/** The manifest can also name a file that is not a file of facts and is absent. */
async function refuseAbsent(
  manifest: Manifest | undefined,
  present: readonly string[],
  running: RunningImport,
): Promise<void> {
  const { findings } = running;
  const ours = new Set(findings.files.map(({ file }) => file));
  for (const { file, sha256 } of manifest?.values() ?? []) {
    if (ours.has(file) || present.includes(file)) continue;
    await refuse(findings.begin(file), refusedFile('FILE_ABSENT', {}), sha256, running);
  }
}

interface Announced {
  readonly kind: AnyFactKind;
  readonly path: string;
  /** The entry of the manifest for the file. */
  readonly entry: ManifestEntry | undefined;
  /** Whether it was in the folder when the import began. */
  readonly isPresent: boolean;
}

async function importFiles(files: readonly Announced[], running: RunningImport): Promise<void> {
  const elsewhere = rowsElsewhere(files, running.settings);
  try {
    for (const file of files) await importFile(file, running, elsewhere);
    await elsewhere?.end();
  } catch (error) {
    await elsewhere?.stop();
    throw error;
  }
}

function rowsElsewhere(files: readonly Announced[], settings: ImportSettings): RowsElsewhere | undefined {
  const { threads, regulation, isDayFirst = false, isTrial = false, sources } = settings;
  if (threads === undefined) return undefined;
  return new RowsElsewhere(
    {
      threads,
      regulation,
      day: () => dayOfCommit(importCommit(settings, '')),
      isDayFirst,
      // A trial keeps nothing, and makes no keys.
      sealedElsewhere: isTrial ? undefined : sources[0]?.log.sealedElsewhere,
    },
    files
      .filter(({ isPresent }) => isPresent)
      .map((file) => ({ ...file, isAsSent: (checked) => notAsSent(checked, file, settings) === undefined })),
  );
}

async function importFile(file: Announced, running: RunningImport, elsewhere?: RowsElsewhere): Promise<void> {
  const { settings, findings, schemes } = running;
  const { kind, path, entry, isPresent } = file;
  const summary = findings.begin(fileOf(kind));
  settings.onFile?.(summary);
  let checked: CheckedFile | undefined;
  try {
    if (!isPresent) throw refusedFile('FILE_ABSENT', {});
    checked = (await elsewhere?.checked(path)) ?? (await checkFile(path, kind, settings));
    requireAsSent(checked, file, settings);
    findings.readAs(summary, checked.dialect);
    if (summary.readAs !== undefined) settings.onRead?.(summary.file, summary.readAs);
    const erased = await ErasedNow.of(settings.sources);
    const check = rowCheck(kind, { regulation: settings.regulation, schemes, isErased: erased.isErased });
    await new FileRecording({ kind, checked, check, erased, summary }, running).run(elsewhere);
  } catch (error) {
    // Another import decides about its facts: a refusal would stay for good.
    if (isPresent && isGone(path))
      throw new FileVanished({ code: 'FILE_VANISHED', data: { file: summary.file } }, { cause: error });
    await refuse(summary, refusalOf(error, path, summary.file), checked?.sha256 ?? entry?.sha256 ?? '', running);
  }
}

/** A link that leads nowhere is there. */
function isGone(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) === undefined;
}

/** Throws RefusedFile. */
function requireAsSent(checked: CheckedFile, file: Announced, settings: ImportSettings): void {
  const wrong = notAsSent(checked, file, settings);
  if (wrong !== undefined) throw wrong;
}

/** Undefined if the file equals the sent one of the manifest. */
function notAsSent(
  { sha256, rows }: CheckedFile,
  { kind, entry }: Announced,
  { sent }: ImportSettings,
): RefusedFile | undefined {
  const wrong = entry === undefined ? undefined : differsFrom(entry, sha256, rows);
  if (wrong !== undefined) return new RefusedFile(wrong);
  const file = fileOf(kind);
  return sent !== undefined && sent.get(file) !== sha256 ? refusedFile('CHANGED_SINCE_SENT', { file }) : undefined;
}

/** Throws errors that do not concern this file. */
function refusalOf(error: unknown, path: string, file: string): RefusedFile {
  if (error instanceof RefusedFile)
    return error.refusal.code === 'FILE_CHANGED' ? refusedFile('FILE_CHANGED', { file }) : error;
  if (!isOfFile(error, path)) throw error;
  return refusedFile('FILE_UNREADABLE', { message: error.message.replaceAll(path, file) });
}

/** The system cannot read this file (a folder, no permission): the others can still be recorded. */
function isOfFile(error: unknown, path: string): error is NodeJS.ErrnoException {
  if (!(error instanceof Error)) return false;
  return 'code' in error && 'path' in error ? error.path === path : 'syscall' in error && error.syscall === 'read';
}

async function refuse(
  summary: FileSummary,
  { refusal }: RefusedFile,
  sha256: string,
  { settings, findings }: RunningImport,
): Promise<void> {
  const commit = importCommit(settings, summary.file);
  const file = importOf({ file: summary.file, sha256 });
  const reason = findings.refuse(summary, refusal);
  const events = file.decide({ type: 'refuse', reason, day: dayOfCommit(commit) }, file.initial());
  await settings.recorder.record(events.map(locatedImportEvent), commit);
}
