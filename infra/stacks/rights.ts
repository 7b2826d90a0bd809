import { caseKeys, type INDEXES, lockKey, retentionKeys } from '../../shared/adapters/table/keys.ts';
import type { FunctionName } from '../../shared/config/functions.ts';

type TableAction = 'BatchGetItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';

const LOCKS = `${lockKey('', '').pk.split('#')[0]}#*`;

/** What a function may do with the table, its indexes, its secrets and the reports. */
export interface Rights {
  readonly table: ReadonlyArray<TableAction>;
  /** What it may delete: items whose partition begins so, and no others. */
  readonly deletes?: ReadonlyArray<string>;
  readonly indexes: ReadonlyArray<keyof typeof INDEXES>;
  /** Whether it may seal and open secrets; others may use the key only through DynamoDB. */
  readonly secrets: boolean;
  readonly reports: 'none' | 'read' | 'read-write';
}

/** Which function may do what: a transaction needs the rights of its parts and nothing beside. */
export const RIGHTS = {
  'receive-referral': {
    table: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    indexes: [],
    secrets: true,
    reports: 'none',
  },
  'handle-case': {
    table: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    deletes: [LOCKS],
    indexes: ['office', 'district', 'access'],
    secrets: true,
    reports: 'none',
  },
  'receive-history': {
    table: ['PutItem', 'Query'],
    indexes: [],
    secrets: true,
    reports: 'none',
  },
  'check-deadlines': {
    table: ['PutItem', 'Query', 'UpdateItem'],
    indexes: ['due'],
    secrets: false,
    reports: 'none',
  },
  'assess-cases': { table: ['GetItem', 'PutItem', 'UpdateItem'], indexes: [], secrets: false, reports: 'none' },
  'publish-events': { table: ['BatchGetItem', 'PutItem', 'Query'], indexes: [], secrets: false, reports: 'none' },
  'read-feed': {
    table: ['BatchGetItem', 'GetItem', 'PutItem', 'Query'],
    indexes: [],
    secrets: true,
    reports: 'none',
  },
  'request-reports': {
    table: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    indexes: [],
    secrets: false,
    reports: 'read',
  },
  'build-report': {
    table: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    indexes: ['receipt'],
    secrets: false,
    reports: 'read-write',
  },
  'print-report': { table: ['GetItem', 'UpdateItem'], indexes: [], secrets: false, reports: 'read-write' },
  'apply-retention': {
    table: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    // Whole cases, the lock of one, and its place on the list of those to be destroyed: no access log, no report.
    deletes: [`${caseKeys.partition('')}*`, LOCKS, `${retentionKeys.partition('')}*`],
    indexes: ['receipt'],
    secrets: true,
    reports: 'none',
  },
} as const satisfies Partial<Record<FunctionName, Rights>>;
