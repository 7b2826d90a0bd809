import type { Measure } from '../../../shared/domain/reports/measures.ts';

/** The languages that a report is written in, the one that officials work in first. */
export const LANGUAGES = ['sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How each language writes numbers; reckoned here, so that another version of the platform writes no other bytes. */
const SIGNS = {
  sv: { thousands: '\u202f', decimal: ',', percent: '\u00a0%' },
  en: { thousands: ',', decimal: '.', percent: '%' },
} as const;

/** What stands where there is nothing to show. */
export const NOTHING = '–';

/** A number with as many decimals as asked for: 8 655 and 42,0 in Swedish. */
export function decimal(value: number, decimals: number, language: Language): string {
  const { thousands, decimal: mark } = SIGNS[language];
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, thousands);
  const sign = value < 0 && /[1-9]/.test(`${whole}${fraction}`) ? '−' : '';
  return `${sign}${grouped}${fraction === undefined ? '' : `${mark}${fraction}`}`;
}

/** A share in 0–1 as a percentage. */
export function percent(share: number, decimals: number, language: Language): string {
  return `${decimal(share * 100, decimals, language)}${SIGNS[language].percent}`;
}

/** A cell of a table in its unit: counts whole, shares with one decimal, days with one where they need it. */
export function figure(value: number | null, unit: Measure['unit'], language: Language): string {
  if (value === null) return NOTHING;
  switch (unit) {
    case 'count':
      return decimal(value, 0, language);
    case 'share':
      return percent(value, 1, language);
    case 'days':
      return decimal(value, Number.isInteger(value) ? 0 : 1, language);
  }
}

/** The same as one says it: shares in whole percent, days with their unit. */
export function spoken(value: number, unit: Measure['unit'], language: Language): string {
  if (unit === 'share') return percent(value, 0, language);
  const text = figure(value, unit, language);
  if (unit === 'count') return text;
  const isOne = value === 1;
  return language === 'sv' ? `${text}\u00a0${isOne ? 'dag' : 'dagar'}` : `${text}\u00a0${isOne ? 'day' : 'days'}`;
}
