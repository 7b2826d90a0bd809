import { definitionsOf } from '../definition.ts';

const ofCases = definitionsOf({ unit: 'case', policies: [] });

export const CLOSED_IN_PERIOD = ['ärenden avslutade i perioden', 'cases closed in the period'] as const;

const TO_WORK_OR_STUDIES = [
  'avslut till arbete, arbete med stöd eller studier',
  'closures to work, subsidised work or studies',
] as const;

export const REFERRED = ofCases(
  'referred',
  'S3',
  ['Hänvisade', 'Referred'],
  ['ärenden mottagna i perioden', 'cases received in the period'],
);

export const CLOSED = ofCases('closed', 'S3', ['Avslutade', 'Closed'], CLOSED_IN_PERIOD);

export const WORK_OR_STUDIES = ofCases(
  'work-or-studies',
  'assumed',
  ['Till arbete eller studier', 'To work or studies'],
  TO_WORK_OR_STUDIES,
);

export const WORK_OR_STUDIES_SHARE = ofCases(
  'work-or-studies-share',
  'assumed',
  ['Andel till arbete eller studier', 'Share to work or studies'],
  TO_WORK_OR_STUDIES,
  CLOSED_IN_PERIOD,
);
