import type { CommandName } from '../../shared/domain/case/commands.ts';
import { dateOf, plusDays } from './days.ts';
import { type AskedCommand, type Body, holderOf, type Model, type ModelCase, openCaseOf, paper } from './model.ts';
import { identityOfNumber } from './persons.ts';
import { ALL_OFFICES, DISTRICTS, officeOf, possible, SERVICES } from './wall.ts';

/** Why a command is refused, by the code of the problem; nothing when it is carried out. */
type Refused = string | undefined;

interface Circumstances {
  readonly model: Model;
  readonly planVersion: number;
  /** The day the command is about. */
  readonly day: string;
  readonly today: string;
}

const INVALID = 'invalid-request';
const NOT_NOW = 'not-possible-now';

/** The day that a command is about. */
function dayOf({ on, heldOn, from, drawnUpOn, answeredOn, startedOn, date }: Body): string {
  return on ?? heldOn ?? from ?? drawnUpOn ?? answeredOn ?? startedOn ?? date ?? '';
}

/** Carries a command out on a case, or says why not. */
export function carryOut(file: ModelCase, { name, body, planVersion }: AskedCommand, model: Model): Refused {
  const today = dateOf(model.now);
  const day = dayOf(body);
  if (name !== 'attendances') {
    const last = name === 'occasions' ? plusDays(today, 400) : today;
    if (day < file.receivedOn || day > last) return INVALID;
  }
  if (!possible(file.status).includes(name)) return NOT_NOW;
  return RULES[name](file, body, { model, planVersion, day, today });
}

type Rule = (file: ModelCase, body: Body, circumstances: Circumstances) => Refused;

const write = (file: ModelCase, kind: Parameters<typeof paper>[0], { day, model }: Circumstances) => {
  file.papers.push(paper(kind, day, model.now));
};

const isKnownService = (service: string | undefined) => service === undefined || SERVICES.includes(service);

const RULES: Readonly<Record<CommandName, Rule>> = {
  'hold-releases': (file, _, now) => {
    file.status = 'referred';
    write(file, 'released', now);
    return undefined;
  },
  enrolments: (file) => {
    file.status = 'enrolled';
    return undefined;
  },
  coaches: () => undefined,
  plans: (file, { activities = [] }, { day }) => {
    if (!activities.every(({ service }) => isKnownService(service))) return INVALID;
    file.plan = { version: (file.plan?.version ?? 0) + 1, drawnUpOn: day, answer: null };
    file.status = 'planned';
    return undefined;
  },
  answers: (file, { answer = '', text }, now) => {
    const { plan } = file;
    if (plan === null || plan.version !== now.planVersion) return NOT_NOW;
    if (plan.answer !== null && plan.answer !== 'unable') return NOT_NOW;
    if ((answer === 'unable' && text === undefined) || now.day < plan.drawnUpOn) return INVALID;
    plan.answer = answer;
    if (!answer.startsWith('approved')) return undefined;
    file.inForce = plan.version;
    write(file, 'plan-approved', now);
    return undefined;
  },
  receipts: ({ plan }, _, { planVersion, day }) => {
    if (plan === null || planVersion > plan.version) return NOT_NOW;
    return planVersion === plan.version && day < plan.drawnUpOn ? INVALID : undefined;
  },
  measures: (file, { kind, service }, now) => {
    if (!isKnownService(service)) return INVALID;
    write(file, kind === 'work' ? 'work-started' : 'measure-started', now);
    return undefined;
  },
  reviews: (file, { planVersion, outcome }, now) => {
    if (file.inForce === null) return NOT_NOW;
    if (planVersion !== file.inForce) return INVALID;
    write(file, outcome === 'concluded' ? 'concluded' : 'followed-up', now);
    return undefined;
  },
  occasions: (file, { date = '', kind, service }) => {
    if (!isKnownService(service)) return INVALID;
    const alike = `${date}.${kind}.${service === undefined ? '' : `${service}.`}`;
    const number = file.occasions.filter(({ id }) => id.replace(/\d+$/, '') === alike).length + 1;
    file.occasions.push({ id: `${alike}${number}`, date });
    return undefined;
  },
  attendances: ({ occasions }, { occasion }, { today }) => {
    const known = occasions.find(({ id }) => id === occasion);
    return known === undefined || known.date > today ? INVALID : undefined;
  },
  interruptions: (file, _, now) => {
    file.interruption = { from: now.day, before: file.status };
    file.status = 'interrupted';
    write(file, 'interrupted', now);
    return undefined;
  },
  restarts: (file, _, now) => {
    const { interruption } = file;
    if (interruption === null || now.day < interruption.from) return INVALID;
    file.status = interruption.before;
    file.interruption = null;
    write(file, 'restarted', now);
    return undefined;
  },
  transfers: (file, { toOffice, toDistrict }, { day }) => {
    const { from, ...holder } = holderOf(file);
    if (day < from || (toOffice === undefined && toDistrict === undefined)) return INVALID;
    if (toDistrict !== undefined && !DISTRICTS.includes(toDistrict)) return INVALID;
    if (toOffice !== undefined && !ALL_OFFICES.has(toOffice)) return INVALID;
    const district = toDistrict ?? holder.district;
    const office = toOffice ?? officeOf(district, file.born, day);
    if (office === undefined || (district === holder.district && office === holder.office)) return INVALID;
    if (district !== holder.district && file.isWithdrawn) return 'disclosure-withdrawn';
    file.holders.push({ from: day, district, office });
    file.askedFor.length = 0;
    return undefined;
  },
  'person-changes': (file, { on: _, ...change }, { model }) => {
    if (Object.keys(change).length === 0) return INVALID;
    const { identityNumber, protection, namedOfficers, birthDate = file.born } = change;
    const identity = identityNumber === undefined ? file.identity : identityOfNumber(identityNumber);
    const isProtected = protection === undefined ? file.isProtected : protection !== 'none';
    const named = namedOfficers?.map(({ client, officer }) => `${client} ${officer}`) ?? file.named;
    if (birthDate > file.receivedOn || identity === undefined || (isProtected && named === null)) return INVALID;
    const isTaken = identity !== file.identity && openCaseOf(model, identity, file) !== undefined;
    if (file.status !== 'closed' && isTaken) return 'open-case-exists';
    Object.assign(file, { identity, isProtected, named, born: birthDate });
    return undefined;
  },
  'disclosure-withdrawals': (file) => {
    if (file.isWithdrawn) return NOT_NOW;
    file.isWithdrawn = true;
    return undefined;
  },
  restrictions: (file, _, { day }) => {
    file.restrictedOn = day;
    return undefined;
  },
  'restriction-liftings': (file, _, { day }) => {
    if (file.restrictedOn === null) return 'not-restricted';
    if (day < file.restrictedOn) return INVALID;
    file.restrictedOn = null;
    return undefined;
  },
  statements: ({ facts }, { concerns = 0 }) => (concerns > facts.length ? INVALID : undefined),
  closures: (file, { outcome = '' }, now) => {
    file.closure = { on: now.day, before: file.status };
    file.status = 'closed';
    const toWork = outcome === 'work' || outcome === 'subsidised-work';
    write(file, toWork ? 'closed-with-work' : outcome === 'declined-by-office' ? 'closed-by-office' : 'closed', now);
    return undefined;
  },
  reopenings: (file, _, { model, day }) => {
    const { closure } = file;
    if (closure === null || day < closure.on) return INVALID;
    if (openCaseOf(model, file.identity, file) !== undefined) return 'open-case-exists';
    file.status = closure.before;
    file.closure = null;
    file.papers.splice(
      file.papers.findLastIndex(({ kind }) => kind.startsWith('closed')),
      1,
    );
    return undefined;
  },
};
