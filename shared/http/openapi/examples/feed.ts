import { CASE_ID } from './cases.ts';

const CONTEXT = { specversion: '1.0', source: 'urn:jobbtorg:cases', datacontenttype: 'application/json' } as const;

/** A plan answered, and something that happened in a protected person's case. */
export const FEED = {
  items: [
    {
      ...CONTEXT,
      id: `${CASE_ID}/6`,
      type: 'plan.answered',
      dataschema: 'urn:jobbtorg:event:plan.answered:1',
      subject: CASE_ID,
      time: '2026-03-06T09:00:00.000Z',
      data: { caseId: CASE_ID, version: 6, occurredOn: '2026-03-06', recordedOn: '2026-03-06' },
    },
    {
      ...CONTEXT,
      id: '6h9t3d0gbn4e2q7w5m1kxz8cvr/1',
      type: 'case.received',
      dataschema: 'urn:jobbtorg:event:case.received:1',
      data: { version: 1, district: 'hasselby-vallingby' },
    },
  ],
  next: 'hTq0b3Zr9cX1mWv7KpYd2LsN8fGaUeRiQjOoB5tCxk4w6yzE',
} as const;
