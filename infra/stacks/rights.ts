import type { INDEXES } from '../../shared/adapters/table/keys.ts';
import type { FunctionName } from '../../shared/config/functions.ts';

type TableAction =
  | 'BatchGetItem'
  | 'ConditionCheckItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'UpdateItem';

/** What a function may do with the table, its indexes, its secrets and the reports. */
export interface Rights {
  readonly table: ReadonlyArray<TableAction>;
  readonly indexes: ReadonlyArray<keyof typeof INDEXES>;
  /** Whether it may seal and open secrets; others may use the key only through DynamoDB. */
  readonly secrets: boolean;
  readonly reports: 'none' | 'read' | 'write';
}

const READ_AND_DECIDE = ['BatchGetItem', 'ConditionCheckItem', 'GetItem', 'PutItem', 'UpdateItem'] as const;

/** Which function may do what: a transaction needs the rights of its parts and nothing beside. */
export const RIGHTS = {
  'receive-referral': { table: [...READ_AND_DECIDE, 'Query'], indexes: [], secrets: true, reports: 'none' },
  'handle-case': {
    table: [...READ_AND_DECIDE, 'Query', 'DeleteItem'],
    indexes: ['office', 'district'],
    secrets: true,
    reports: 'none',
  },
  'receive-history': {
    table: [...READ_AND_DECIDE, 'Query', 'DeleteItem'],
    indexes: [],
    secrets: true,
    reports: 'none',
  },
  'check-deadlines': {
    table: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    indexes: ['due'],
    secrets: true,
    reports: 'none',
  },
  'assess-cases': { table: READ_AND_DECIDE, indexes: [], secrets: false, reports: 'none' },
  'request-reports': {
    table: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    indexes: [],
    secrets: true,
    reports: 'read',
  },
  'build-report': {
    table: ['GetItem', 'Query', 'UpdateItem'],
    indexes: ['receipt'],
    secrets: false,
    reports: 'write',
  },
} as const satisfies Partial<Record<FunctionName, Rights>>;
