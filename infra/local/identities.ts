import { type Identities, LOCAL_ACCOUNT, type OwnProperty } from './intrinsics.ts';
import type { Resource } from './template.ts';

/** Where the run's own services are. */
export interface LocalPlaces {
  readonly region: string;
  /** The API, which is also the identity provider: `http://127.0.0.1:3000`. */
  readonly apiUrl: string;
  readonly queuesUrl: string;
}

/** The end of a table's stream ARN; the real one exists only once the table does. */
export const STREAM_SUFFIX = '/stream/embedded';

const BUCKET_NAME_LENGTH = 63;

interface Identity {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** What resources are called here: as the template names them, else after their stack and logical id. */
export function localIdentities({ region, apiUrl, queuesUrl }: LocalPlaces): Identities {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${LOCAL_ACCOUNT}:${resource}`;

  const identityOf = (resource: Resource, own: OwnProperty): Identity | undefined => {
    const named = (property: string) => own(property) ?? `${resource.stack.name}-${resource.logicalId}`;
    switch (resource.type) {
      case 'AWS::DynamoDB::Table': {
        const name = named('TableName');
        const table = arn('dynamodb', `table/${name}`);
        return { ref: name, attributes: { Arn: table, StreamArn: `${table}${STREAM_SUFFIX}` } };
      }
      case 'AWS::SQS::Queue': {
        const name = named('QueueName');
        return {
          ref: `${queuesUrl}/${LOCAL_ACCOUNT}/${name}`,
          attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: `${queuesUrl}/${LOCAL_ACCOUNT}/${name}` },
        };
      }
      case 'AWS::S3::Bucket': {
        const name = named('BucketName').toLowerCase().slice(0, BUCKET_NAME_LENGTH);
        return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
      }
      case 'AWS::KMS::Key': {
        const id = `${resource.stack.name}-${resource.logicalId}`;
        return { ref: id, attributes: { KeyId: id, Arn: arn('kms', `key/${id}`) } };
      }
      case 'AWS::Lambda::Function': {
        const name = named('FunctionName');
        return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
      }
      case 'AWS::IAM::Role': {
        const name = named('RoleName');
        return { ref: name, attributes: { Arn: `arn:aws:iam::${LOCAL_ACCOUNT}:role/${name}` } };
      }
      case 'AWS::ApiGatewayV2::Api':
        return { ref: resource.logicalId, attributes: { ApiId: resource.logicalId, ApiEndpoint: apiUrl } };
      case 'AWS::ApiGatewayV2::Integration':
        return { ref: resource.logicalId };
      case 'AWS::Cognito::UserPool': {
        const id = `${region}_${resource.logicalId}`;
        const attributes = { UserPoolId: id, Arn: arn('cognito-idp', `userpool/${id}`), ProviderURL: apiUrl };
        return { ref: id, attributes: { ...attributes, ProviderName: new URL(apiUrl).host } };
      }
      case 'AWS::Cognito::UserPoolClient': {
        const name = named('ClientName');
        return { ref: name, attributes: { ClientId: name } };
      }
      case 'AWS::Cognito::UserPoolResourceServer':
        return { ref: named('Identifier') };
      default:
        return undefined;
    }
  };

  return {
    ref: (resource, own) => identityOf(resource, own)?.ref,
    attribute: (resource, name, own) => identityOf(resource, own)?.attributes?.[name],
  };
}
