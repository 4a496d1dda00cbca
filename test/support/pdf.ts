/** Reads PDF files with poppler-utils and qpdf, as a screen reader or an archive would. */
import { execFileSync, spawnSync } from 'node:child_process';

function isMissing(program: string, option: string): boolean {
  return spawnSync(program, [option], { stdio: 'ignore' }).error !== undefined;
}

const missing = [
  ...(isMissing('pdfinfo', '-v') ? ['poppler-utils'] : []),
  ...(isMissing('qpdf', '--version') ? ['qpdf'] : []),
];

/** The reason why tests that read a PDF cannot run, or false: for `skip`. */
export const NO_PDF_TOOLS: string | false = missing.length === 0 ? false : `no ${missing.join(' and no ')} here`;

function run(program: string, args: readonly string[]): string {
  // pdfinfo complains of a valid entry of the structure on standard error.
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The text that a person reads, with line breaks replaced by spaces. */
export function textOf(path: string): string {
  return run('pdftotext', ['-raw', path, '-']).replaceAll(/[\n\f]+/g, ' ');
}

/** The tags, indented by depth, with their texts. */
export function structureOf(path: string): string {
  return run('pdfinfo', ['-struct-text', path]);
}

/** The output of pdfinfo, keyed by name. */
export function infoOf(path: string): ReadonlyMap<string, string> {
  const lines = run('pdfinfo', [path]).split('\n');
  return new Map(lines.map((line) => line.split(/:\s+/, 2) as [string, string]));
}

/** Throws if qpdf finds a fault. */
export function checked(path: string): void {
  run('qpdf', ['--check', path]);
}

/** The metadata of the document, XML. */
export function metadataOf(path: string): string {
  return run('pdfinfo', ['-meta', path]);
}
