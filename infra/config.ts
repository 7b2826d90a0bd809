import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { RetentionRuleId } from '../shared/reference/retention.ts';

/** Where the suite can be set up. `local` is the embedded run, which reads the same templates as a deployment does. */
export const STAGE_NAMES = ['local', 'test', 'production'] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/**
 * Whose tokens are accepted: a user pool of the suite's own, or an identity provider that the city already has. The
 * latter must put `district`, `office` or `city` and plain scopes into its tokens, as `issue-claims` does in ours.
 */
export type TokenSource =
  | { readonly kind: 'user-pool' }
  | { readonly kind: 'external'; readonly issuer: string; readonly jwksUri: string; readonly audience: string };

/** How many calls API Gateway lets through: in the long run, and at once. */
export interface Throttle {
  readonly perSecond: number;
  readonly burst: number;
}

/** Everything in which one stage may differ from another. */
export interface StageConfig {
  readonly name: StageName;
  /** Personal data stays in this region. */
  readonly region: string;
  readonly tokens: TokenSource;
  readonly logRetention: RetentionDays;
  /** The SNS topic that wakes someone; `null` where nobody is on call. */
  readonly alarmTopicArn: string | null;
  /** The retention rule that the city has confirmed; until it has, every run of the retention is dry. */
  readonly retention: 'dry-run' | RetentionRuleId;
  /** `searches`: for persons by their numbers, so few that nobody finds anyone by guessing. */
  readonly throttle: { readonly reads: Throttle; readonly writes: Throttle; readonly searches: Throttle };
  /** The master keys, by name: the first wraps data keys, the others are on their way in or out and only unwrap them. */
  readonly masterKeys: readonly [string, ...ReadonlyArray<string>];
}

const STOCKHOLM_REGION = 'eu-north-1';

const ordinary = {
  region: STOCKHOLM_REGION,
  tokens: { kind: 'user-pool' },
  logRetention: RetentionDays.ONE_MONTH,
  alarmTopicArn: null,
  retention: 'dry-run',
  throttle: {
    reads: { perSecond: 100, burst: 200 },
    writes: { perSecond: 50, burst: 100 },
    searches: { perSecond: 5, burst: 10 },
  },
  masterKeys: ['Key'],
} as const satisfies Omit<StageConfig, 'name'>;

/** One record per stage. */
export const STAGES: Readonly<Record<StageName, StageConfig>> = {
  local: { ...ordinary, name: 'local' },
  test: { ...ordinary, name: 'test' },
  production: { ...ordinary, name: 'production', logRetention: RetentionDays.SIX_MONTHS },
};

/** The stage that a text names; throws, listing them, when it names none. */
export function stageNamed(name: unknown): StageConfig {
  const known = STAGE_NAMES.find((candidate) => candidate === name);
  if (known === undefined)
    throw new Error(`No stage is named ${String(name)}: choose one of ${STAGE_NAMES.join(', ')}`);
  return STAGES[known];
}

/** The name of a deployed thing: of a stack, a function, a queue. */
export function deployedName(stage: StageConfig, ...parts: ReadonlyArray<string>): string {
  return ['jobbtorg', stage.name, ...parts].join('-');
}

/** Where a stage's functions count what they do: two stages in one account must not hide each other's missed night. */
export function metricsNamespace(stage: StageConfig): string {
  return deployedName(stage);
}
