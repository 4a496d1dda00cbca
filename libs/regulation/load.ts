/**
 * Reads a version of the regulation from the text of its two files. It reports every fault at once, each with its place, and gives nothing
 * for a version with a fault.
 */
import { hash } from 'node:crypto';
import type { DomainError } from '#libs/kernel/domain-error.ts';
import { holdsSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import { repeatedKeys } from '#libs/kernel/repeated-keys.ts';
import { checkBounds } from '#libs/regulation/bounds.ts';
import { Faults, wrongValue } from '#libs/regulation/faults.ts';
import { parseGrids } from '#libs/regulation/grids.ts';
import { choiceIn, parseParametersJson, textIn } from '#libs/regulation/parameters-file.ts';
import { parseAgeBands } from '#libs/regulation/profile.ts';
import { readSchemes } from '#libs/regulation/read-schemes.ts';
import { invalid } from '#libs/regulation/refusals.ts';
import type { Indicator, Regulation } from '#libs/regulation/regulation.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { decimalNumbers } from '#libs/kernel/written-numbers.ts';
import { type Json, listOf, objectOf } from '#libs/regulation/values.ts';

const INDICATOR_FAMILIES = ['SOCLE', 'A_LA_CARTE', 'EXPERIENCE'] as const;
const DIRECTIONS = ['UP', 'DOWN'] as const;

/** A new version, or one changed for a what-if. Throws FAULTY_REGULATION with every fault, or PARAMETERS_NOT_JSON. */
export function loadRegulation(source: RegulationSource): Regulation {
  const faults = new Faults();
  const regulation = readRegulation(source, faults);
  checkTexts(source, faults);
  checkBounds(regulation?.schemes.values() ?? [], faults);
  if (regulation === undefined || faults.found.length > 0) throw refusal(faults);
  return regulation;
}

/** Faults that no file of a new version may have, at any place. */
function checkTexts(source: RegulationSource, faults: Faults): void {
  for (const path of repeatedKeys(source.parameters))
    faults.add({ path: path.slice(0, -1).join('.') || 'parameters' }, 'KEY_REPEATED', { key: path.at(-1) ?? '' });
  for (const { path, written } of decimalNumbers(source.parameters))
    faults.add({ path: path.join('.') }, 'MUST_NOT_BE_DECIMAL', { decimal: written });
  for (const path of ['parameters', 'grids'] as const)
    if (holdsSocialSecurityNumber(source[path])) faults.add({ path }, 'HOLDS_NUMBER', {});
}

/** A version that is in the log, or that a calculation used: it needs only to be readable. Throws as `loadRegulation`. */
export function storedRegulation(source: RegulationSource): Regulation {
  const faults = new Faults();
  const regulation = readRegulation(source, faults);
  if (regulation === undefined || faults.found.length > 0) throw refusal(faults);
  return regulation;
}

/** Undefined if the file cannot be read far enough to check the rest. */
function readRegulation(source: RegulationSource, faults: Faults): Regulation | undefined {
  const root = faults.attempt('parameters', () => objectOf(parseParametersJson(source.parameters), 'JSON_OBJECT'));
  if (root === undefined) return undefined;
  const version = root['version'];
  if (typeof version !== 'string' || version === '') faults.add({ path: 'version' }, 'MUST_BE', { shape: 'VERSION' });
  const ageBands = faults.attempt('age_bands', () => parseAgeBands(root['age_bands']));
  const grids = parseGrids(source.grids, ageBands, faults);
  const indicators = readIndicators(root['indicators'], faults);
  const schemes = readSchemes(root, grids, faults);
  return {
    version: typeof version === 'string' ? version : '',
    fingerprint: hash('sha256', `${source.parameters}\u0000${source.grids}`, 'hex'),
    ageBands: ageBands ?? [],
    indicators,
    schemes,
    grids,
  };
}

function refusal(faults: Faults): DomainError {
  return invalid('FAULTY_REGULATION', { faults: faults.found });
}

function readIndicators(value: Json | undefined, faults: Faults): ReadonlyMap<string, Indicator> {
  const indicators = new Map<string, Indicator>();
  const list = faults.attempt('indicators', () => listOf(value, 'LIST')) ?? [];
  list.forEach((entry, i) => {
    faults.attempt(`indicators[${i}]`, () => {
      const object = objectOf(entry, 'INDICATOR');
      const id = textIn(object, 'id');
      if (indicators.has(id)) throw wrongValue('REPEATED', { id });
      const family = choiceIn(object, 'family', INDICATOR_FAMILIES);
      indicators.set(id, {
        id,
        family,
        direction: choiceIn(object, 'direction', DIRECTIONS),
        label: textIn(object, 'label'),
      });
    });
  });
  return indicators;
}
