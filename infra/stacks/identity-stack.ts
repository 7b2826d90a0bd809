import { CfnOutput, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  UserPool,
  UserPoolOperation,
  UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { environment } from '../../functions/issue-claims/environment.ts';
import type { City } from '../../shared/domain/city.ts';
import { type CallerParty, SCOPES } from '../../shared/http/caller.ts';
import { deployedName, type StageConfig } from '../config.ts';
import { clientName, MachineClient, partyScope, serverScope } from '../constructs/machine-client.ts';
import { type CodeOf, ServiceFunction } from '../constructs/service-function.ts';
import { FUNCTIONS } from './functions.ts';

export interface IdentityStackProps extends StackProps {
  readonly stage: StageConfig;
  readonly code: CodeOf;
  readonly city: Pick<City, 'districts' | 'offices'>;
}

/**
 * Who may call: a user pool without users, and one client for the system of each district and office the city has or
 * had (a history may be sent in the name of a merged district), and one for the city's administrators.
 */
export class IdentityStack extends Stack {
  readonly pool: UserPool;
  readonly clients: ReadonlyArray<MachineClient>;

  constructor(scope: Construct, id: string, { stage, code, city, ...props }: IdentityStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const parties = partiesOf(city);
    this.pool = this.poolOf(stage);
    this.clients = this.clientsOf(parties);
    const issueClaims = new ServiceFunction(this, 'IssueClaims', {
      ...FUNCTIONS['issue-claims'],
      stage,
      name: 'issue-claims',
      code: code('issue-claims'),
      schema: environment,
      environment: {},
    });
    // Only the third version is called for machines.
    this.pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, issueClaims.lambda, LambdaVersion.V3_0);
    const domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: deployedName(stage, this.account) },
    });
    new CfnOutput(this, 'TokenUrl', { value: `${domain.baseUrl()}/oauth2/token` });
  }

  private poolOf(stage: StageConfig): UserPool {
    const pool = new UserPool(this, 'Pool', {
      userPoolName: deployedName(stage),
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      accountRecovery: AccountRecovery.NONE,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 16,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions::AwsSolutions-COG8',
      reason:
        'The plus plan watches how people sign in. This pool has no users: only machines with a client secret get tokens.',
    });
    return pool;
  }

  private clientsOf(parties: ReadonlyArray<CallerParty>): ReadonlyArray<MachineClient> {
    const scopeServer = new UserPoolResourceServer(this, 'Scopes', {
      userPool: this.pool,
      identifier: 'jobbtorg',
      scopes: SCOPES.map((name) => serverScope(name, name)),
    });
    const partyServer = new UserPoolResourceServer(this, 'Parties', {
      userPool: this.pool,
      identifier: 'party',
      scopes: parties.map((party) => serverScope(partyScope(party), clientName(party))),
    });
    return parties.map(
      (party) => new MachineClient(this, clientName(party), { pool: this.pool, party, scopeServer, partyServer }),
    );
  }
}

function partiesOf({ districts, offices }: IdentityStackProps['city']): ReadonlyArray<CallerParty> {
  return [
    ...districts.map(({ code }) => ({ kind: 'district', code }) as const),
    ...offices.map(({ code }) => ({ kind: 'office', code }) as const),
    { kind: 'city' },
  ];
}
