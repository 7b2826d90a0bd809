import { Stack, Validations } from 'aws-cdk-lib';
import { INDEXES } from '../../shared/adapters/table/keys.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import type { DataStack } from './data-stack.ts';
import type { Rights } from './rights.ts';

/** What reading and writing an encrypted table takes, allowed only when it is DynamoDB that asks. */
const TABLE_KEY_ACTIONS = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
const SECRET_KEY_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'];
/** Gives a function its rights, action by action and index by index. */
export function permit(
  fn: ServiceFunction,
  { table, deletes, indexes, secrets, reports }: Rights,
  data: DataStack,
): void {
  const { tableArn } = data.table;
  fn.allow(
    table.map((action) => `dynamodb:${action}`),
    [tableArn],
  );
  if (deletes !== undefined) {
    fn.allow(['dynamodb:DeleteItem'], [tableArn], { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': deletes } });
  }
  if (indexes.length > 0) {
    fn.allow(
      ['dynamodb:Query'],
      indexes.map((index) => `${tableArn}/index/${INDEXES[index].name}`),
    );
  }
  permitTableKey(fn, data);
  if (secrets) {
    fn.allow(SECRET_KEY_ACTIONS, [data.key.keyArn]);
    for (const { keyArn } of data.otherKeys) fn.allow(['kms:Decrypt'], [keyArn]);
  }
  if (reports !== 'none') permitReports(fn, reports, data);
}

/** Lets a function use the table's key through DynamoDB, and in no other way: it cannot open a secret with it. */
function permitTableKey(fn: ServiceFunction, { key, otherKeys }: Pick<DataStack, 'key' | 'otherKeys'>): void {
  const keys = [key, ...otherKeys].map(({ keyArn }) => keyArn);
  fn.allow(TABLE_KEY_ACTIONS, keys, {
    StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(fn.lambda).region}.amazonaws.com` },
  });
}

const FILE_ACTIONS: Readonly<Record<Exclude<Rights['reports'], 'none'>, ReadonlyArray<string>>> = {
  read: ['s3:GetObject'],
  'read-write': ['s3:GetObject', 's3:PutObject'],
};

function permitReports(fn: ServiceFunction, right: keyof typeof FILE_ACTIONS, { reportFiles }: DataStack): void {
  fn.allow(FILE_ACTIONS[right], [reportFiles.arn]);
  Validations.of(fn).acknowledge({
    id: `AwsSolutions::AwsSolutions-IAM5[Resource::${reportFiles.arnAsChecked}]`,
    reason:
      'A report is a file of its own, named when it is asked for: reading or writing the files of one bucket, no more.',
  });
}
