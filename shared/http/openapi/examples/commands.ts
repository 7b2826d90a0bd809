/** The body of each write on a case, with everything it can say. */
export const COMMANDS = {
  'hold-releases': { on: '2026-03-03', reason: 'decision-made' },
  enrolments: { heldOn: '2026-03-04', form: 'group-information' },
  coaches: { coach: 'JT-7', from: '2026-03-04' },
  plans: {
    drawnUpOn: '2026-03-05',
    goal: 'Arbete som undersköterska',
    activities: [
      {
        service: 'individual-coaching',
        provider: 'Jobbtorg Vällingby',
        hoursPerWeek: 4,
        occasionsPerWeek: 2,
        minutesPerOccasion: 120,
        startsOn: '2026-03-09',
      },
      {
        service: 'validation',
        provider: 'Upphandlad anordnare',
        hoursPerWeek: 12,
        occasionsPerWeek: 3,
        minutesPerOccasion: 240,
        startsOn: '2026-03-16',
        endsOn: '2026-05-29',
      },
    ],
  },
  answers: {
    answer: 'approved-with-reservation',
    answeredOn: '2026-03-06',
    method: 'e-signature',
    language: 'ar',
    interpreter: 'ar',
    text: 'Vill hellre praktisera närmare hemmet.',
  },
  measures: { kind: 'other-measure', startedOn: '2026-03-06', service: 'work-training', evidence: 'Närvarolista' },
  reviews: {
    planVersion: 1,
    heldOn: '2026-06-04',
    outcome: 'revised',
    participants: ['aspirant', 'coach', 'income-support'],
  },
  closures: { on: '2026-06-30', outcome: 'work', detail: 'Tillsvidareanställning från den 1 juli.' },
} as const;
