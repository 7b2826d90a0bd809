/** Every log line there is: its level, what it says, and the only fields it may carry. None of them is personal. */
export const LOG_CODES = {
  REQUEST_REFUSED: { level: 'info', sentence: 'A request was answered with a problem', fields: ['route', 'problem'] },
  REQUEST_FAILED: { level: 'error', sentence: 'A request failed on our side', fields: ['route'] },
  RESPONSE_MISMATCH: { level: 'error', sentence: 'A response does not match its schema', fields: ['route', 'fields'] },
  REFERRAL_RECEIVED: { level: 'info', sentence: 'A referral was received', fields: ['caseId', 'office'] },
  REFERRAL_NOT_ELIGIBLE: { level: 'info', sentence: 'A referral was outside the rules', fields: ['reasons'] },
  COMMAND_RECORDED: { level: 'info', sentence: 'Facts were recorded', fields: ['caseId', 'command', 'version'] },
  HISTORY_IMPORTED: { level: 'info', sentence: 'A line of history was imported', fields: ['caseId', 'facts'] },
  CHECK_STARTED: {
    level: 'info',
    sentence: 'A nightly check found its cases',
    fields: ['run', 'asOf', 'found', 'batches'],
  },
  BATCH_ASSESSED: {
    level: 'info',
    sentence: 'A batch of cases was assessed',
    fields: ['run', 'batch', 'assessed', 'warned', 'missed', 'unchanged', 'failed'],
  },
  CASE_NOT_ASSESSED: { level: 'error', sentence: 'A case could not be assessed', fields: ['run', 'caseId'] },
  RETENTION_JUDGED: {
    level: 'info',
    sentence: 'The cases of a retention run were judged',
    fields: ['run', 'asOf', 'candidates', 'held', 'due', 'failed'],
  },
  RETENTION_FINISHED: {
    level: 'info',
    sentence: 'The cases of a retention run were destroyed',
    fields: ['run', 'destroyed', 'spared', 'failed'],
  },
  CASE_NOT_CULLED: {
    level: 'error',
    sentence: 'A case could not be judged for retention, or not be destroyed',
    fields: ['run', 'caseId'],
  },
  WORK_PUBLISHED: { level: 'info', sentence: 'Work items were sent to their queues', fields: ['count'] },
  EVENTS_PUBLISHED: { level: 'info', sentence: 'Events were appended to the feed', fields: ['count'] },
  REPORTS_DUE: {
    level: 'info',
    sentence: 'The calendar asked for its reports',
    fields: ['scheduledTime', 'due', 'ordered'],
  },
  REPORT_REQUESTED: { level: 'info', sentence: 'A report was asked for', fields: ['report', 'kind'] },
  REPORT_BUILT: { level: 'info', sentence: 'A report was built', fields: ['report', 'kind', 'rows'] },
  REPORT_PRINTED: { level: 'info', sentence: 'A report was printed', fields: ['report', 'kind'] },
  REPORT_FAILED: { level: 'error', sentence: 'A report could not be built', fields: ['report', 'kind'] },
  MESSAGE_FAILED: { level: 'error', sentence: 'A message could not be handled', fields: ['messageId'] },
  TOKEN_ISSUED: { level: 'info', sentence: 'Claims were set in a token', fields: ['client'] },
} as const satisfies Record<string, { level: 'info' | 'error'; sentence: string; fields: ReadonlyArray<string> }>;

export type LogCode = keyof typeof LOG_CODES;

/** The fields that a line of a code carries: all of them, and no others. */
export type LogFields<C extends LogCode> = Readonly<Record<(typeof LOG_CODES)[C]['fields'][number], string | number>>;
