import { Duration } from 'aws-cdk-lib';
import {
  OAuthScope,
  ResourceServerScope,
  type UserPool,
  UserPoolClient,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { PARTY_SCOPES } from '../../shared/http/access-table.ts';
import type { CallerParty } from '../../shared/http/caller.ts';

/** The scope by which a client asks to act for a party; `issue-claims` turns it into the party's claim. */
export function partyScope(party: CallerParty): string {
  return party.kind === 'city' ? 'city' : `${party.kind}.${party.code}`;
}

/** The name of a party's client: `district-bromma`, `office-kista`, `city-admin`. */
export function clientName(party: CallerParty): string {
  return party.kind === 'city' ? 'city-admin' : `${party.kind}-${party.code}`;
}

export interface MachineClientProps {
  readonly pool: UserPool;
  readonly party: CallerParty;
  readonly scopeServer: UserPoolResourceServer;
  readonly partyServer: UserPoolResourceServer;
}

/** A system that may ask for tokens on behalf of one party, with that party's scopes and no others. */
export class MachineClient extends Construct {
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { pool, party, scopeServer, partyServer }: MachineClientProps) {
    super(scope, id);
    this.client = new UserPoolClient(this, 'Client', {
      userPool: pool,
      userPoolClientName: clientName(party),
      generateSecret: true,
      authFlows: {},
      accessTokenValidity: Duration.minutes(15),
      oAuth: {
        flows: { clientCredentials: true },
        scopes: [
          OAuthScope.resourceServer(partyServer, serverScope(partyScope(party), clientName(party))),
          ...PARTY_SCOPES[party.kind].map((name) => OAuthScope.resourceServer(scopeServer, serverScope(name, name))),
        ],
      },
    });
  }
}

/** A scope of a resource server; Cognito wants a description. */
export function serverScope(scopeName: string, scopeDescription: string): ResourceServerScope {
  return new ResourceServerScope({ scopeName, scopeDescription });
}
