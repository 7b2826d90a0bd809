/** What every client of the embedded run, ours and the functions', is told: where services are and who asks. */
export interface ServicePlaces {
  readonly region: string;
  readonly dynamodbUrl: string;
  readonly queuesUrl: string;
  readonly bucketsUrl: string;
  readonly kmsUrl: string;
}

/** Embedded engines check no credentials, but clients sign with some, and the queues read the region from them. */
export const LOCAL_CREDENTIALS = {
  accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? 'local',
  secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'] ?? 'local',
} as const;

/** How to make a client of one service here. */
export function clientOptions(region: string, endpoint: string) {
  return { region, endpoint, credentials: LOCAL_CREDENTIALS, maxAttempts: 3 };
}

/** The variables by which the SDK in a function finds the services, and nothing of this machine's own settings. */
export function serviceVariables(places: ServicePlaces): Readonly<Record<string, string>> {
  return {
    AWS_REGION: places.region,
    AWS_DEFAULT_REGION: places.region,
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: places.dynamodbUrl,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: places.dynamodbUrl,
    AWS_ENDPOINT_URL_SQS: places.queuesUrl,
    AWS_ENDPOINT_URL_S3: places.bucketsUrl,
    AWS_ENDPOINT_URL_KMS: places.kmsUrl,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}
