import { localDate } from '../domain/time/local-date.ts';

/** The days on which the city's rules and places changed, named once. */
export const DAYS = {
  /** Before anything that a case can be about: for rules that the documents do not date. */
  beforeEverything: localDate('2000-01-01'),
  districtsOf2007: localDate('2007-01-01'),
  jobbtorgDecided: localDate('2008-01-01'),
  lastOf2008: localDate('2008-12-31'),
  firstOf2009: localDate('2009-01-01'),
  lastOfSocialServicesBoard: localDate('2010-01-31'),
  socialServicesAndLabourMarketBoard: localDate('2010-02-01'),
  lastOfSocialServicesAndLabourMarketBoard: localDate('2011-11-21'),
  labourMarketBoard: localDate('2011-11-22'),
  lastOf2017: localDate('2017-12-31'),
  firstOf2018: localDate('2018-01-01'),
  lastOfTwoTargetGroups: localDate('2018-08-31'),
  oneTargetGroup: localDate('2018-09-01'),
  lastBeforeMerger2020: localDate('2020-06-30'),
  merger2020: localDate('2020-07-01'),
  lastBeforeMerger2023: localDate('2023-06-30'),
  merger2023: localDate('2023-07-01'),
  lastOfSocialServicesAct2001: localDate('2025-06-30'),
  socialServicesAct2025: localDate('2025-07-01'),
} as const;
