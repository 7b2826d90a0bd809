import { isServiceOn } from '../city.ts';
import { occasionPrefix } from './attendance.ts';
import { accepted, type BodyOf, type Decision, type DecisionContext, invalid } from './decision.ts';
import { newFact } from './facts.ts';

/** Expects the aspirant at an occasion, named by its day, kind and service, and a number among those alike. */
export function expectAttendance(body: BodyOf<'occasions'>, { city, occasions }: DecisionContext): Decision {
  const { date, kind } = body;
  const service = body.service ?? null;
  if (service !== null && !isServiceOn(city, service, date)) return invalid('/service', 'unknown-service');
  const prefix = occasionPrefix({ date, kind, service });
  const alike = occasions.filter((known) => occasionPrefix(known) === prefix).length;
  return accepted(newFact('occasion.expected', date, { occasion: `${prefix}${alike + 1}`, kind, service }));
}

/** Attendance can be registered when its day has come, and corrected after that: each is a fact of its own (D14). */
export function registerAttendance(
  { occasion: id, presence }: BodyOf<'attendances'>,
  { occasions, today }: DecisionContext,
): Decision {
  const occasion = occasions.find((known) => known.id === id);
  if (occasion === undefined) return invalid('/occasion', 'unknown-occasion');
  if (occasion.date > today) return invalid('/occasion', 'in-the-future');
  const { date, service, attendance } = occasion;
  const corrects = attendance?.sequence ?? null;
  return accepted(newFact('attendance.registered', date, { occasion: id, presence, service, corrects }));
}
