/** Writes a story of five years from a seed. */
import { type Day, dayOf } from '#libs/kernel/day.ts';
import { SCHEMES, TEAMS } from '#test/simulation/cast.ts';
import { Chance } from '#test/simulation/chance.ts';
import type { Story } from '#test/simulation/story.ts';
import * as scenes from '#test/simulation/write/scenes.ts';
import { Script } from '#test/simulation/write/script.ts';
import { troubled } from '#test/simulation/write/trouble.ts';

const YEARS = [2021, 2022, 2023] as const;
/** One step in this number goes wrong: seldom at the beginning, because little would happen without envelopes and accounts. */
const RARITY = { opening: 16, later: 5 };

export function writeStory(seed: number): Story {
  const chance = new Chance(seed);
  const script = new Script(chance);
  const schemes = chance.shuffled(SCHEMES);
  const first = { envelope: 'FISS', schemes: schemes.slice(0, 2), amountCents: ceiling(script) };
  const second = { envelope: 'ASSU', schemes: schemes.slice(2), amountCents: ceiling(script) };
  const teams = chance.shuffled([...TEAMS.keys()]).slice(0, 2);
  if (chance.onceIn(5)) scenes.carryOver(script, script.scene(dayOf(2020, 11, 2)), [first, second], teams);
  open(script, [first, second], teams);
  const opening = script.steps.length;
  const day = dayOf(chance.one(YEARS), chance.one([4, 7, 10]), 5);
  campaign(script, teams, { day, period: '2020-Q1', funds: [first, second] });
  if (chance.onceIn(2)) {
    const from = day + 210;
    const next = { ...first, envelope: 'NEXT', amountCents: ceiling(script), from };
    scenes.move(script, script.scene(day + 200), { ...first, from }, next);
    campaign(script, teams, { day: day + 260, period: '2020-Q2', funds: [next, second], before: first });
  }
  return troubled(chance, script.steps, (index) => (index < opening ? RARITY.opening : RARITY.later));
}

/** The envelopes are funded and pay from accounts, to accounts of the teams. */
function open(script: Script, terms: readonly scenes.TermsOfScene[], teams: readonly string[]): void {
  const scene = script.scene(dayOf(2021, 1, 4));
  for (const one of terms) {
    scenes.fund(scene, one);
    scenes.giveAccount(script, scene, 'debtor', one.envelope);
  }
  for (const team of teams) scenes.giveAccount(script, scene, 'payee', team);
}

interface Campaign {
  readonly day: Day;
  readonly period: string;
  readonly funds: readonly scenes.TermsOfScene[];
  /** The envelope that funded the schemes before, with its remaining due amounts. */
  readonly before?: scenes.TermsOfScene;
}

/** A period is decided and paid; late facts change it; accounts change; returned payments are paid again. */
function campaign(script: Script, teams: readonly string[], { day, period, funds, before }: Campaign): void {
  const { chance } = script;
  const name = period.slice(-2);
  const envelopes = [...funds, ...(before === undefined ? [] : [before])]
    .filter(({ schemes }) => teams.some((team) => schemes.includes(TEAMS.get(team) ?? '')))
    .map(({ envelope }) => envelope);
  for (const team of teams) scenes.decide(script, script.scene(day), team, period);
  scenes.pay(script, script.scene(day + 2), chance.one(envelopes), `${name}-A`);
  if (chance.onceIn(3)) {
    const of = { team: chance.one(teams), period };
    script.scene(day + chance.between(0, 5)).does('approves', { act: chance.one(['withdraw', 'reject']), ...of });
  }
  for (const team of chance.shuffled(teams).slice(0, chance.between(0, 2)))
    scenes.regularise(script, script.scene(day + 40 + chance.below(20)), team, period);
  if (chance.onceIn(3))
    scenes.giveAccount(script, script.scene(day + chance.between(0, 50)), 'payee', chance.one(teams));
  if (chance.onceIn(4)) scenes.swapAccount(script, script.scene(day + chance.between(0, 60)), chance.one(teams));
  if (chance.onceIn(4))
    scenes.exceptAccount(script.scene(day + chance.between(1, 69)), chance.one(teams), `${name}-account`);
  if (chance.onceIn(3)) scenes.setHold(script, script.scene(day + chance.between(0, 60)));
  if (chance.onceIn(4)) scenes.refuse(script, script.scene(day + chance.between(0, 60)), chance.one(funds));
  if (chance.onceIn(2))
    scenes.demand(script, script.scene(day + chance.between(61, 110)), chance.one(envelopes), chance.one(teams));
  for (const envelope of envelopes) scenes.pay(script, script.scene(day + 70), envelope, `${name}-${envelope}`);
  if (chance.onceIn(2)) scenes.typeAnswer(script, script.scene(day + chance.between(5, 120)), `${name}-A`);
  if (chance.onceIn(4)) scenes.debitedTwice(script, script.scene(day + chance.between(10, 120)), `${name}-A`);
  if (chance.onceIn(3)) scenes.executedAfterAll(script, script.scene(day + chance.between(75, 130)), `${name}-A`);
  if (chance.onceIn(4)) scenes.regulariseAll(script, script.scene(day + chance.between(75, 95)), teams, period);
  if (chance.onceIn(3)) again(script, teams, { day: day + 120, period, funds });
  if (chance.onceIn(3)) scenes.exceed(script, script.scene(day + 100), chance.one(envelopes), `${name}-X`);
}

const SCENES = [scenes.exceedTwice, scenes.earlyTwice, scenes.exceptAccountOnce, scenes.holdLonger, scenes.oweAndRepay];

/** An exception of one kind is used and named again; or a debt is demanded, repaid in part, and set off. */
function again(script: Script, teams: readonly string[], { day, period, funds }: Campaign): void {
  const { chance } = script;
  const team = chance.one(teams);
  const terms = funds.find(({ schemes }) => schemes.includes(TEAMS.get(team) ?? ''));
  if (terms === undefined) return;
  const scene = chance.one(SCENES);
  const quarter = Number(period.slice(-1));
  const periods = [`2019-Q${quarter}`, `2019-Q${quarter + 2}`] as const;
  scene(script, script.scene(day), { terms, team, periods, run: `Q${quarter}-E` });
}

function ceiling(script: Script): bigint {
  return scenes.amount(script) * BigInt(script.chance.between(2, 12));
}
