import { type LocalDate, localDate } from '../time/local-date.ts';

interface InWords {
  readonly sv: string;
  readonly en: string;
}

/** What is counted. Never persons: the facts of a case do not tell whose it is, so that nobody can be followed. */
export const UNITS_COUNTED = ['case', 'promise', 'plan', 'occasion'] as const;
export type UnitCounted = (typeof UNITS_COUNTED)[number];

/** The kinds of dated policy that a figure can depend on; a report names those that were in force. */
export const POLICY_KINDS = [
  'target-groups',
  'guarantee',
  'review',
  'guarantee-readings',
  'priority',
  'thin-plan',
] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

/** What a measure counts, in words that an official can hold the figures against. */
export interface Definition extends InWords {
  /** Never reused for something else. */
  readonly id: string;
  /** Goes up whenever the same facts would give another figure. */
  readonly version: number;
  readonly numerator: InWords;
  /** `null` for a plain number. */
  readonly denominator: InWords | null;
  readonly unit: UnitCounted;
  readonly policies: ReadonlyArray<PolicyKind>;
  /** The days whose figures this version defines, both included; `validTo: null` means until further notice. */
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  /** Where the measure is written down; see the reference data's sources. */
  readonly source: string;
}

/** A definition as a report prints it. */
export interface PrintedDefinition extends InWords {
  readonly id: string;
  readonly version: number;
}

type SvAndEn = readonly [sv: string, en: string];

const JOBBTORG_DECIDED = localDate('2008-01-01');

/** Writes definitions of one unit that depend on the same policies, valid from the first day of Jobbtorg. */
export function definitionsOf({
  unit,
  policies,
  version = 1,
}: Pick<Definition, 'unit' | 'policies'> & Partial<Pick<Definition, 'version'>>) {
  return (
    id: string,
    source: string,
    name: SvAndEn,
    numerator: SvAndEn,
    denominator: SvAndEn | null = null,
  ): Definition => ({
    id,
    version,
    ...inWords(name),
    numerator: inWords(numerator),
    denominator: denominator === null ? null : inWords(denominator),
    unit,
    policies,
    validFrom: JOBBTORG_DECIDED,
    validTo: null,
    source,
  });
}

const inWords = ([sv, en]: SvAndEn): InWords => ({ sv, en });

const UNIT_WORDS: Readonly<Record<UnitCounted, InWords>> = {
  case: { sv: 'ärende', en: 'case' },
  promise: { sv: 'löfte', en: 'promise' },
  plan: { sv: 'jobbplan', en: 'plan' },
  occasion: { sv: 'tillfälle', en: 'occasion' },
};

/** A definition as one sentence in either language, and the unit it counts. */
export function printedDefinition({
  id,
  version,
  sv,
  en,
  numerator,
  denominator,
  unit,
}: Definition): PrintedDefinition {
  const words = UNIT_WORDS[unit];
  return {
    id,
    version,
    sv: `${sv}: ${numerator.sv}${denominator === null ? '' : `, delat med ${denominator.sv}`}. Enhet: ${words.sv}.`,
    en: `${en}: ${numerator.en}${denominator === null ? '' : `, divided by ${denominator.en}`}. Unit: ${words.en}.`,
  };
}
