import type { OwnerBoard } from '../domain/city.ts';
import { DAYS } from './days.ts';

/**
 * Who has answered for the Jobbtorg. The first two days are those of the city's own papers; when the board changed its
 * name, and when it was split, is written nowhere we know: it had happened by the first day that a document names it.
 */
export const OWNER_BOARDS: ReadonlyArray<OwnerBoard> = [
  {
    code: 'kommunstyrelsen',
    sv: 'Kommunstyrelsen',
    en: 'The city executive board',
    validFrom: DAYS.jobbtorgDecided,
    validTo: DAYS.lastOf2008,
    basis: 'sourced',
    source: 'S0, S1, S2',
  },
  {
    code: 'socialtjanstnamnden',
    sv: 'Socialtjänstnämnden',
    en: 'The social services board',
    validFrom: DAYS.firstOf2009,
    validTo: DAYS.lastOfSocialServicesBoard,
    basis: 'sourced',
    source: 'S2',
  },
  {
    code: 'socialtjanst-och-arbetsmarknadsnamnden',
    sv: 'Socialtjänst- och arbetsmarknadsnämnden',
    en: 'The social services and labour market board',
    validFrom: DAYS.socialServicesAndLabourMarketBoard,
    validTo: DAYS.lastOfSocialServicesAndLabourMarketBoard,
    basis: 'assumed',
    source: 'audit-2010, assumed',
  },
  {
    code: 'arbetsmarknadsnamnden',
    sv: 'Arbetsmarknadsnämnden',
    en: 'The labour market board',
    validFrom: DAYS.labourMarketBoard,
    validTo: null,
    basis: 'assumed',
    source: 'board-2011, S4, assumed',
  },
];
