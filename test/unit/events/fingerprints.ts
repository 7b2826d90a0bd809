/**
 * What each version of each type of event was when it was first sent. Nothing here is ever changed: a schema that is to
 * be another gets the next version in `EVENT_VERSIONS`, and a line here.
 */
export const FINGERPRINTS: Readonly<Record<string, string>> = {
  'case.received/1': '17115c9bc5a47110',
  'hold.released/1': '2628ef3eb5ddcdbf',
  'case.enrolled/1': '6db15fbfa52addc4',
  'coach.assigned/1': 'e17857e57c54e967',
  'plan.drawn-up/1': 'bd6abf22008e91db',
  'plan.answered/1': '176a668e0e8076fc',
  'plan.receipted/1': '2fd28bbdc99035e9',
  'measure.started/1': '36214219a8a19b68',
  'plan.reviewed/1': '0478001ea37182e0',
  'occasion.expected/1': '770da84e46b8472a',
  'attendance.registered/1': '4474fc7ee752c17c',
  'case.interrupted/1': '8e498c6ea0fe8c20',
  'case.restarted/1': '77eeb19b479c84b9',
  'transfer.requested/1': '06de6457167d4d89',
  'case.transferred/1': '0b8106a63bef05ef',
  'person.changed/1': 'bf543141a660702f',
  'disclosure.withdrawn/1': 'd379fb317c64df05',
  'processing.restricted/1': '14d5ed17ba67caa4',
  'restriction.lifted/1': '2c91706a4f732cb7',
  'statement.made/1': 'b12cc8e628f370ac',
  'case.reopened/1': '9dc042dc9078fbdf',
  'case.closed/1': 'b89ac03698802845',
  'calendar.corrected/1': 'c8ad425b9021922a',
  'deadline.warned/1': '54255a7bf936bf33',
  'deadline.missed/1': '27bb78996278a7ae',
};
