import { type Definition, definitionsOf } from '../definition.ts';

const ofCases = definitionsOf({ unit: 'case', policies: [] });
const ofPlans = definitionsOf({ unit: 'plan', policies: [] });
const ofThinPlans = definitionsOf({ unit: 'plan', policies: ['thin-plan'] });

const OPEN = [
  'ärenden öppna vid slutet av periodens sista dag',
  'cases open at the end of the last day of the period',
] as const;
const IN_FORCE = [
  'öppna ärenden med en plan som aspiranten har godkänt senast periodens sista dag, med eller utan förbehåll',
  'open cases with a plan that the aspirant has approved by the last day of the period, with or without reservation',
] as const;
const ASSESSED = [
  'gällande planer som ingen senare planversion har följt på; en ersatt plans innehåll är inte känt här',
  'plans in force that no later version has followed; what a replaced plan held is not known here',
] as const;
const THIN = [
  'bedömda planer som bara har en aktivitet, med högst så många tillfällen i veckan och så många minuter som regeln för tunna planer anger',
  'plans assessed that hold one activity only, with at most as many occasions a week and as many minutes as the rule for thin plans says',
] as const;
const WITH_RESERVATION = [
  'bedömda planer som aspiranten har godkänt med förbehåll',
  'plans assessed that the aspirant has approved with reservation',
] as const;

/** What the report on the quality of plans counts. */
export const PLAN_QUALITY_DEFINITIONS: ReadonlyArray<Definition> = [
  ofCases(
    'plan-quality-attribution',
    'S3, assumed',
    ['Var en plan räknas', 'Where a plan counts'],
    [
      'hos det jobbtorg och stadsdelsområde som hade ärendet periodens sista dag, godkännanden hos det som hade det den dagen; ålder på hänvisningens dag; högst en plan per ärende är i kraft; öppnade av misstag räknas inte alls',
      'at the office and district that held the case on the last day of the period, approvals at those that held it on their day; age on the day of referral; at most one plan of a case is in force; those opened by mistake count nowhere',
    ],
  ),
  ofCases('open-cases', 'S3', ['Öppna ärenden', 'Open cases'], OPEN),
  ofPlans('plans-in-force', 'S3', ['Gällande planer', 'Plans in force'], IN_FORCE),
  ofCases('plans-in-force-share', 'S3', ['Andel med gällande plan', 'Share with a plan in force'], IN_FORCE, OPEN),
  ofPlans('plans-assessed', 'assumed', ['Bedömda planer', 'Plans assessed'], ASSESSED),
  ofThinPlans('thin', 'S3, assumed', ['Tunna planer', 'Thin plans'], THIN),
  ofThinPlans('thin-share', 'S3, assumed', ['Andel tunna planer', 'Share of thin plans'], THIN, ASSESSED),
  ofPlans('with-reservation', 'S3, assumed', ['Godkända med förbehåll', 'Approved with reservation'], WITH_RESERVATION),
  ofPlans(
    'with-reservation-share',
    'S3, assumed',
    ['Andel godkända med förbehåll', 'Share approved with reservation'],
    WITH_RESERVATION,
    ASSESSED,
  ),
  ofPlans(
    'objected',
    'assumed',
    ['Med invändning', 'Objected to'],
    [
      'öppna ärenden vars senaste plan aspiranten har invänt mot, så som det är känt när rapporten byggs',
      'open cases whose latest plan the aspirant has objected to, as known when the report is built',
    ],
  ),
  ofPlans(
    'unable',
    'assumed',
    ['Kunde inte svara', 'Unable to answer'],
    [
      'öppna ärenden vars senaste plan aspiranten inte har kunnat svara på, så som det är känt när rapporten byggs',
      'open cases whose latest plan the aspirant has been unable to answer, as known when the report is built',
    ],
  ),
  ofPlans(
    'plans-approved',
    'S3',
    ['Godkända i perioden', 'Approved in the period'],
    [
      'godkännanden av planversioner i perioden, med eller utan förbehåll, också i ärenden som har avslutats sedan dess',
      'approvals of plan versions in the period, with or without reservation, also in cases closed since',
    ],
  ),
];
