import { randomBytes } from 'node:crypto';

/** Somebody who does not exist, new at every run, referred today by the district that first wrote the mapping down. */
export function newReferral() {
  return {
    district: 'hasselby-vallingby',
    unit: 'income-support',
    officer: { id: 'HV-1', name: 'Handläggare Exempel' },
    person: {
      localId: `DEMO-${randomBytes(6).toString('hex')}`,
      birthDate: '1990-01-18',
      sex: 'unknown',
      givenName: 'Kim',
      familyName: 'Exempel',
      protection: 'none',
    },
    ground: 'unemployment',
    purpose: 'work-or-studies',
    enrolmentForm: 'group-information',
    benefitDecision: 'not-awaited',
    disclosure: { basis: 'consent', givenOn: '2026-01-02' },
  } as const;
}
