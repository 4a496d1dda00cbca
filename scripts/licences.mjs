// Checks that every package in package-lock.json has a licence that Décompte may be built with; names those with another one.
import { readFileSync } from 'node:fs';

/** Licences for delivered packages. */
const PERMISSIVE = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];
/** Additional licences for tools, which are not delivered. */
const OF_TOOLS = [...PERMISSIVE, 'CC-BY-4.0', 'MPL-2.0'];

/** One licence of an alternative is enough; of a combination every one is needed. */
function isAllowed(licence, allowed) {
  const text = licence.replace(/^\((.*)\)$/, '$1');
  if (/ or /i.test(text)) return text.split(/ or /i).some((one) => isAllowed(one, allowed));
  if (/ and /i.test(text)) return text.split(/ and /i).every((one) => isAllowed(one, allowed));
  return allowed.includes(text);
}

/** The packages of a lock file without an accepted licence, each with its own licence. */
export function refusedLicences({ packages }) {
  return Object.entries(packages).flatMap(([path, { license = 'none', dev = false, link = false }]) => {
    if (path === '' || link || isAllowed(license, dev ? OF_TOOLS : PERMISSIVE)) return [];
    return [`${path.replace(/^.*node_modules\//, '')}: ${license}`];
  });
}

if (import.meta.main) {
  const refused = refusedLicences(JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')));
  for (const one of refused) console.error(`licence not allowed (scripts/licences.mjs): ${one}`);
  process.exitCode = refused.length === 0 ? 0 : 1;
}
