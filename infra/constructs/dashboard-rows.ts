import type { RunbookAnchor } from './impact-alarm.ts';

export type RowName = 'promises' | 'calls' | 'queues' | 'stream' | 'table';

interface Bilingual {
  readonly sv: string;
  readonly en: string;
}

/** A row of the dashboard: what it shows, in words, and the chapters of the runbook that its alarms point at. */
export interface DashboardRow {
  readonly name: RowName;
  readonly title: Bilingual;
  readonly explanation: Bilingual;
  readonly runbook: ReadonlyArray<RunbookAnchor>;
}

/** The rows, in the order in which someone on call looks: first what concerns people most. */
export const DASHBOARD_ROWS: ReadonlyArray<DashboardRow> = [
  {
    name: 'promises',
    title: { sv: 'Löftena i natt', en: 'Promises tonight' },
    explanation: {
      sv: 'Kontrollen börjar 04:15. Ärenden som skulle kontrolleras, hur många som varnades för, missades eller inte gick att kontrollera. Det äldsta okontrollerade ärendet är en vanlig natt 0 dygn gammalt. Varje påbörjad kontroll ska avslutas.',
      en: 'The check begins at 04:15. Cases that were due, and how many were warned about, missed or could not be assessed. The oldest unassessed case is 0 days old on an ordinary night. Every check that starts is to finish.',
    },
    runbook: ['alarm-no-finished-nightly-check', 'alarm-cases-not-assessed', 'alarm-oldest-unassessed'],
  },
  {
    name: 'calls',
    title: { sv: 'Remisser och anrop', en: 'Referrals and calls' },
    explanation: {
      sv: 'Det som stadsdelar och jobbtorg skickar och frågar efter. 4xx beror på den som anropar, 5xx på oss. Faller anropen till noll en vardag når ingen fram.',
      en: 'What districts and offices send and ask for. 4xx is up to the caller, 5xx to us. If calls fall to nought on a working day, nobody gets through.',
    },
    runbook: ['alarm-api-failures', 'alarm-function-errors', 'alarm-throttles'],
  },
  {
    name: 'queues',
    title: { sv: 'Köer', en: 'Queues' },
    explanation: {
      sv: 'Arbete som väntar, hur länge det äldsta har väntat, och det som lades undan efter upprepade fel. Kontroller och rapporter går här igenom.',
      en: 'Work that waits, how long the oldest has waited, and what was set aside after repeated failures. Checks and reports pass through here.',
    },
    runbook: ['alarm-dead-letters', 'alarm-old-messages'],
  },
  {
    name: 'stream',
    title: { sv: 'Ström', en: 'Stream' },
    explanation: {
      sv: 'Hur långt efter tabellen händelser och arbete skickas. Efter 24 timmar glömmer strömmen.',
      en: 'How far behind the table events and work are sent out. After 24 hours the stream forgets.',
    },
    runbook: ['alarm-stream-behind'],
  },
  {
    name: 'table',
    title: { sv: 'Tabell', en: 'Table' },
    explanation: {
      sv: 'Förbrukad kapacitet i tabellen och varje index, strypta anrop, och villkor som inte höll. Det senare är vanligt i liten mängd: två skrev samtidigt och den ena försökte igen.',
      en: 'Capacity consumed by the table and each index, throttled requests, and conditions that failed. A few of the last are ordinary: two wrote at once and one tried again.',
    },
    runbook: [],
  },
];
