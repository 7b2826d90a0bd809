import type { ReportKind } from '../../../shared/domain/reports/question.ts';
import type { InWords } from '../../../shared/reference/labels.ts';

/** A figure as one says it, by the name of its measure; `undefined` when there is none to tell. */
export type Say = (measure: string) => string | undefined;

/** How one kind of report is introduced. */
export interface Presentation {
  /** The measure that the kind is about: it is charted, and compared in headings. */
  readonly main: string;
  /** The figures shown large, the most telling first. */
  readonly large: ReadonlyArray<string>;
  /** What the report as a whole has found, the first of these that can be said. */
  readonly finding: Readonly<Record<keyof InWords, (say: Say) => string | undefined>>;
}

/** Puts figures into a sentence; `undefined` when one of them cannot be told. */
const sentence =
  (literal: TemplateStringsArray, ...measures: ReadonlyArray<string>) =>
  (say: Say): string | undefined => {
    const said = measures.map(say);
    return said.includes(undefined) ? undefined : literal.map((text, index) => `${text}${said[index] ?? ''}`).join('');
  };

const first =
  (...sentences: ReadonlyArray<(say: Say) => string | undefined>) =>
  (say: Say): string | undefined =>
    sentences.map((each) => each(say)).find((said) => said !== undefined);

/** What each kind of report is introduced by. */
export const PRESENTATIONS: Readonly<Record<ReportKind, Presentation>> = {
  outcomes: {
    main: 'shareClosed',
    large: ['shareClosed', 'workOrStudiesShare', 'dropOutShare', 'referred', 'closed'],
    finding: {
      sv: first(
        sentence`${'shareClosed'} av ärendena avslutades, ${'workOrStudiesShare'} av dem till arbete eller studier`,
        sentence`${'shareClosed'} av ärendena avslutades`,
      ),
      en: first(
        sentence`${'shareClosed'} of the cases were closed, ${'workOrStudiesShare'} of them to work or studies`,
        sentence`${'shareClosed'} of the cases were closed`,
      ),
    },
  },
  compliance: {
    main: 'guaranteeMetShare',
    large: ['guaranteeMetShare', 'reviewInTimeShare', 'medianDays', 'p90Days', 'registeredLate'],
    finding: {
      sv: first(
        sentence`${'guaranteeMetShare'} av jobbgarantierna hölls, och ${'reviewInTimeShare'} av uppföljningarna kom i tid`,
        sentence`${'guaranteeMetShare'} av jobbgarantierna hölls`,
      ),
      en: first(
        sentence`${'guaranteeMetShare'} of the job guarantees were kept, and ${'reviewInTimeShare'} of the reviews were in time`,
        sentence`${'guaranteeMetShare'} of the job guarantees were kept`,
      ),
    },
  },
  'target-groups': {
    main: 'workOrStudiesShare',
    large: ['workOrStudiesShare', 'guaranteeMetShare', 'referred', 'closed'],
    finding: {
      sv: sentence`${'workOrStudiesShare'} av de avslutade gick till arbete eller studier`,
      en: sentence`${'workOrStudiesShare'} of those closed went to work or studies`,
    },
  },
  'equal-treatment': {
    main: 'guaranteeMetShare',
    large: ['guaranteeMetShare', 'workOrStudiesShare', 'medianDaysToFirstKept', 'guaranteesDue'],
    finding: {
      sv: sentence`${'guaranteeMetShare'} av jobbgarantierna hölls i de jämförda stadsdelsområdena`,
      en: sentence`${'guaranteeMetShare'} of the job guarantees were kept in the districts compared`,
    },
  },
  waiting: {
    main: 'othersMedianDays',
    large: ['othersMedianDays', 'prioritisedMedianDays', 'overtakenShare', 'overtakenMedianDays'],
    finding: {
      sv: first(
        sentence`Utan förtur väntade hälften i högst ${'othersMedianDays'}, med förtur i högst ${'prioritisedMedianDays'}`,
        sentence`Utan förtur väntade hälften i högst ${'othersMedianDays'}`,
      ),
      en: first(
        sentence`Without priority half waited for ${'othersMedianDays'} at most, with priority for ${'prioritisedMedianDays'}`,
        sentence`Without priority half waited for ${'othersMedianDays'} at most`,
      ),
    },
  },
  'plan-quality': {
    main: 'thinShare',
    large: ['thinShare', 'plansInForceShare', 'withReservationShare', 'openCases'],
    finding: {
      sv: sentence`${'thinShare'} av planerna var tunna: en enda aktivitet, kort och sällan`,
      en: sentence`${'thinShare'} of the plans were thin: one single activity, short and seldom`,
    },
  },
  'attendance-registration': {
    main: 'notRegisteredShare',
    large: ['notRegisteredShare', 'registeredInTimeShare', 'attendedShare', 'expected'],
    finding: {
      sv: sentence`${'notRegisteredShare'} av tillfällena saknade registrerad närvaro`,
      en: sentence`${'notRegisteredShare'} of the occasions had no attendance registered`,
    },
  },
  flow: {
    main: 'stockEnd',
    large: ['stockEnd', 'referred', 'enrolled', 'closed', 'stockStart'],
    finding: {
      sv: sentence`${'referred'} hänvisades, ${'closed'} avslutades och ${'stockEnd'} var öppna vid periodens slut`,
      en: sentence`${'referred'} were referred, ${'closed'} were closed and ${'stockEnd'} were open at the end`,
    },
  },
};
