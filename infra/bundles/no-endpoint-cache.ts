/**
 * Stands in for `@aws-sdk/endpoint-cache` in the bundles: DynamoDB's client could discover endpoints and remember them,
 * which it does only when told to. Were it told to, it would work, and ask each time.
 */
export class EndpointCache {
  getEndpoint(): undefined {
    return undefined;
  }
  get(): undefined {
    return undefined;
  }
  has(): boolean {
    return false;
  }
  set(): void {}
  delete(): void {}
  clear(): void {}
}
