import type { FunctionName } from '../../shared/config/functions.ts';
import type { FunctionTraits } from '../constructs/service-function.ts';

/** Below the gateway's 30 seconds: a caller gets our own answer, not the gateway's. */
const CALL_SECONDS = 15;
/** From here on a function has a whole processor of its own. */
const WHOLE_PROCESSOR = 1769;

/** How large each function is and what its failure costs a person. */
export const FUNCTIONS: Readonly<Record<FunctionName, FunctionTraits>> = {
  'receive-referral': {
    memoryMegabytes: 1024,
    timeoutSeconds: CALL_SECONDS,
    impact: 'A referral is not taken: a person waits for a job centre that does not know of them, and no promise runs.',
  },
  'handle-case': {
    memoryMegabytes: 1024,
    timeoutSeconds: CALL_SECONDS,
    impact:
      'A coach cannot read or write a case: a person with a kept promise may be counted as failed, or not helped.',
  },
  'receive-history': {
    memoryMegabytes: 1024,
    timeoutSeconds: CALL_SECONDS,
    impact: 'A line of history is not imported: a person already known to the city is missing from lists and figures.',
  },
  'check-deadlines': {
    memoryMegabytes: 1024,
    timeoutSeconds: 120,
    impact: 'No one is told which promises are about to break: a person waits longer and nobody sees it.',
  },
  'assess-cases': {
    memoryMegabytes: 1024,
    timeoutSeconds: 60,
    impact: 'Cases found by the nightly check are not judged: a person whose promise breaks today is on no list.',
  },
  'publish-events': {
    memoryMegabytes: 512,
    timeoutSeconds: 30,
    impact:
      "Checks and reports stand still and districts are not told of events: a person's broken promise stays unseen although it is recorded.",
  },
  'read-feed': {
    memoryMegabytes: 512,
    timeoutSeconds: CALL_SECONDS,
    impact:
      "A district's or office's own system is not told what happens: a person is met by someone who does not know.",
  },
  'request-reports': {
    memoryMegabytes: 512,
    timeoutSeconds: CALL_SECONDS,
    impact: 'A report cannot be asked for or read: a board decides about people without the figures.',
  },
  'build-report': {
    memoryMegabytes: WHOLE_PROCESSOR,
    timeoutSeconds: 300,
    impact: 'A report is not built: a board decides about people without the figures.',
  },
  'print-report': {
    memoryMegabytes: 2048,
    timeoutSeconds: 120,
    architecture: 'x86_64',
    impact: 'A report is not printed, and with that not ready: a board decides about people without the figures.',
  },
  'apply-retention': {
    memoryMegabytes: 1024,
    timeoutSeconds: 300,
    impact:
      'Cases are kept beyond their time, or their destruction stands half-way: what is held about a person outlives the right to hold it.',
  },
  'describe-api': {
    memoryMegabytes: 512,
    timeoutSeconds: CALL_SECONDS,
    impact: 'A district cannot look up how to call us: what it has to say about a person may not arrive.',
  },
  'issue-claims': {
    memoryMegabytes: 256,
    // Cognito itself waits for five seconds.
    timeoutSeconds: 5,
    impact: 'No system gets a token: no person can be referred and no case read until this works again.',
  },
};
