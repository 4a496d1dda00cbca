/** A version is accepted, or rejected with all its faults; a value holds from its day on. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { fraction } from '#libs/kernel/fraction.ts';
import { loadRegulation, storedRegulation } from '#libs/regulation/load.ts';
import { withOverrides } from '#libs/regulation/overrides.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { parameterOn, schemeOf, textOn, valueOn } from '#libs/regulation/regulation.ts';
import type { Json } from '#libs/regulation/values.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { required } from '#test/support/enrolment.ts';
import { SHIPPED } from '#test/support/shipped.ts';

interface DatedJson {
  from?: Json;
  value?: Json;
  status?: Json;
  reference?: Json;
}

/** The parts of the parameters file that the tests change. */
interface Root {
  version?: Json;
  age_bands?: Json;
  indicators: { id?: Json; family?: Json; direction?: Json; label?: Json }[];
  texts: { scheme?: Json; from?: Json; until?: Json; id?: Json; reference?: Json }[];
  scheme_traits: Record<string, Record<string, Json>>;
  schemes: Record<string, Record<string, { values: DatedJson[] }>>;
}

function changed(change: (root: Root) => void): RegulationSource {
  const root = JSON.parse(SHIPPED.parameters) as Root;
  change(root);
  return { ...SHIPPED, parameters: JSON.stringify(root) };
}

function first<T>(list: readonly T[] | undefined): T {
  const [item] = list ?? [];
  assert.ok(item !== undefined);
  return item;
}

function dated(root: Root, scheme: string, parameter: string): DatedJson {
  return first(root.schemes[scheme]?.[parameter]?.values);
}

function refusalOf(source: RegulationSource): string {
  try {
    loadRegulation(source);
  } catch (error) {
    assert.ok(error instanceof DomainError, String(error));
    return sentenceOf(error);
  }
  return assert.fail('the version was accepted');
}

test('accepts the shipped version, with its three schemes', () => {
  const regulation = loadRegulation(SHIPPED);
  expect([...regulation.schemes.keys()]).toStrictEqual(['PEPS', 'PRIMORDIAL', 'IPEP']);
  expect(regulation.indicators.size).toBe(10);
  expect(regulation.ageBands).toHaveLength(8);
});

test('the fingerprint changes with any character of either file', () => {
  const { fingerprint } = loadRegulation(SHIPPED);
  expect(loadRegulation(SHIPPED).fingerprint).toBe(fingerprint);
  expect(loadRegulation({ ...SHIPPED, grids: `${SHIPPED.grids}\n` }).fingerprint).not.toBe(fingerprint);
  expect(loadRegulation({ ...SHIPPED, parameters: `${SHIPPED.parameters} ` }).fingerprint).not.toBe(fingerprint);
});

/** A wrong value, and the text of the refusal in addition to the name of the parameter. */
const BAD_VALUES: readonly (readonly [scheme: string, parameter: string, value: Json, says: RegExp])[] = [
  ['PEPS', 'presence', 'EVERY_DAY', /FIRST_DAY, DAYS/],
  ['PEPS', 'grid', ['GP-2021'], /un objet qui donne à chaque périmètre/],
  ['PEPS', 'grid', { GP: 'GP-2021' }, /périmètre GP\+NURSE/],
  ['PEPS', 'grid', { GP: 'GP-1999', 'GP+NURSE': 'GP+NURSE-2021' }, /GP-1999 n’est pas dans le fichier des grilles/],
  ['PEPS', 'comorbidity_factor', ['1', '1'], /trois facteurs/],
  ['PEPS', 'comorbidity_factor', ['1', '1', '1', '1'], /trois facteurs/],
  ['PEPS', 'comorbidity_factor', ['1', '1', '-1'], /fraction positive ou nulle/],
  ['PEPS', 'scope_acts', { GP: ['G', '1110'] }, /codes d’actes/],
  ['PEPS', 'scope_acts', { GP: [1110] }, /codes d’actes/],
  ['PEPS', 'population', { OVER_65: { age: 65, boundary: 'gt' } }, /option DIABETES/],
  ['PEPS', 'population', { OVER_65: { age: 65 }, DIABETES: { ald: [8] } }, /boundary/],
  ['PEPS', 'population', { OVER_65: { age: 65, boundary: 'over' }, DIABETES: { ald: [8] } }, /gt, ge/],
  ['PEPS', 'population', { OVER_65: {}, DIABETES: { ald: [8] } }, /ald .* ou age/],
  ['PEPS', 'population', { OVER_65: { age: 65, boundary: 'gt', neuro_age: 50 }, DIABETES: { ald: [8] } }, /ensemble/],
  ['PEPS', 'population', { OVER_65: { age: 65, boundary: 'gt' }, DIABETES: { ald: [33] } }, /de 1 à 32/],
  ['PEPS', 'population', { OVER_65: { agee: 65 }, DIABETES: { ald: [8] } }, /clé inconnue « agee »/],
  ['PEPS', 'fidelisation_lag_quarters', -1, /entier positif ou nul/],
  ['PEPS', 'fidelisation_lag_quarters', 1.5, /entier positif ou nul/],
  ['PEPS', 'fidelisation_min_acts', '10', /entier positif ou nul/],
  ['PEPS', 'fidelisation_floor', '3/2', /entre 0 et 1/],
  ['PEPS', 'local_factor', { bands: [['15', '1']], missing: '1' }, /à partir de "0"/],
  [
    'PEPS',
    'local_factor',
    {
      bands: [
        ['0', '1'],
        ['15', '1'],
        ['15', '2'],
      ],
      missing: '1',
    },
    /croissant/,
  ],
  ['PEPS', 'local_factor', { bands: [['0']], missing: '1' }, /\[pourcentage, facteur\]/],
  ['PEPS', 'local_factor', { bands: [['0', '1']] }, /missing/],
  ['PEPS', 'quality_max_rate', 0.05, /écrite comme un texte/],
  ['PEPS', 'quality_max_rate', '5 %', /fraction positive ou nulle/],
  ['PEPS', 'quality_presumed_rate', 'none', /ou null/],
  ['PEPS', 'quality_weights', { without: [100, 0] }, /without et with/],
  ['PEPS', 'quality_weights', { without: [100], with: [100, 0] }, /without et with/],
  ['PEPS', 'cap_rate', '-6/5', /ou null/],
  ['PEPS', 'cap_fallback', 'REVENUE', /NONE, ACTS/],
  ['PEPS', 'instalments', 2, /1 .* ou 3/],
  ['PEPS', 'eligibility', { gp: 3 }, /patients/],
  ['PEPS', 'eligibility', { patients: 250, doctors: 3 }, /clé inconnue « doctors »/],
  ['PEPS', 'eligibility', { patients: 250, boundary: 'eq' }, /gt, ge/],
  ['PEPS', 'eligibility', { patients: 250, by_profession: 3 }, /by_profession/],
  ['PEPS', 'eligibility', { patients: 250, gp: 3, by_profession: { GP: 2 } }, /une seule fois/],
  ['PEPS', 'experience_points', null, /fraction positive ou nulle/],
  ['IPEP', 'reference_day', '02-29', /existe chaque année/],
  ['IPEP', 'reference_day', '13-01', /existe chaque année/],
  ['IPEP', 'reference_day', '1-1', /existe chaque année/],
  ['IPEP', 'share_ecart', '1/0', /fraction positive ou nulle/],
  ['IPEP', 'previous_list', 'BOTH', /SAME, OWN/],
  ['IPEP', 'evolution_method', 'RATIO', /GAP_CHANGE, GROWTH/],
  ['IPEP', 'spending_cap_cents', '3000', /ou null/],
  ['IPEP', 'combination', 'SUM', /MODULATION, GAINS_ONLY, ADDITIVE/],
  ['PEPS', 'fidelisation_level', 'LIST', /TEAM, PATIENT/],
  ['PEPS', 'fidelisation_level', null, /TEAM, PATIENT/],
  ['PEPS', 'fidelisation_lag_quarters', 41, /au plus 40/],
  ['IPEP', 'unrated', 'SKIP', /IGNORE, ZERO/],
  ['PRIMORDIAL', 'minimum_denominator', -1, /entier positif ou nul/],
  ['PRIMORDIAL', 'minimum_denominator', '20', /entier positif ou nul/],
  ['IPEP', 'quality_provisional', 'ALWAYS', /NONE, LAST_KNOWN/],
  ['IPEP', 'quality_amount_cents', 1.5, /entier positif ou nul/],
  ['IPEP', 'payment_cap_rate', '-1/10', /ou null/],
  ['PEPS', 'quality_max_rate', '5', /au plus 1/],
  ...['+1', ' 1/20', '1/20 ', '1 / 20', '1,5', '1e-1', '1/', '/20', '1/-20', '1/2/3', '١', '½', ''].map(
    (written) => ['PEPS', 'quality_max_rate', written, /fraction positive ou nulle/] as const,
  ),
  ['PEPS', 'quality_max_rate', '0.05', /pas de décimales/],
  ['PEPS', 'local_factor', { bands: [['0', '1.02']], missing: '1' }, /« 1\.02 »/],
  ['PEPS', 'cap_rate', '5', /au plus 3/],
  ['PEPS', 'eligibility', { patients: 250, boundary: null }, /gt, ge/],
  ['IPEP', 'share_group', '3/2', /au plus 1/],
  ['IPEP', 'share_ecart', '1/2', /font 7\/6 ce jour-là ; elles doivent faire 1/],
];

for (const [scheme, parameter, value, says] of BAD_VALUES)
  test(`${parameter} ${JSON.stringify(value)} is refused, and the refusal names the parameter`, () => {
    const message = refusalOf(changed((root) => (dated(root, scheme, parameter).value = value)));
    assert.ok(message.includes(`schemes.${scheme}.${parameter}`), message);
    expect(message).toMatch(says);
  });

const BAD_FILES: readonly (readonly [what: string, change: (root: Root) => void, says: RegExp])[] = [
  ['a version without a name', (root) => delete root.version, /version : doit être un texte/],
  ['a list of age bands with a gap', (root) => (root.age_bands = ['0-6', '8+']), /age_bands : .* commencer à 7/],
  ['a list of age bands without an open one', (root) => (root.age_bands = ['0-6']), /age_bands : .*ouverte/],
  [
    'an indicator without a direction',
    (root) => delete first(root.indicators).direction,
    /indicators\[0\] : .*UP, DOWN/,
  ],
  [
    'an indicator of an unknown family',
    (root) => (first(root.indicators).family = 'CORE'),
    /indicators\[0\] : .*SOCLE/,
  ],
  [
    'an indicator given twice',
    (root) => root.indicators.push({ ...first(root.indicators) }),
    /ne doit pas répéter FLU65/,
  ],
  ['a text without a day', (root) => (first(root.texts).from = '2019'), /texts\[0\] : .*AAAA-MM-JJ/],
  ['a text of a scheme that is not there', (root) => (first(root.texts).scheme = 'PEPS2'), /expérimentation PEPS2/],
  ['a scheme without traits', (root) => delete root.scheme_traits['IPEP'], /schemes\.IPEP : .*scheme_traits/],
  ['traits without a scheme', (root) => delete root.schemes['IPEP'], /IPEP est dans scheme_traits/],
  [
    'a scheme without a text',
    (root) => (root.texts = root.texts.filter(({ scheme }) => scheme !== 'IPEP')),
    /schemes\.IPEP : doit avoir au moins un texte/,
  ],
  [
    'a phase the rules do not know',
    (root) => (root.scheme_traits['IPEP'] = { ...root.scheme_traits['IPEP'], phases: ['ACTIVE', 'PAUSED'] }),
    /schemes\.IPEP : a la phase PAUSED/,
  ],
  [
    'a parameter left out',
    (root) => delete root.schemes['PEPS']?.['cap_rate'],
    /schemes\.PEPS\.cap_rate : doit être présent/,
  ],
  [
    'a parameter of the other family',
    (root) => {
      const [peps, ipep] = [root.schemes['PEPS'], root.schemes['IPEP']];
      if (peps !== undefined && ipep?.['score_cap'] !== undefined) peps['score_cap'] = ipep['score_cap'];
    },
    /schemes\.PEPS\.score_cap : n’est pas un paramètre de la famille SUBSTITUTIVE/,
  ],
  [
    'a parameter misspelt',
    (root) => {
      const peps = root.schemes['PEPS'];
      if (peps?.['presence'] !== undefined) peps['presense'] = peps['presence'];
    },
    /schemes\.PEPS\.presense/,
  ],
  [
    'a dated value without a value',
    (root) => delete dated(root, 'PEPS', 'presence').value,
    /schemes\.PEPS\.presence\[2019-07-03\] : doit avoir une valeur/,
  ],
  [
    'a dated value without a source',
    (root) => delete dated(root, 'PEPS', 'presence').reference,
    /schemes\.PEPS\.presence\[2019-07-03\] : .*reference/,
  ],
  [
    'a dated value of no known status',
    (root) => (dated(root, 'PEPS', 'presence').status = 'sure'),
    /schemes\.PEPS\.presence\[2019-07-03\] : .*exact, reconstructed, assumed, override/,
  ],
  [
    'two values from one day',
    (root) => root.schemes['PEPS']?.['presence']?.values.push({ ...dated(root, 'PEPS', 'presence') }),
    /schemes\.PEPS\.presence : .*jamais deux le même jour/,
  ],
  [
    'values out of order',
    (root) => root.schemes['PEPS']?.['grid']?.values.reverse(),
    /schemes\.PEPS\.grid : .*ordre croissant/,
  ],
  [
    'a first value after the first text',
    (root) => (dated(root, 'PEPS', 'presence').from = '2019-07-04'),
    /schemes\.PEPS\.presence : doit avoir une valeur dès le premier texte/,
  ],
];

for (const [what, change, says] of BAD_FILES)
  test(`${what} is refused by name`, () => {
    expect(refusalOf(changed(change))).toMatch(says);
  });

test('the shares of the two gains are a whole on every day on which either changes', () => {
  const source = changed((root) => {
    const { share_evolution: evolution } = required(root.schemes['IPEP']);
    required(evolution).values.push({ from: '2025-01-01', value: '1/2', status: 'assumed', reference: 'test' });
  });
  expect(refusalOf(source)).toMatch(/schemes\.IPEP\.share_ecart\[2025-01-01\] : .* font 5\/6/);
});

test('a text that ends before it begins is refused, by its name', () => {
  const source = changed((root) => (first(root.texts).until = '2019-07-02'));
  expect(refusalOf(source)).toMatch(/texts\[PEPS-2019\] : finit le 02\/07\/2019/);
});

test('a whole number written with a decimal point or an exponent is refused, by its place', () => {
  const at = (written: string) =>
    refusalOf({ ...SHIPPED, parameters: SHIPPED.parameters.replace('"value": 10,', `"value": ${written},`) });
  expect(at('10.0')).toMatch(/schemes\.PEPS\.fidelisation_min_acts\.values\.0\.value : a « 10\.0 »/);
  expect(at('1e1')).toMatch(/« 1e1 »/);
});

test('a key that is there twice is refused, by its place', () => {
  const twice = SHIPPED.parameters.replace('"presence": {', '"presence": {},\n "presence": {');
  expect(refusalOf({ ...SHIPPED, parameters: twice })).toMatch(/schemes\.PEPS : a deux fois la clé presence/);
});

test('a version that is in the log is read though a new one would be refused, and may lack the parameters that came later', () => {
  const old = changed((root) => {
    dated(root, 'PEPS', 'quality_max_rate').value = '0.05';
    dated(root, 'IPEP', 'share_ecart').value = '1/2';
    for (const scheme of Object.values(root.schemes)) delete scheme['unrated'];
    delete root.schemes['PEPS']?.['fidelisation_level'];
  });
  expect(refusalOf(old)).not.toMatch(/unrated|fidelisation_level/);
  const peps = schemeOf(storedRegulation(old), 'PEPS');
  const day = dayFromText('2025-01-01');
  expect([valueOn(peps, 'unrated', day), valueOn(peps, 'fidelisation_level', day)]).toStrictEqual(['IGNORE', 'TEAM']);
  expect(peps.parameters.has('unrated')).toBe(false);
});

test('reports every fault at once', () => {
  const message = refusalOf(
    changed((root) => {
      dated(root, 'PEPS', 'presence').value = 'X';
      dated(root, 'IPEP', 'share_group').value = 'Y';
      delete root.version;
    }),
  );
  for (const name of ['schemes.PEPS.presence', 'schemes.IPEP.share_group', 'version'])
    assert.ok(message.includes(name), name);
});

test('rejects parameters that are not a JSON object', () => {
  expect(refusalOf({ ...SHIPPED, parameters: '{"version": ' })).toMatch(/pas du JSON/);
  expect(refusalOf({ ...SHIPPED, parameters: '[]' })).toMatch(/doit être un objet JSON/);
});

test('rejects a grid that lacks a profile, and names both', () => {
  const grids = SHIPPED.grids
    .split('\n')
    .filter((line) => !line.startsWith('GP-2024,80+,M,1,0,'))
    .join('\n');
  expect(refusalOf({ ...SHIPPED, grids })).toMatch(/grille GP-2024 : pas de montant pour le profil 80\+ M ald=1 c2s=0/);
});

test('rejects a grid line that is repeated, malformed or under a wrong header, and names the line', () => {
  const lines = SHIPPED.grids.trimEnd().split('\n').length;
  const added = (line: string): RegulationSource => ({ ...SHIPPED, grids: `${SHIPPED.grids.trimEnd()}\n${line}\n` });
  expect(refusalOf(added('GP-2021,0-6,F,0,0,1'))).toMatch(
    new RegExp(`ligne ${lines + 1} : la grille GP-2021 a deux fois`),
  );
  for (const line of [
    'GP-2021,0-5,F,0,0,1',
    'GP-2021,0-6,X,0,0,1',
    'GP-2021,0-6,F,2,0,1',
    'GP-2021,0-6,F,0,0,1.5',
    'G',
  ]) {
    const refusal = refusalOf(added(line));
    assert.match(refusal, new RegExp(`ligne ${lines + 1} : `), line);
    // It is no line of another profile, which the grid would have twice.
    assert.doesNotMatch(refusal, /deux fois/, line);
  }
  expect(refusalOf({ ...SHIPPED, grids: SHIPPED.grids.replace('yearly_cents', 'cents') })).toMatch(/l’en-tête est/);
  expect(refusalOf(added('"GP-2021'))).toMatch(/n’est pas un CSV/);
});

test('a new scheme, its texts and its values are data alone', () => {
  const regulation = loadRegulation(
    changed((root) => {
      root.schemes['PEPS3'] = structuredClone(root.schemes['PEPS'] ?? {});
      root.scheme_traits['PEPS3'] = { ...root.scheme_traits['PEPS'], options: ['ALL', 'OVER_75'] };
      dated(root, 'PEPS3', 'population').value = { OVER_75: { age: 75, boundary: 'ge' } };
      root.texts.push({ scheme: 'PEPS3', from: '2027-01-01', id: 'PEPS3-2027', reference: 'arrêté à venir' });
    }),
  );
  const scheme = schemeOf(regulation, 'PEPS3');
  expect(scheme.options).toStrictEqual(['ALL', 'OVER_75']);
  expect(textOn(scheme, dayFromText('2028-01-01')).id).toBe('PEPS3-2027');
});

test('a text and a value hold from their day on, not on the day before', () => {
  const regulation = loadRegulation(
    changed((root) => {
      root.texts.unshift({ scheme: 'PEPS', from: '2026-07-01', id: 'PEPS-2026', reference: 'arrêté' });
      root.schemes['PEPS']?.['instalments']?.values.push({
        from: '2026-07-01',
        value: 3,
        status: 'exact',
        reference: 'arrêté',
      });
    }),
  );
  const peps = schemeOf(regulation, 'PEPS');
  const [eve, day] = [dayFromText('2026-06-30'), dayFromText('2026-07-01')];
  expect([valueOn(peps, 'instalments', eve), valueOn(peps, 'instalments', day)]).toStrictEqual([
    { parts: 1, due: 'LAST_DAY' },
    { parts: 3, due: 'LAST_DAY' },
  ]);
  expect([textOn(peps, eve).id, textOn(peps, day).id]).toStrictEqual(['PEPS-2024', 'PEPS-2026']);
});

test('rejects a day before the first value or the first text, and a scheme that is not in the version', () => {
  const regulation = loadRegulation(SHIPPED);
  const peps = schemeOf(regulation, 'PEPS');
  const before = dayFromText('2019-07-02');
  expect(() => valueOn(peps, 'presence', before)).toThrow(/PARAMETER_WITHOUT_VALUE .*presence.*PEPS.*2019-07-02/);
  expect(() => textOn(peps, before)).toThrow(/NO_TEXT_IN_FORCE .*PEPS/);
  expect(() => schemeOf(regulation, 'PEPS9')).toThrow(/SCHEME_NOT_IN_REGULATION .*PEPS9.*2026-12/);
});

test('an override replaces the value at every date in every scheme that has it, with status override', () => {
  const regulation = loadRegulation(withOverrides(SHIPPED, { parameters: { fidelisation_floor: '1/2' } }));
  for (const name of ['PEPS', 'PRIMORDIAL'])
    for (const day of ['2021-01-01', '2024-02-01', '2026-01-01']) {
      const { value, status } = parameterOn(schemeOf(regulation, name), 'fidelisation_floor', dayFromText(day));
      expect([value, status]).toStrictEqual([fraction(1, 2), 'override']);
    }
  expect(parameterOn(schemeOf(regulation, 'PEPS'), 'presence', dayFromText('2021-01-01')).status).toBe('assumed');
});

test('age bands that cannot be read are one fault, and not one for each row of the grids', () => {
  const without = changed((root) => delete root.age_bands);
  expect(refusalOf(without).match(/age_bands|grille|ligne/g)).toStrictEqual(['age_bands']);
  const other = changed((root) => {
    delete root.age_bands;
    const grid = dated(root, 'PEPS', 'grid');
    for (const scope of Object.keys(grid.value as object))
      grid.value = { ...(grid.value as object), [scope]: 'NO-SUCH-GRID' };
  });
  expect(refusalOf(other)).toMatch(/age_bands.*NO-SUCH-GRID/s);
});

test('other grids make the parameter grid an override and keep its names', () => {
  const grids = SHIPPED.grids.replace('GP-2021,0-6,F,0,0,11880', 'GP-2021,0-6,F,0,0,1');
  const regulation = loadRegulation(withOverrides(SHIPPED, { grids }));
  const { value, status } = parameterOn(schemeOf(regulation, 'PEPS'), 'grid', dayFromText('2021-01-01'));
  expect([value.get('GP'), status]).toStrictEqual(['GP-2021', 'override']);
  expect(regulation.grids.get('GP-2021')?.[0]).toBe(1n);
});

test('rejects an override of a name that no scheme has, and lists the known names', () => {
  assert.throws(
    () => withOverrides(SHIPPED, { parameters: { capp_rate: null } }),
    (error) => error instanceof DomainError && /capp_rate .*cap_rate/.test(sentenceOf(error)),
  );
});

test('loading rejects an override that does not fit, by its name', () => {
  const source = withOverrides(SHIPPED, { parameters: { presence: 'SOMETIMES' } });
  expect(refusalOf(source)).toMatch(/schemes\.PEPS\.presence\[2019-07-03\]/);
});

test('overrides do not change the published version', () => {
  const before = JSON.stringify(SHIPPED);
  withOverrides(SHIPPED, { parameters: { presence: 'DAYS' } });
  expect(JSON.stringify(SHIPPED)).toBe(before);
});

test('rejects an override with the name of a property of every object', () => {
  for (const name of ['constructor', 'toString'])
    expect(() => withOverrides(SHIPPED, { parameters: { [name]: 1 } })).toThrow('PARAMETER_IN_NO_SCHEME');
});
