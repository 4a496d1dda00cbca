/**
 * Imports a folder of facts files: each file checked whole, then recorded in batches; each bad row set aside. Nothing is recorded
 * twice, so an import that was cut off is finished by running it again.
 */
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ROSTERS, TEAM_PREFIX, type TeamRoster } from '#libs/enrolment/roster.ts';
import { teamsAsKnown } from '#libs/enrolment/teams.ts';
import { toEvent } from '#libs/facts/fact-event.ts';
import { FACT_FILES, type FactFile, columnIndex } from '#libs/facts/fact-files.ts';
import { ActsBefore } from '#libs/intake/act-check.ts';
import { type CheckedFile, type CsvRow, RefusedFile, checkFile, dataRows } from '#libs/intake/fact-csv.ts';
import { type Fault, type Warning, type WarningCode, verdict } from '#libs/intake/faults.ts';
import { hasLuhnKey, looksLikeSocialSecurityNumber, masked } from '#libs/intake/identifiers.ts';
import {
  fileRecorded,
  fileRefused,
  importStream,
  rowSetAside,
  setAsideRowRecorded,
} from '#libs/intake/import-events.ts';
import { type ManifestEntry, differsFrom, readManifest } from '#libs/intake/manifest.ts';
import type { Located, Recorder } from '#libs/intake/recorder.ts';
import { rosterWarnings } from '#libs/intake/roster-warnings.ts';
import { type RowCheck, rowCheck } from '#libs/intake/rows.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

export const IMPORT_BATCH = 10_000;
/** Warnings kept with their sentence, by code; all are counted. */
const MAX_WARNINGS = 100;

export interface ImportSettings {
  readonly folder: string;
  readonly regulation: Regulation;
  readonly recorder: Recorder;
  /** Called between two batches, to let others record; gives whether anything was recorded meanwhile. */
  readonly giveTurn?: () => Promise<boolean>;
  /** Where the teams and files received before are known: the log, and in a dry run also the one that is thrown away. */
  readonly sources: readonly Source[];
  /** Who, and what this belongs to; the time and the cause are added per batch. */
  readonly actor: string;
  readonly correlation: string;
  /** ISO 8601 instant. */
  readonly now: () => string;
  readonly onProgress?: (file: string, bytes: number, total: number) => void;
}

export interface Source {
  readonly log: EventStore;
  readonly readStore: ReadStore;
}

export interface FileSummary {
  readonly file: string;
  read: number;
  recorded: number;
  known: number;
  setAside: number;
  /** Why the file was refused; nothing of it is recorded. */
  refused?: string;
}

export interface ImportSummary {
  readonly files: readonly FileSummary[];
  readonly absent: readonly string[];
  /** In the folder, and none of ours: left alone. */
  readonly ignored: readonly string[];
  readonly warnings: readonly Warning[];
  readonly warningCounts: Readonly<Partial<Record<WarningCode, number>>>;
}

/** What is gathered on the way. */
class Findings {
  readonly warnings: Warning[] = [];
  readonly counts: Partial<Record<WarningCode, number>> = {};
  /** Doctors and teams whose memberships and credits came in. */
  readonly doctors = new Set<string>();
  readonly creditTeams = new Set<string>();
  readonly badKeys = new Set<string>();

  warn(warning: Warning): void {
    const count = (this.counts[warning.code] ?? 0) + 1;
    this.counts[warning.code] = count;
    if (count <= MAX_WARNINGS) this.warnings.push(warning);
  }
}

/** Throws where the folder cannot be read; a file that cannot is refused, and the others are recorded. */
export async function importFolder(settings: ImportSettings): Promise<ImportSummary> {
  const { folder, sources, regulation } = settings;
  const present = await readdir(folder);
  const summaries: FileSummary[] = [];
  const manifest = await manifestOf(folder, present, summaries, settings);
  const schemes = await schemesOfTeams(sources);
  const findings = new Findings();
  for (const file of FACT_FILES) {
    const name = `${file.name}.csv`;
    const entry = manifest?.get(name);
    if (!present.includes(name) && entry === undefined) continue;
    const summary: FileSummary = { file: name, read: 0, recorded: 0, known: 0, setAside: 0 };
    summaries.push(summary);
    await importFile(file, entry, rowCheck(file, regulation, schemes), summary, schemes, findings, settings);
  }
  await refuseForeign(manifest, folder, summaries, settings);
  const rosters = await readTeams(sources);
  const everything = { day: Infinity, position: Infinity };
  const teams = teamsAsKnown(rosters, everything, regulation);
  for (const warning of rosterWarnings(teams, findings.doctors, findings.creditTeams)) findings.warn(warning);
  const ours = FACT_FILES.map(({ name }) => `${name}.csv`);
  return {
    files: summaries,
    absent: ours.filter((name) => !present.includes(name)),
    ignored: present.filter((name) => !ours.includes(name) && name !== MANIFEST).sort(),
    warnings: findings.warnings,
    warningCounts: findings.counts,
  };
}

const MANIFEST = 'manifest.csv';

async function manifestOf(
  folder: string,
  present: readonly string[],
  summaries: FileSummary[],
  settings: ImportSettings,
): Promise<ReadonlyMap<string, ManifestEntry> | undefined> {
  if (!present.includes(MANIFEST)) return undefined;
  try {
    return await readManifest(join(folder, MANIFEST));
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    await refuse({ file: MANIFEST, sha256: '' }, error.message, settings);
    summaries.push({ file: MANIFEST, read: 0, recorded: 0, known: 0, setAside: 0, refused: error.message });
    return undefined;
  }
}

/** A file that the manifest names and that is none of ours can be absent all the same. */
async function refuseForeign(
  manifest: ReadonlyMap<string, ManifestEntry> | undefined,
  folder: string,
  summaries: FileSummary[],
  settings: ImportSettings,
): Promise<void> {
  const ours = new Set(summaries.map(({ file }) => file));
  for (const { file, sha256 } of manifest?.values() ?? []) {
    if (ours.has(file) || existsSync(join(folder, file))) continue;
    summaries.push({ file, read: 0, recorded: 0, known: 0, setAside: 0, refused: ABSENT });
    await refuse({ file, sha256 }, ABSENT, settings);
  }
}

const ABSENT = 'le fichier est annoncé par le manifeste et absent du dossier ; redemandez-le';

async function importFile(
  file: FactFile,
  entry: ManifestEntry | undefined,
  check: RowCheck,
  summary: FileSummary,
  schemes: Map<string, string>,
  findings: Findings,
  settings: ImportSettings,
): Promise<void> {
  const path = join(settings.folder, summary.file);
  let checked: CheckedFile | undefined;
  try {
    if (!existsSync(path)) throw new RefusedFile(ABSENT);
    checked = await checkFile(path, file, entry !== undefined);
    const wrong = entry === undefined ? undefined : differsFrom(entry, checked.sha256, checked.rows);
    if (wrong !== undefined) throw new RefusedFile(wrong);
    const recording = new FileRecording(file, checked, check, summary, schemes, findings, settings);
    await recording.run();
  } catch (error) {
    if (!(error instanceof RefusedFile) && !isOfFile(error, path)) throw error;
    const done =
      summary.recorded > 0 ? ` (${summary.recorded} lignes de la version vérifiée sont déjà enregistrées)` : '';
    summary.refused = `${error.message.replaceAll(path, summary.file)}${done}`;
    await refuse({ file: summary.file, sha256: checked?.sha256 ?? entry?.sha256 ?? '' }, summary.refused, settings);
  }
}

/** The system cannot read this file (a folder, no right to it): the others can still be recorded. */
function isOfFile(error: unknown, path: string): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'path' in error ? error.path === path : isReadFault(error);
}

function isReadFault(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'read';
}

async function refuse(
  identity: { file: string; sha256: string },
  reason: string,
  settings: ImportSettings,
): Promise<void> {
  const commit = commitOf(settings, identity.file);
  await settings.recorder.record([fileRefused(identity, reason, dayText(dayOfInstant(commit.recordedAt)))], commit);
}

function commitOf({ actor, correlation, now }: ImportSettings, file: string): Commit {
  return { recordedAt: now(), actor, correlation, causation: file };
}

/** The second pass over one file: rows in batches, good ones recorded, bad ones set aside, in the order of the file. */
class FileRecording {
  readonly #file: FactFile;
  readonly #checked: CheckedFile;
  readonly #check: RowCheck;
  readonly #summary: FileSummary;
  readonly #schemes: Map<string, string>;
  readonly #findings: Findings;
  readonly #settings: ImportSettings;
  readonly #identity: { file: string; sha256: string };
  readonly #toEvent: ReturnType<typeof toEvent>;
  readonly #rpps: readonly number[];
  /** The columns of the file are in the canonical order, as they mostly are. */
  readonly #inOrder: boolean;
  /** Lines set aside by an earlier import of the same file. */
  readonly #setAsideBefore = new Set<number>();

  constructor(
    file: FactFile,
    checked: CheckedFile,
    check: RowCheck,
    summary: FileSummary,
    schemes: Map<string, string>,
    findings: Findings,
    settings: ImportSettings,
  ) {
    this.#file = file;
    this.#checked = checked;
    this.#check = check;
    this.#summary = summary;
    this.#schemes = schemes;
    this.#findings = findings;
    this.#settings = settings;
    this.#identity = { file: summary.file, sha256: checked.sha256 };
    this.#toEvent = toEvent(file);
    this.#inOrder = checked.places.every((place, i) => place === i);
    this.#rpps = file.columns.flatMap(({ kind }, i) => (kind === 'rpps' ? [i] : []));
  }

  async run(): Promise<void> {
    const { onProgress, sources } = this.#settings;
    for (const { log } of sources)
      for (const { type, data } of await log.readStream(importStream(this.#identity)))
        if (type === 'RowSetAside') this.#setAsideBefore.add((JSON.parse(data) as { line: number }).line);
    const progress = (bytes: number): void => onProgress?.(this.#summary.file, bytes, this.#checked.bytes);
    let batch: CsvRow[] = [];
    for await (const rows of dataRows(this.#checked, progress))
      for (const row of rows) {
        batch.push(row);
        if (batch.length < IMPORT_BATCH) continue;
        await this.#recordBatch(batch, false);
        await this.#giveTurn();
        batch = [];
      }
    await this.#recordBatch(batch, true);
    await this.#giveTurn();
  }

  /** Teams that others recorded meanwhile are teams recorded before. */
  async #giveTurn(): Promise<void> {
    const { giveTurn, sources } = this.#settings;
    if ((await giveTurn?.()) !== true) return;
    for (const [team, scheme] of await schemesOfTeams(sources)) this.#schemes.set(team, scheme);
  }

  async #recordBatch(rows: readonly CsvRow[], last: boolean): Promise<void> {
    const commit = commitOf(this.#settings, this.#summary.file);
    const day = dayText(dayOfInstant(commit.recordedAt));
    const judged = rows.map((row) => this.#judge(row));
    if (this.#file.name === 'acts') await this.#judgeActs(judged);
    const found: Found[] = [];
    const push = (located: Located, isFact: boolean): void => {
      found.push({ located, isFact });
    };
    for (const { row, fields, faults, located } of judged) {
      this.#summary.read++;
      if (located === undefined || faults.length > 0) {
        this.#summary.setAside++;
        const { code, message } = verdict(faults);
        const setAside = { file: this.#summary.file, line: row.line, code, message, row: maskedRow(row) };
        push(rowSetAside(this.#identity, setAside, day), false);
        continue;
      }
      this.#note(fields, row.line);
      push(located, true);
      if (this.#setAsideBefore.has(row.line)) push(setAsideRowRecorded(this.#identity, row.line, day), false);
    }
    if (last) push(fileRecorded(this.#identity, this.#summary.read, this.#summary.setAside, day), false);
    const grouped = byStream(found);
    const isNew = await this.#settings.recorder.record(
      grouped.map(({ located }) => located),
      commit,
    );
    grouped.forEach(({ isFact }, i) => {
      if (!isFact) return;
      if (isNew[i] === true) this.#summary.recorded++;
      else this.#summary.known++;
    });
  }

  #judge(row: CsvRow): Judged {
    const { places } = this.#checked;
    if (row.fields.length !== places.length) {
      const sentence = `La ligne a ${row.fields.length} colonnes, il en faut ${places.length} ; vérifiez les virgules et les guillemets.`;
      return { row, fields: [], faults: [{ code: 'COLUMN_COUNT', sentence }], located: undefined };
    }
    const fields = this.#inOrder ? row.fields : places.map((place) => row.fields[place] ?? '');
    const faults = this.#check(fields);
    if (this.#file.name === 'teams' && faults.length === 0) this.#addTeam(fields);
    return { row, fields, faults: [...faults], located: this.#toEvent(fields) };
  }

  /** The rows of a team are held against the scheme of its first good row. */
  #addTeam(fields: readonly string[]): void {
    const [team, scheme] = ['team_id', 'scheme'].map((name) => fields[columnIndex(this.#file, name)] ?? '');
    if (team !== undefined && scheme !== undefined && !this.#schemes.has(team)) this.#schemes.set(team, scheme);
  }

  async #judgeActs(judged: readonly Judged[]): Promise<void> {
    const rows = judged.flatMap(({ fields, located }) =>
      located === undefined ? [] : [{ fields, eventId: located.event.id }],
    );
    const before = await ActsBefore.of(rows, this.#settings.recorder);
    for (const { row, fields, faults, located } of judged) {
      if (located === undefined) continue;
      const act = { fields, eventId: located.event.id };
      const found = await before.check(act);
      faults.push(...found.faults);
      if (faults.length > 0) continue;
      before.add(act);
      for (const { code, sentence } of found.warnings)
        this.#findings.warn({ code, sentence, file: this.#summary.file, line: row.line });
    }
  }

  /** What a good row is warned of, or is looked at for when all is in. */
  #note(fields: readonly string[], line: number): void {
    for (const index of this.#rpps) {
      const rpps = fields[index] ?? '';
      if (rpps === '' || this.#findings.badKeys.has(rpps) || hasLuhnKey(rpps)) continue;
      this.#findings.badKeys.add(rpps);
      const sentence = `le numéro RPPS ${rpps} a une clé fausse (signalé une fois par numéro).`;
      this.#findings.warn({ code: 'RPPS_KEY', file: this.#summary.file, line, sentence });
    }
    if (this.#file.name === 'members') this.#findings.doctors.add(fields[columnIndex(this.#file, 'rpps')] ?? '');
    if (this.#file.name === 'credits') this.#findings.creditTeams.add(fields[columnIndex(this.#file, 'team_id')] ?? '');
  }
}

/** What a row comes to: a fact, or something about the file. */
interface Found {
  readonly located: Located;
  readonly isFact: boolean;
}

/** Stream by stream, each in the order of the file: what is recorded together of one stream is one append on any engine. */
function byStream(found: readonly Found[]): Found[] {
  const streams = new Map<string, Found[]>();
  for (const one of found) {
    const { stream } = one.located;
    const own = streams.get(stream);
    if (own === undefined) streams.set(stream, [one]);
    else own.push(one);
  }
  return [...streams.values()].flat();
}

interface Judged {
  readonly row: CsvRow;
  readonly fields: readonly string[];
  readonly faults: Fault[];
  readonly located: Located | undefined;
}

/** Verbatim, but every field of the shape of a social security number masked. */
function maskedRow({ raw, fields }: CsvRow): string {
  return (
    fields
      .filter(looksLikeSocialSecurityNumber)
      // The longest first: a shorter one may be part of it.
      .sort((a, b) => b.length - a.length)
      .reduce((text, field) => text.replaceAll(field, masked(field)), raw)
  );
}

/** Every version of every team, of all the sources together. */
async function readTeams(sources: readonly Source[]): Promise<TeamRoster[]> {
  const teams = new Map<string, TeamRoster>();
  for (const { log, readStore } of sources) {
    const documents = await readStore.upToDate(ROSTERS, log);
    for await (const batch of documents.scan(TEAM_PREFIX))
      for (const [key, text] of batch) teams.set(key, merged(teams.get(key), JSON.parse(text) as TeamRoster));
  }
  return [...teams.values()];
}

function merged(team: TeamRoster | undefined, other: TeamRoster): TeamRoster {
  if (team === undefined) return other;
  return {
    team: team.team,
    rows: [...team.rows, ...other.rows],
    phases: [...team.phases, ...other.phases],
    members: [...team.members, ...other.members],
    quality: [...team.quality, ...other.quality],
    revenue: [...team.revenue, ...other.revenue],
    credits: [...team.credits, ...other.credits],
  };
}

/** The scheme of each team recorded so far: the one of its first row. */
export async function schemesOfTeams(sources: readonly Source[]): Promise<Map<string, string>> {
  const schemes = new Map<string, string>();
  for (const { team, rows } of await readTeams(sources)) {
    const scheme = rows[0]?.[2];
    if (scheme !== undefined) schemes.set(team, scheme);
  }
  return schemes;
}
