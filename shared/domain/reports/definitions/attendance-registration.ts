import { type Definition, definitionsOf } from '../definition.ts';

const ofOccasions = definitionsOf({ unit: 'occasion', policies: [] });
const ofGroups = definitionsOf({ unit: 'occasion', policies: ['target-groups'] });

const EXPECTED = [
  'tillfällen i perioden då någon var väntad och vars dag hade kommit, också i ärenden som sedan har avslutats',
  'occasions in the period at which someone was expected and whose day had come, also in cases closed since',
] as const;
const IN_TIME = [
  'tillfällen vars närvaro först registrerades på dagen eller senast tre dagar efter den',
  'occasions whose attendance was first registered on the day or within three days after it',
] as const;
const NOT_REGISTERED = [
  'tillfällen vars närvaro ingen har registrerat; de räknas aldrig som frånvaro',
  'occasions whose attendance nobody has registered; they never count as absence',
] as const;

/** What the report on the registration of attendance counts. */
export const ATTENDANCE_REGISTRATION_DEFINITIONS: ReadonlyArray<Definition> = [
  ofGroups(
    'attendance-registration-attribution',
    'assumed',
    ['Var ett tillfälle räknas', 'Where an occasion counts'],
    [
      'hos det jobbtorg och stadsdelsområde som hade ärendet när tillfället noterades; ålder på hänvisningens dag; kön och ålder som de var kända när något senast noterades om tillfället; rättas en registrering gäller den senaste, och dagen för den första',
      'at the office and district that held the case when the occasion was noted; age on the day of referral; sex and age as known when something was last recorded of the occasion; of a corrected registration the latest counts, and the day of the first',
    ],
  ),
  ofOccasions('expected', 'audit-2010', ['Väntade tillfällen', 'Occasions expected'], EXPECTED),
  ofOccasions('registered-in-time', 'audit-2010', ['Registrerade i tid', 'Registered in time'], IN_TIME),
  ofOccasions(
    'registered-later',
    'audit-2010',
    ['Registrerade senare', 'Registered later'],
    [
      'tillfällen vars närvaro först registrerades mer än tre dagar efter dagen',
      'occasions whose attendance was first registered more than three days after the day',
    ],
  ),
  ofOccasions('not-registered', 'audit-2010', ['Inte registrerade', 'Not registered'], NOT_REGISTERED),
  ofOccasions(
    'registered-in-time-share',
    'audit-2010',
    ['Andel registrerade i tid', 'Share registered in time'],
    IN_TIME,
    EXPECTED,
  ),
  ofOccasions(
    'not-registered-share',
    'audit-2010',
    ['Andel inte registrerade', 'Share not registered'],
    NOT_REGISTERED,
    EXPECTED,
  ),
  ofOccasions(
    'present',
    'S3',
    ['Närvarande', 'Present'],
    ['registrerade tillfällen då den väntade kom i tid', 'registered occasions at which the aspirant came in time'],
  ),
  ofOccasions(
    'late',
    'S3',
    ['Sena', 'Late'],
    ['registrerade tillfällen då den väntade kom för sent', 'registered occasions at which the aspirant came late'],
  ),
  ofOccasions(
    'absent-with-notice',
    'S3',
    ['Frånvaro som meddelats', 'Absent with notice'],
    [
      'registrerade tillfällen då den väntade uteblev och hade hört av sig',
      'registered occasions that the aspirant missed, having said so',
    ],
  ),
  ofOccasions(
    'absent-without-notice',
    'S3',
    ['Frånvaro som inte meddelats', 'Absent without notice'],
    [
      'registrerade tillfällen då den väntade uteblev utan att ha hört av sig',
      'registered occasions that the aspirant missed without having said so',
    ],
  ),
  ofOccasions(
    'attended-share',
    'assumed',
    ['Andel närvaro', 'Share attended'],
    [
      'registrerade tillfällen då den väntade kom, i tid eller sent',
      'registered occasions at which the aspirant came, in time or late',
    ],
    ['registrerade tillfällen', 'registered occasions'],
  ),
];
