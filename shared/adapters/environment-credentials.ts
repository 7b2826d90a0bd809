/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundles. A deployed function has its role's credentials in its
 * environment and nowhere else; the SDK's own chain would carry profiles, sign-ins and metadata services along, which no
 * function uses and which make up two fifths of a small bundle.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
