import type { INDEXES } from '../../shared/adapters/table/keys.ts';
import type { FunctionName } from '../../shared/config/functions.ts';

type TableAction = 'BatchGetItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';

/** What a function may do with the table, its indexes, its secrets and the reports. */
export interface Rights {
  readonly table: ReadonlyArray<TableAction>;
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
    table: ['DeleteItem', 'GetItem', 'PutItem', 'Query'],
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
    table: ['GetItem', 'PutItem', 'Query'],
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
} as const satisfies Partial<Record<FunctionName, Rights>>;
