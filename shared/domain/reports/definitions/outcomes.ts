import { type Definition, definitionsOf } from '../definition.ts';
import { CLOSED, CLOSED_IN_PERIOD, REFERRED, WORK_OR_STUDIES_SHARE } from './closures.ts';

const ofCases = definitionsOf({ unit: 'case', policies: [] });
const ofGroups = definitionsOf({ unit: 'case', policies: ['target-groups'] });

/** What the report on outcomes counts. */
export const OUTCOMES_DEFINITIONS: ReadonlyArray<Definition> = [
  ofGroups(
    'outcomes-attribution',
    'assumed',
    ['Var ett ärende räknas', 'Where a case counts'],
    [
      'hos det jobbtorg och stadsdelsområde som hade det vid avslutet eller, om det är öppet, periodens sista dag; ålder på hänvisningens dag; en gång, efter det avslut som gäller; öppnade av misstag räknas inte alls',
      'at the office and district that held it when it was closed or, while open, on the last day of the period; age on the day of referral; once, by its standing closure; those opened by mistake count nowhere',
    ],
  ),
  ofCases(
    'open-at-start',
    'S3',
    ['Öppna vid periodens början', 'Open at the start'],
    [
      'ärenden mottagna före periodens första dag och inte avslutade före den',
      'cases received before the first day of the period and not closed before it',
    ],
  ),
  REFERRED,
  CLOSED,
  ofCases('share-closed', 'S3', ['Andel avslutade', 'Share closed'], CLOSED_IN_PERIOD, [
    'ärenden öppna vid periodens början och mottagna i den',
    'cases open at the start of the period and received in it',
  ]),
  ofCases(
    'work',
    'S3',
    ['Till arbete', 'To work'],
    ['avslut till arbete utan stöd', 'closures to work without subsidy'],
  ),
  ofCases(
    'subsidised-work',
    'S3',
    ['Till arbete med stöd', 'To subsidised work'],
    ['avslut till arbete med lönestöd eller annan subvention', 'closures to work with a wage subsidy or another'],
  ),
  ofCases('studies', 'S3', ['Till studier', 'To studies'], ['avslut till studier', 'closures to studies']),
  WORK_OR_STUDIES_SHARE,
  ofCases(
    'drop-out',
    'S1',
    ['Bortfall', 'Drop-out'],
    [
      'avslut på egen önskan, för utebliven närvaro, av okänd orsak eller på grund av flytt',
      'closures by own wish, for non-attendance, for an unknown reason or because of moving',
    ],
  ),
  ofCases(
    'drop-out-share',
    'S1',
    ['Andel bortfall', 'Drop-out share'],
    ['avslut som är bortfall', 'closures that are drop-outs'],
    CLOSED_IN_PERIOD,
  ),
];
