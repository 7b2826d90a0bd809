import type { Occasion } from '../domain/case/attendance.ts';
import type { Command } from '../domain/case/commands.ts';
import { clocks, shownFindings } from '../domain/case/compliance.ts';
import { type CaseState, holderOf } from '../domain/case/state.ts';
import type { City } from '../domain/city.ts';
import { districtOn } from '../domain/city.ts';
import type { Referral } from '../domain/referral/referral.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { CaseView, OccasionView } from './views.ts';

/** What a case is shown from; `referral` is `null` where the viewer may not see the person. */
export interface Shown {
  readonly state: CaseState;
  readonly referral: Referral | null;
  readonly texts: ReadonlyMap<number, Command>;
}

/** What takes the place of the person and of free text where they are not shown. */
export const MASKED = { referral: null, texts: new Map() } as const;

/** A case as it stands today, for those who may see it. */
export function showCase({ state, referral, texts }: Shown, city: City, today: LocalDate): CaseView {
  const holder = holderOf(state);
  return {
    id: state.id,
    version: state.version,
    status: state.status,
    district: districtOn(city, holder.district, today),
    office: holder.office,
    coach: coachOf(state, texts),
    targetGroup: state.targetGroup,
    priority: state.priority,
    receivedOn: state.receivedOn,
    enrolment: state.enrolment,
    plan: planOf(state, texts),
    services: state.services,
    disclosure: state.disclosure,
    restrictedOn: state.restrictedOn,
    interruption: state.interruption,
    closure: state.closure,
    clocks: clocks(state, city, today).map((clock) => ({ ...clock, explanation: [...clock.explanation] })),
    findings: [...shownFindings(state, city)],
    person: referral === null ? null : personOf(referral),
    links: linksOf(state.id),
  };
}

/** An occasion as it is shown. */
export function showOccasion({ id, date, kind, service, attendance }: Occasion): OccasionView {
  const registered =
    attendance === null
      ? { presence: null, registeredAt: null, registeredBy: null }
      : { presence: attendance.presence, registeredAt: attendance.registeredAt, registeredBy: attendance.by };
  return { id, date, kind, service, ...registered };
}

/** Where to go from a case. */
export function linksOf(caseId: string): Record<string, string> {
  const self = `/v1/cases/${caseId}`;
  return { self, facts: `${self}/facts`, occasions: `${self}/occasions` };
}

function coachOf({ coach }: CaseState, texts: Shown['texts']): string | null {
  const text = coach === null ? undefined : texts.get(coach.sequence);
  return text?.name === 'coaches' ? text.body.coach : null;
}

function planOf({ plan }: CaseState, texts: Shown['texts']): CaseView['plan'] {
  if (plan === null) return null;
  const { version, thin, drawnUpOn, answer, answeredOn, hash, receipts } = plan;
  const text = texts.get(plan.sequence);
  const written = text?.name === 'plans' ? text.body : undefined;
  const activities = plan.activities.map((activity, index) => ({
    ...activity,
    provider: written?.activities[index]?.provider ?? null,
  }));
  return { version, thin, drawnUpOn, goal: written?.goal ?? null, activities, answer, answeredOn, hash, receipts };
}

function personOf({ person }: Referral): CaseView['person'] {
  const { namedOfficers: _, ...shown } = person;
  return shown;
}
