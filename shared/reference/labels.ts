import { AGE_CLASS_KEYS } from '../domain/reports/age-classes.ts';
import type { Division, ReportScope } from '../domain/reports/question.ts';
import { DISTRICTS } from './districts.ts';
import { OFFICES } from './offices.ts';

/** A text that officials read, in both languages. */
export interface InWords {
  readonly sv: string;
  readonly en: string;
}

const words = (sv: string, en: string): InWords => ({ sv, en });
const name = (sv: string): InWords => words(sv, sv);

/** Places in English where their Swedish name is more than a name. */
const OFFICES_IN_ENGLISH: Readonly<Record<string, string>> = { 'kista-youth': 'Kista, youth branch' };

const OFFICE_NAMES = OFFICES.map(({ code, sv }) => {
  const short = sv.replace(/^Jobbtorg /, '');
  return [code, words(short, OFFICES_IN_ENGLISH[code] ?? short)] as const;
});

/** Short enough for a chart; the reference data has the whole wording of each group. */
const TARGET_GROUP_NAMES = {
  'sfi-student': words('SFI-studerande', 'Students of Swedish'),
  'refugee-or-family-immigrant': words('Flyktingar och anknytningsinvandrare', 'Refugees and family immigrants'),
  young: words('Unga 16–24 år', 'Young, 16–24'),
  unemployment: words('Arbetslösa', 'Unemployed'),
  'new-visit-other-reason': words('Nybesök av annat skäl', 'New visits, other reason'),
  'other-reason-resource': words('Målgrupp resurs', 'Target group resource'),
  'unaccompanied-youth': words('Ensamkommande unga', 'Unaccompanied youth'),
  'unemployment-2018': words('Arbetslösa, från 1 sept. 2018', 'Unemployed, from 1 Sept 2018'),
  'other-reason-2018': words('Annat skäl, från 1 sept. 2018', 'Other reason, from 1 Sept 2018'),
  newcomer: words('Nyanlända', 'Newcomers'),
  'by-assessment': words('Efter stadsdelens bedömning', "By the district's assessment"),
};

const NAMES: Readonly<Record<string, ReadonlyMap<string, InWords>>> = {
  office: new Map(OFFICE_NAMES),
  district: new Map(DISTRICTS.map(({ code, sv }) => [code, name(sv)])),
  'target-group': new Map(Object.entries(TARGET_GROUP_NAMES)),
  'merged-group': new Map([
    ...Object.entries(TARGET_GROUP_NAMES),
    ['one-target-group', words('Ordinarie och resurs som en målgrupp', 'Ordinary and resource as one group')],
  ]),
  sex: new Map([
    ['woman', words('Kvinnor', 'Women')],
    ['man', words('Män', 'Men')],
    ['unknown', words('Okänt kön', 'Sex unknown')],
  ]),
  'age-class': new Map(AGE_CLASS_KEYS.map((key) => [key, ageClass(key)])),
  policy: new Map([
    ['guarantee-five-days', words('Stadens läsning', "The city's reading")],
    ['guarantee-unrolled', words('Sista dagen flyttas inte', 'Last day not moved')],
    ['guarantee-working-days', words('Fem arbetsdagar', 'Five working days')],
    ['guarantee-from-enrolment', words('Från inskrivningen', 'From the enrolment')],
    ['guarantee-plan-only', words('Enbart godkänd plan', 'An approved plan only')],
  ]),
  priority: new Map([
    ['young', words('Unga 16–24 år', 'Young, 16–24')],
    ['children', words('Barn i hushållet', 'Children in the household')],
    ['newly-unemployed', words('Nyligen arbetslösa', 'Newly unemployed')],
    ['none', words('Utan förtur', 'Without priority')],
  ]),
};

const DIMENSIONS: Readonly<Record<string, InWords>> = {
  office: words('jobbtorg', 'office'),
  district: words('stadsdelsområde', 'district'),
  'target-group': words('målgrupp', 'target group'),
  'merged-group': words('målgrupp, sammanslagen', 'target group, merged'),
  sex: words('kön', 'sex'),
  'age-class': words('ålder', 'age'),
  policy: words('läsning av löftet', 'reading of the promise'),
  priority: words('förtur', 'priority'),
  month: words('månad', 'month'),
  year: words('år', 'year'),
};

const AND = '-and-';

/** What a dimension of a table divides by: `month-and-office` is "månad och jobbtorg". */
export function dimensionLabel(dimension: string): InWords {
  const parts = partsOf(dimension).map((part) => DIMENSIONS[part] ?? name(part));
  return words(parts.map(({ sv }) => sv).join(' och '), parts.map(({ en }) => en).join(' and '));
}

/** What a row is about, by its table's dimension and its key: `2018-03/rosenlund` is "mars 2018, Rosenlundsgatan". */
export function keyLabel(dimension: string, key: string): InWords {
  if (key === 'total') return words('Totalt', 'Total');
  const dimensions = partsOf(dimension);
  const parts = key.split('/').map((part, index) => partLabel(dimensions[index] ?? '', part));
  return words(parts.map(({ sv }) => sv).join(', '), parts.map(({ en }) => en).join(', '));
}

/** The dimensions that a table is divided by. */
export function partsOf(dimension: string): ReadonlyArray<string> {
  return dimension.split(AND);
}

function partLabel(dimension: string, part: string): InWords {
  if (dimension === 'month') return month(part);
  if (dimension === 'year') return year(part);
  return NAMES[dimension]?.get(part) ?? name(part);
}

const MONTHS: ReadonlyArray<InWords> = [
  words('januari', 'January'),
  words('februari', 'February'),
  words('mars', 'March'),
  words('april', 'April'),
  words('maj', 'May'),
  words('juni', 'June'),
  words('juli', 'July'),
  words('augusti', 'August'),
  words('september', 'September'),
  words('oktober', 'October'),
  words('november', 'November'),
  words('december', 'December'),
];

/** `2018-09` as "september 2018". */
function month(key: string): InWords {
  const [, inYear, number] = /^(\d{4})-(\d{2})$/.exec(key) ?? [];
  const found = MONTHS[Number(number) - 1];
  return found === undefined ? name(key) : words(`${found.sv} ${inYear}`, `${found.en} ${inYear}`);
}

/** A year, or the part of one in which a series breaks: `2018-before-09-01` is "2018, före 1 september". */
function year(key: string): InWords {
  const [, whole, side, number, day] = /^(\d{4})-(before|from)-(\d{2})-(\d{2})$/.exec(key) ?? [];
  const found = MONTHS[Number(number) - 1];
  if (whole === undefined || found === undefined) return name(key);
  const [sv, en] = side === 'before' ? ['före', 'before'] : ['från', 'from'];
  return words(`${whole}, ${sv} ${Number(day)} ${found.sv}`, `${whole}, ${en} ${Number(day)} ${found.en}`);
}

function ageClass(key: string): InWords {
  const range = key.replace('-', '–');
  return key === 'other' ? words('Övriga åldrar', 'Other ages') : words(`${range} år`, `Aged ${range}`);
}

/** A local date in words: "1 september 2018". */
export function dateLabel(date: string): InWords {
  const [inYear = '', number = '', day = ''] = date.split('-');
  const found = MONTHS[Number(number) - 1];
  return found === undefined
    ? name(date)
    : words(`${Number(day)} ${found.sv} ${inYear}`, `${Number(day)} ${found.en} ${inYear}`);
}

/** A period in words, as short as it can be said: "2008", "mars 2008", "1 januari 2008 – 15 mars 2009". */
export function periodLabel(from: string, to: string): InWords {
  if (from.endsWith('-01-01') && to.endsWith('-12-31')) {
    return name(from.slice(0, 4) === to.slice(0, 4) ? from.slice(0, 4) : `${from.slice(0, 4)}–${to.slice(0, 4)}`);
  }
  const [first, last] = [month(from.slice(0, 7)), month(to.slice(0, 7))];
  if (from.endsWith('-01') && isLastOfMonth(to)) {
    if (from.slice(0, 7) === to.slice(0, 7)) return first;
    return words(`${first.sv} – ${last.sv}`, `${first.en} – ${last.en}`);
  }
  const [start, end] = [dateLabel(from), dateLabel(to)];
  return words(`${start.sv} – ${end.sv}`, `${start.en} – ${end.en}`);
}

function isLastOfMonth(date: string): boolean {
  const [inYear = 0, number = 0, day] = date.split('-').map(Number);
  return day === new Date(Date.UTC(inYear, number, 0)).getUTCDate();
}

/** What a report covers: the whole city, or one office or district by its name. */
export function scopeLabel(scope: ReportScope): InWords {
  switch (scope.kind) {
    case 'city':
      return words('Hela staden', 'The whole city');
    case 'office': {
      const label = keyLabel('office', scope.code);
      return words(`Jobbtorg ${label.sv}`, `Jobbtorg ${label.en}`);
    }
    case 'district':
      return keyLabel('district', scope.code);
  }
}

/** Into which districts a report's figures are put. */
export function divisionLabel(division: Division): InWords {
  return division === 'of-the-time'
    ? words('stadsdelsområden enligt tidens indelning', 'districts as they were at the time')
    : words(`stadsdelsområden enligt indelningen ${division}`, `districts by the division of ${division}`);
}
