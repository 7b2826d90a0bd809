import type { Service } from '../domain/city.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { DAYS } from './days.ts';

type Entry = readonly [code: string, sv: string, en: string];

const FROM_THE_START: ReadonlyArray<Entry> = [
  ['survey', 'Utredning och kartläggning', 'Survey'],
  ['study-and-career-guidance', 'Studie- och yrkesvägledning', 'Study and career guidance'],
  ['advice', 'Rådgivning', 'Advice'],
  ['individual-coaching', 'Individuell coachning', 'Individual coaching'],
  ['matching', 'Matchning mot lediga arbeten', 'Matching to vacant jobs'],
  ['sfi-test', 'SFI-test', 'Test of Swedish for immigrants'],
  ['sfi-with-placement', 'SFI kopplad till praktik', 'Swedish for immigrants with a placement'],
  ['preparatory-measures', 'Förberedande insatser', 'Preparatory measures'],
  ['work-training', 'Arbetsträning', 'Work training'],
  ['placement-language-introduction', 'Praktik för språk och introduktion', 'Placement for language and introduction'],
  ['placement-as-work-training', 'Praktik som arbetsträning', 'Placement as work training'],
  ['placement-first-step', 'Praktik som första steg till arbete', 'Placement as a first step to a job'],
  ['vocational-course-short', 'Kortare förberedande yrkesutbildning', 'Shorter preparatory vocational course'],
  ['validation', 'Validering av kunskaper och betyg', 'Validation of skills and grades'],
  ['vocational-course-long', 'Längre anpassad yrkesutbildning', 'Longer adapted vocational course'],
  ['employment-service-range', 'Arbetsförmedlingens utbud', "The employment service's range"],
  ['recruitment-activity', 'Rekryteringsaktivitet', 'Recruitment activity'],
  ['start-your-own-advice', 'Starta eget-rådgivning', 'Advice on starting a business'],
];

const FROM_2009: ReadonlyArray<Entry> = [
  ['sfi', 'Svenska för invandrare', 'Swedish for immigrants'],
  ['recruitment-programme', 'Rekryteringsprogrammet', 'The recruitment programme'],
  ['civic-information', 'Samhällsinformation', 'Civic information'],
];

const FROM_2018: ReadonlyArray<Entry> = [
  ['supported-employment', 'Supported Employment', 'Supported employment'],
  ['language-support-placement', 'Språkstödspraktik', 'Language support placement'],
  ['language-support-employment', 'Språkstödsanställning', 'Language support employment'],
  ['extra-job', 'Extratjänst', 'Extra job'],
  ['health-measure', 'Hälsoinsats', 'Health measure'],
];

const dated =
  (validFrom: LocalDate, source: string) =>
  ([code, sv, en]: Entry): Service => ({ code, sv, en, validFrom, validTo: null, source });

/** The measures that every Jobbtorg has to offer, on site or elsewhere, by the city or by others. */
export const SERVICES: ReadonlyArray<Service> = [
  ...FROM_THE_START.map(dated(DAYS.jobbtorgDecided, 'S0')),
  ...FROM_2009.map(dated(DAYS.firstOf2009, 'S2')),
  ...FROM_2018.map(dated(DAYS.firstOf2018, 'S4')),
];
