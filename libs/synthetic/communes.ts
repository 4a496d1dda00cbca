/**
 * Communes of the teams with their poverty rate at 60 % in 2021.
 * Source: INSEE, Filosofi 2021; an empty rate is one under statistical secrecy.
 */

export interface Commune {
  readonly code: string;
  readonly name: string;
  /** Percent, as text; empty if secret. */
  readonly povertyRate: string;
}

type Entry = readonly [code: string, name: string, povertyRate: string];

const PRIMORDIAL: readonly Entry[] = [
  ['92036', 'Gennevilliers', '28'],
  ['91228', 'Évry-Courcouronnes', '25'],
  ['26058', 'Bourg-lès-Valence', '16'],
  ['93071', 'Sevran', '33'],
  ['62498', 'Lens', '32'],
];

// prettier-ignore
const OTHERS: readonly Entry[] = [
  ['38185', 'Grenoble', '21'], ['69256', 'Vaulx-en-Velin', '33'], ['2A004', 'Ajaccio', '16'],
  ['33063', 'Bordeaux', '17'], ['75119', 'Paris 19e', '22'], ['35238', 'Rennes', '21'], ['01059', 'Brénaz', ''],
  ['15014', 'Aurillac', '16'], ['46102', 'Figeac', '16'], ['59512', 'Roubaix', '46'], ['44109', 'Nantes', '17'],
  ['13215', 'Marseille 15e', '44'], ['2B033', 'Bastia', '23'], ['79202', 'Parthenay', '19'],
  ['01001', "L'Abergement-Clémenciat", ''], ['31555', 'Toulouse', '22'], ['34172', 'Montpellier', '28'],
  ['67482', 'Strasbourg', '26'], ['42218', 'Saint-Étienne', '28'], ['63113', 'Clermont-Ferrand', '25'],
  ['21231', 'Dijon', '17'], ['54395', 'Nancy', '22'], ['57463', 'Metz', '24'], ['51454', 'Reims', '24'],
  ['80021', 'Amiens', '26'], ['37261', 'Tours', '21'], ['86194', 'Poitiers', '26'], ['17300', 'La Rochelle', '18'],
  ['64445', 'Pau', '22'], ['83137', 'Toulon', '22'], ['06088', 'Nice', '22'], ['84007', 'Avignon', '33'],
  ['30189', 'Nîmes', '31'], ['66136', 'Perpignan', '34'], ['73065', 'Chambéry', '19'], ['74010', 'Annecy', '10'],
  ['07186', 'Privas', '21'], ['59599', 'Tourcoing', '29'], ['59178', 'Douai', '29'], ['62193', 'Calais', '29'],
  ['50129', 'Cherbourg-en-Cotentin', '14'], ['14118', 'Caen', '21'], ['29019', 'Brest', '19'],
  ['87085', 'Limoges', '24'], ['58194', 'Nevers', '23'], ['23096', 'Guéret', '21'], ['48095', 'Mende', '13'],
  ['09122', 'Foix', '22'], ['76540', 'Rouen', '23'], ['92004', 'Asnières-sur-Seine', '15'],
  ['93005', 'Aulnay-sous-Bois', '29'], ['93048', 'Montreuil', '25'], ['94041', 'Ivry-sur-Seine', '28'],
  ['95127', 'Cergy', '23'], ['02691', 'Saint-Quentin', '29'], ['03185', 'Montluçon', '25'], ['05061', 'Gap', '15'],
  ['08105', 'Charleville-Mézières', '30'], ['10387', 'Troyes', '30'], ['11262', 'Narbonne', '25'],
  ['12202', 'Rodez', '16'], ['16102', 'Cognac', '18'], ['18197', 'Saint-Amand-Montrond', '20'],
  ['19272', 'Tulle', '17'], ['22278', 'Saint-Brieuc', '21'], ['24037', 'Bergerac', '22'],
  ['25462', 'Pontarlier', '12'], ['27229', 'Évreux', '29'], ['28088', 'Châteaudun', '25'], ['32013', 'Auch', '18'],
  ['33243', 'Libourne', '21'], ['36044', 'Châteauroux', '23'], ['39300', 'Lons-le-Saunier', '21'],
  ['40192', 'Mont-de-Marsan', '16'], ['41018', 'Blois', '27'], ['43157', 'Le Puy-en-Velay', '21'],
  ['45155', 'Gien', '25'], ['47157', 'Marmande', '23'], ['49099', 'Cholet', '14'], ['52121', 'Chaumont', '19'],
  ['53130', 'Laval', '18'], ['55029', 'Bar-le-Duc', '21'], ['56178', 'Pontivy', '16'], ['60159', 'Compiègne', '22'],
  ['61006', 'Argentan', '24'], ['64102', 'Bayonne', '17'], ['65440', 'Tarbes', '26'], ['68297', 'Saint-Louis', '20'],
  ['70550', 'Vesoul', '25'], ['71306', 'Montceau-les-Mines', '22'], ['72003', 'Allonnes', '26'],
  ['81065', 'Castres', '21'], ['82121', 'Montauban', '19'], ['85191', 'La Roche-sur-Yon', '15'],
  ['88160', 'Épinal', '25'], ['89024', 'Auxerre', '22'], ['90010', 'Belfort', '29'], ['14366', 'Lisieux', '22'],
];

const communes = (entries: readonly Entry[]): readonly Commune[] =>
  entries.map(([code, name, povertyRate]) => ({ code, name, povertyRate }));

const COMMUNES = { PRIMORDIAL: communes(PRIMORDIAL), OTHERS: communes(OTHERS) };

/** The commune of the n-th team of its kind; beyond the list they begin again. */
export function communeOf(kind: 'PRIMORDIAL' | 'OTHERS', n: number): Commune {
  const list = COMMUNES[kind];
  const commune = list[n % list.length];
  if (commune === undefined) throw new RangeError('no commune');
  return commune;
}

/** "de Grenoble", "d’Ajaccio", "du Puy-en-Velay". */
export function ofCommune(name: string): string {
  if (name.startsWith('Le ')) return `du ${name.slice(3)}`;
  return /^[AEIOUYÉÈÊÎH]/.test(name) ? `d’${name}` : `de ${name}`;
}
