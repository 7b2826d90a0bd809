import type { CommandName } from '../../shared/domain/case/commands.ts';
import {
  ANSWERS,
  CLOSURE_OUTCOMES,
  PRESENCES,
  RECEIPT_KINDS,
  REVIEW_OUTCOMES,
  type Status,
} from '../../shared/domain/case/vocabulary.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { CITY, district, office } from '../support/case-world.ts';
import { aReferral } from '../support/referrals.ts';
import { dateOf, plusDays } from './days.ts';
import type { Request } from './deeds.ts';
import {
  type Asked,
  type AskedCommand,
  type AskedReferral,
  type Body,
  holderOf,
  type Model,
  type ModelCase,
  versionOf,
} from './model.ts';
import { identityOfNumber, NEW_NUMBERS, PERSONS, WRONG_NUMBER } from './persons.ts';
import { DISTRICTS, NEXT, OF_DISTRICTS_ALONE, officeOf, possible, SERVICES } from './wall.ts';

type Referring = Extract<Request, { do: 'refer' }>;
type Acting = Extract<Request, { do: 'act' }>;

/** Keys to give out, and what was asked with those that were. */
export interface Desk {
  newKey(): string;
  /** Requests of the last days that had a key, in order. */
  readonly asked: ReadonlyArray<Asked>;
}

/** The officers who may see a protected person's case: one of each system that has to do with it, and one of the city. */
const namedFor = (homeDistrict: string, officeCode: string) =>
  [`district-${homeDistrict}`, `office-${officeCode}`, 'city-admin'].map((client) => ({
    client,
    officer: 'officer-1',
  }));

/** What somebody sends, as the model stands; nothing when there is nothing yet to send it about. */
export function ask(request: Request, model: Model, desk: Desk): Asked | undefined {
  switch (request.do) {
    case 'refer':
      return referralOf(request, model, desk);
    case 'act': {
      const file = model.cases[request.on % Math.max(1, model.cases.length)];
      return file === undefined ? undefined : commandOf(request, file, model, desk);
    }
    case 'again':
      return desk.asked[request.which % Math.max(1, desk.asked.length)];
  }
}

function referralOf(deed: Referring, model: Model, desk: Desk): AskedReferral {
  const person = PERSONS[deed.who % PERSONS.length] ?? PERSONS[0];
  if (person === undefined) throw new Error('there are people');
  const number = person.numbers[deed.form % Math.max(1, person.numbers.length)];
  const identity = number === undefined ? `local ${deed.district} ${person.localId}` : identityOfNumber(number);
  const receivedOn = deed.daysBack === 0 ? undefined : plusDays(dateOf(model.now), -deed.daysBack);
  const day = receivedOn ?? dateOf(model.now);
  const named = deed.isProtected ? namedFor(deed.district, officeOf(deed.district, person.born, day) ?? '') : undefined;
  const { person: usual, ...rest } = aReferral(person.localId ?? '');
  const { localId, ...known } = usual;
  const isUnborn = deed.flaw === 'unborn';
  const sent = {
    ...rest,
    district: deed.district,
    person: {
      ...known,
      ...(number === undefined ? { localId } : { identityNumber: number }),
      birthDate: isUnborn ? '2031-01-01' : person.born,
      ...(named === undefined ? {} : { protection: 'secrecy-marking' }),
      ...(named === undefined || deed.flaw === 'unnamed' ? {} : { namedOfficers: named }),
    },
    ...(receivedOn === undefined ? {} : { receivedOn }),
    benefitDecision: deed.isHeld ? 'awaited' : 'made',
    ...(deed.flaw === 'outside' ? { ground: 'none' } : {}),
    ...(deed.flaw === 'undisclosed' ? { disclosure: null } : {}),
    note: `Formulär ${deed.form}`,
  };
  return {
    kind: 'referral',
    path: '/v1/referrals',
    identity: identity ?? '',
    district: deed.district,
    born: person.born,
    receivedOn,
    isHeld: deed.isHeld,
    named: named?.map(({ client, officer }) => `${client} ${officer}`) ?? null,
    flaw: flawOf(deed),
    caller: referrerOf(deed),
    officer: 'officer-1',
    key: desk.newKey(),
    ifMatch: null,
    sent,
  };
}

/** A day of one's own choosing is the city's alone to say. */
function referrerOf({ by, daysBack, district: home }: Referring): Caller {
  if (by === 'other-office') return office('kista');
  if (by === 'other-district') return district('alvsjo');
  return by === 'city' || (by === 'holder' && daysBack !== 0) ? CITY : district(home);
}

function flawOf({ flaw, isProtected }: Referring): string | null {
  switch (flaw) {
    case 'outside':
      return 'not-eligible';
    case 'undisclosed':
      return 'disclosure-basis-missing';
    case 'unborn':
      return 'invalid-request';
    case 'unnamed':
      return isProtected ? 'invalid-request' : null;
    case 'none':
      return null;
  }
}

function commandOf(deed: Acting, file: ModelCase, model: Model, desk: Desk): AskedCommand {
  const name = nameOf(deed, file);
  const meant = plusDays(dateOf(model.now), -deed.daysBack);
  const day = meant < file.receivedOn && deed.pick % 6 !== 0 ? file.receivedOn : meant;
  const planVersion = Math.max(1, (file.plan?.version ?? 1) - (deed.pick % 7 === 0 ? 1 : 0));
  const body = BODIES[name](file, day, deed.pick);
  const path = name === 'answers' || name === 'receipts' ? `plans/${planVersion}/${name}` : name;
  return {
    kind: 'command',
    path: `/v1/cases/${file.id}/${path}`,
    caseId: file.id,
    name,
    planVersion,
    body,
    sent: body,
    caller: callerOf(deed, name, file),
    officer: deed.officer,
    key: keyOf(deed, desk),
    ifMatch: deed.ifMatch === 'none' ? null : versionOf(file) - (deed.ifMatch === 'stale' ? 1 : 0),
  };
}

function keyOf({ key, pick }: Acting, desk: Desk): string | null {
  if (key === 'none') return null;
  const used = key === 'used' ? desk.asked[pick % Math.max(1, desk.asked.length)]?.key : undefined;
  return used ?? desk.newKey();
}

function nameOf({ name, pick }: Acting, file: ModelCase): CommandName {
  if (name === 'possible') return one(possible(file.status), pick);
  return name === 'next' ? nextOf(file) : name;
}

function nextOf({ status, plan }: ModelCase): CommandName {
  const isAnswered = plan !== null && plan.answer !== null && plan.answer !== 'unable';
  return status === 'planned' && isAnswered ? 'reviews' : NEXT[status satisfies Status];
}

function callerOf({ by, pick }: Acting, name: CommandName, file: ModelCase): Caller {
  const holder = holderOf(file);
  const isOfDistrict = OF_DISTRICTS_ALONE.has(name) || (name === 'transfers' && pick % 3 === 1);
  const [own, other] = isOfDistrict
    ? [district(holder.district), office(holder.office)]
    : [office(holder.office), district(holder.district)];
  switch (by) {
    case 'holder':
      return own;
    case 'city':
      return CITY;
    case 'other-party':
      return other;
    case 'other-office':
      return office(holder.office === 'vantor' ? 'rosenlund' : 'vantor');
    case 'other-district':
      return district(holder.district === 'farsta' ? 'bromma' : 'farsta');
  }
}

const one = <T>(values: ReadonlyArray<T>, pick: number): T => {
  const value = values[pick % values.length];
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
};

const OFFICES_TO = ['skarholmen', 'vallingby', 'kista-youth', 'vantor'];

/** Now and then one that no catalogue has. */
const serviceOf = (pick: number): string => (pick % 10 === 0 ? 'fishing' : one(SERVICES, pick));

/** What each command says; mostly something that can be, now and then something that cannot. */
const BODIES: Readonly<Record<CommandName, (file: ModelCase, day: string, pick: number) => Body>> = {
  'hold-releases': (_, on, pick) => ({ on, reason: one(['decision-made', 'wish-withdrawn'], pick) }),
  enrolments: (_, heldOn) => ({ heldOn, form: 'group-information' }),
  coaches: (_, from, pick) => ({ from, coach: `Coach ${pick}` }),
  plans: (_, drawnUpOn, pick) => ({
    drawnUpOn,
    goal: `Mål ${pick}`,
    activities: [
      {
        service: serviceOf(pick),
        provider: 'Staden',
        hoursPerWeek: 4,
        occasionsPerWeek: pick % 3,
        minutesPerOccasion: 60,
        startsOn: drawnUpOn,
      },
    ],
  }),
  answers: (_, answeredOn, pick) => ({
    answer: one([...ANSWERS, 'approved'], pick),
    answeredOn,
    method: 'paper',
    language: 'sv',
    ...(pick % 5 === 0 ? {} : { text: `Svar ${pick}` }),
  }),
  receipts: (_, on, pick) => ({ kind: one(RECEIPT_KINDS, pick), on }),
  measures: (_, startedOn, pick) => ({
    kind: one(['work', 'other-measure'], pick),
    startedOn,
    ...(pick % 3 === 0 ? { service: serviceOf(pick) } : {}),
  }),
  reviews: ({ inForce }, heldOn, pick) => ({
    planVersion: pick % 9 === 0 ? 7 : (inForce ?? 1),
    heldOn,
    outcome: one(REVIEW_OUTCOMES, pick),
    participants: ['aspirant', 'coach'],
  }),
  occasions: (_, date, pick) => ({
    date: pick % 11 === 0 ? plusDays(date, 402) : plusDays(date, pick % 4),
    kind: one(['meeting', 'activity'], pick),
    ...(pick % 3 === 0 ? { service: serviceOf(pick) } : {}),
  }),
  attendances: ({ occasions }, _, pick) => ({
    occasion: one(
      [...occasions.map(({ id }) => id), ...(pick % 5 === 0 || occasions.length === 0 ? ['none'] : [])],
      pick,
    ),
    presence: one(PRESENCES, pick),
  }),
  interruptions: (_, from, pick) => ({ from, reason: one(['illness', 'travel'], pick) }),
  restarts: (_, on) => ({ on }),
  transfers: (_, on, pick) => ({
    on,
    ...(pick % 3 === 0 ? {} : { toDistrict: pick % 13 === 0 ? 'rinkeby-kista' : one(DISTRICTS, pick) }),
    ...(pick % 3 === 0 && pick % 10 > 0 ? { toOffice: pick % 11 === 0 ? 'nowhere' : one(OFFICES_TO, pick) } : {}),
    reason: `Flytt ${pick}`,
  }),
  'person-changes': (file, on, pick) => ({
    on,
    ...(pick % 3 === 0 ? { identityNumber: pick % 11 === 0 ? WRONG_NUMBER : one(NEW_NUMBERS, pick) } : {}),
    ...(pick % 4 === 1 ? { protection: one(['none', 'secrecy-marking', 'protected-registration'], pick) } : {}),
    ...(pick % 8 < 5 ? { namedOfficers: namedFor(holderOf(file).district, holderOf(file).office) } : {}),
    ...(pick % 5 === 2 ? { birthDate: pick % 7 === 0 ? '2029-01-01' : one(['1990-01-18', '2004-05-05'], pick) } : {}),
    ...(pick % 2 === 0 ? { givenName: `Namn ${pick}` } : {}),
  }),
  'disclosure-withdrawals': (_, on) => ({ on }),
  restrictions: (_, on, pick) => ({ on, scope: `Statistik ${pick}` }),
  'restriction-liftings': (_, on) => ({ on }),
  statements: (file, on, pick) => ({
    on,
    concerns: (pick % versionOf(file)) + (pick % 5 === 0 ? 99 : 1),
    text: `Ord ${pick}`,
  }),
  closures: (_, on, pick) => ({ on, outcome: one(CLOSURE_OUTCOMES, pick), detail: `Avslut ${pick}` }),
  reopenings: (_, on, pick) => ({ on, reason: `Öppnas ${pick}` }),
};
