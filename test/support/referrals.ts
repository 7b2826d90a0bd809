/** A referral that the rules of 2026 accept, of an invented person without a number. */
export function aReferral(localId: string, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    district: 'bromma',
    unit: 'income-support',
    officer: { id: 'B-1', name: 'Test Handläggare' },
    person: {
      localId,
      birthDate: '1990-01-18',
      sex: 'woman',
      givenName: 'Test',
      familyName: 'Person',
      protection: 'none',
    },
    ground: 'unemployment',
    purpose: 'work-or-studies',
    enrolmentForm: 'group-information',
    benefitDecision: 'not-awaited',
    disclosure: { basis: 'consent', givenOn: '2008-01-01' },
    ...changes,
  };
}

/** A plan that is not thin. */
export function aPlan(drawnUpOn: string) {
  return {
    drawnUpOn,
    goal: 'Arbete',
    activities: [
      {
        service: 'matching',
        provider: 'jobbtorg',
        hoursPerWeek: 10,
        occasionsPerWeek: 3,
        minutesPerOccasion: 120,
        startsOn: drawnUpOn,
      },
    ],
  };
}
